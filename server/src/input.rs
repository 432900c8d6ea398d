//! Strict reading of requests: what is not exactly right is refused, and the problem names the place.

pub mod json;

use crate::problem::ApiError;
use crate::state::AppState;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};
use flate2::read::GzDecoder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Read;
use std::str::FromStr;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// Most bytes of a body as it is sent.
const MOST_SENT: usize = 2 * 1024 * 1024;
/// Most bytes of a body once it is unpacked.
const MOST_UNPACKED: u64 = 8 * 1024 * 1024;

/// How long a body may take to come; a phone gives up at the same time.
const LONGEST_BODY: Duration = Duration::from_secs(30);

/// A JSON body, plain or gzip, without anything the type does not know.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + Serialize> FromRequest<AppState> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let sent = Sent::from_request(request, state).await?;
        Ok(Self(json::read_exactly(&sent.unpacked()?)?))
    }
}

/// A JSON body as it was sent, plain or gzip, with the room that is kept for it.
pub struct Sent {
    bytes: Bytes,
    packed: bool,
    _room: OwnedSemaphorePermit,
}

impl FromRequest<AppState> for Sent {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let packed = packing(&parts.headers)?;
        let room = state.gate.room(length(&parts.headers, MOST_SENT)?).await?;
        Ok(Self {
            bytes: receive(body, MOST_SENT, LONGEST_BODY).await?,
            packed,
            _room: room,
        })
    }
}

impl Sent {
    /// What it says, which is an object.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        Ok(json::read(&self.unpacked()?)?)
    }

    fn unpacked(&self) -> Result<Bytes, ApiError> {
        match self.packed {
            true => unpack(&self.bytes),
            false => Ok(self.bytes.clone()),
        }
    }
}

async fn receive(
    body: axum::body::Body,
    most: usize,
    longest: Duration,
) -> Result<Bytes, ApiError> {
    tokio::time::timeout(longest, to_bytes(body, most))
        .await
        .map_err(|_| ApiError::TooSlow)?
        .map_err(|_| ApiError::TooLarge)
}

/// The length that is announced; without one, the most.
fn length(headers: &HeaderMap, most: usize) -> Result<usize, ApiError> {
    let told = headers.get(header::CONTENT_LENGTH);
    let told = told.and_then(|value| value.to_str().ok()?.parse().ok());
    match told.unwrap_or(most) {
        length if length > most => Err(ApiError::TooLarge),
        length => Ok(length),
    }
}

fn header_text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The media type of the body, without what is said beside it.
fn media_type(headers: &HeaderMap) -> &str {
    let kind = header_text(headers, header::CONTENT_TYPE).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim()
}

/// Whether the body is packed; an error unless it is JSON and plain or gzip.
fn packing(headers: &HeaderMap) -> Result<bool, ApiError> {
    let kind = media_type(headers);
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(ApiError::WrongContentType);
    }
    match header_text(headers, header::CONTENT_ENCODING) {
        None | Some("identity") => Ok(false),
        Some("gzip") => Ok(true),
        Some(_) => Err(ApiError::WrongContentType),
    }
}

fn unpack(sent: &[u8]) -> Result<Bytes, ApiError> {
    let mut bytes = Vec::new();
    GzDecoder::new(sent)
        .take(MOST_UNPACKED + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| malformed("", error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST_UNPACKED {
        return Err(ApiError::TooLarge);
    }
    Ok(bytes.into())
}

/// The media types of a table, and what is said of a file of which a browser does not know what it is.
const TABLES: [&str; 3] = [
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
    "application/octet-stream",
];

/// A file as it was sent, with the room that is kept for it. Who may not send one is refused before it is read.
pub struct SentFile {
    /// What stands in it.
    pub bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

impl SentFile {
    /// Reads the file that is the body of a request, so many bytes at most.
    ///
    /// # Errors
    /// [`ApiError::FileTooLarge`]; [`ApiError::WrongContentType`] unless it is said to be a table;
    /// [`ApiError::TooSlow`] and [`ApiError::Busy`].
    pub async fn read(request: Request, state: &AppState, most: u64) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let kind = media_type(&parts.headers);
        let is_packed = parts.headers.contains_key(header::CONTENT_ENCODING);
        if is_packed || !TABLES.iter().any(|it| kind.eq_ignore_ascii_case(it)) {
            return Err(ApiError::WrongContentType);
        }
        let most_mb = most >> 20;
        let too_large = |error| match error {
            ApiError::TooLarge => ApiError::FileTooLarge { most: most_mb },
            other => other,
        };
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let length = length(&parts.headers, most).map_err(too_large)?;
        let room = state.gate.room(length).await?;
        let bytes = receive(body, most, LONGEST_BODY).await.map_err(too_large)?;
        Ok(Self { bytes, _room: room })
    }
}

/// The query of an address, without anything the type does not know.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        axum::extract::Query::try_from_uri(&parts.uri)
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|error| malformed_query(&error.body_text()))
    }
}

/// The reader says `kind: what is wrong`, after words of its own.
fn malformed_query(text: &str) -> ApiError {
    let text = text
        .strip_prefix("Failed to deserialize query string: ")
        .unwrap_or(text);
    match text.split_once(": ") {
        Some((path, reason)) if !path.contains(' ') => malformed(path, reason),
        _ => malformed("", text),
    }
}

/// The one id in an address; what is no id is nowhere.
pub struct Id<T>(pub T);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Path(text) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| ApiError::NotFound)?;
        text.parse().map(Self).map_err(|_| ApiError::NotFound)
    }
}

fn malformed(path: &str, reason: impl ToString) -> ApiError {
    ApiError::Malformed {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::stream::{self, StreamExt};

    #[tokio::test]
    async fn a_body_that_does_not_end_is_not_waited_for() {
        let half = stream::once(async { Ok::<_, std::io::Error>("half") });
        let body = axum::body::Body::from_stream(half.chain(stream::pending()));
        let received = receive(body, MOST_SENT, Duration::from_millis(1)).await;
        assert!(matches!(received, Err(ApiError::TooSlow)), "{received:?}");
    }

    #[tokio::test]
    async fn a_body_without_a_length_is_cut_while_it_comes() {
        let endless = stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b' '; 64 * 1024]));
        let body = axum::body::Body::from_stream(endless);
        let received = receive(body, MOST_SENT, LONGEST_BODY).await;
        assert!(matches!(received, Err(ApiError::TooLarge)), "{received:?}");
    }
}
