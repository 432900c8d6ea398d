//! Strict reading of requests: what is not exactly right is refused, and the problem names the place.

use crate::problem::ApiError;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use std::io::Read;
use std::str::FromStr;

/// Most bytes of a body as it is sent.
const MOST_SENT: usize = 2 * 1024 * 1024;
/// Most bytes of a body once it is unpacked.
const MOST_UNPACKED: u64 = 8 * 1024 * 1024;

/// A JSON body, plain or gzip, without anything the type does not know.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let packed = packing(&parts.headers)?;
        let sent = to_bytes(body, MOST_SENT)
            .await
            .map_err(|_| ApiError::TooLarge)?;
        let bytes = if packed { unpack(&sent)? } else { sent };
        Ok(Self(read(&bytes)?))
    }
}

/// Whether the body is packed; an error unless it is JSON and plain or gzip.
fn packing(headers: &HeaderMap) -> Result<bool, ApiError> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = text(header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(ApiError::WrongContentType);
    }
    match text(header::CONTENT_ENCODING) {
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

/// `serde_json` refuses what is nested deeper than 128.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        malformed(if path == "." { "" } else { &path }, error.inner())
    })?;
    json.end().map_err(|error| malformed("", error))?;
    Ok(value)
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
