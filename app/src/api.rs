//! Requests to the server.

use crate::activity::idle_seconds;
use crate::browser;
use crate::clock::now;
use gloo_net::http::{Headers, Request, Response};
use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::problem::Problem;
use shared::session::IDLE_HEADER;
use shared::sync::retry_after_ms;
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, RequestCredentials, RequestInit};

/// A request that takes longer is given up, in milliseconds.
const PATIENCE_MS: u32 = 30_000;
/// Bodies from this size on are compressed, in bytes.
const COMPRESS_FROM: usize = 4_096;

/// Why a request brought nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// No network, no server, or an answer nobody can read.
    Unreachable,
    /// 401: somebody has to sign in first.
    SignIn,
    /// The server says no, and why.
    Problem(Problem),
    /// 429 or 5xx, and after how long it is worth asking again.
    NotNow {
        /// Why, if it was the server itself that said so.
        said: Option<Problem>,
        /// Milliseconds to wait.
        after_ms: u64,
    },
}

impl ApiError {
    /// The key of the text that says it.
    pub fn text_key(&self) -> String {
        match self {
            Self::Unreachable | Self::NotNow { said: None, .. } => {
                shared::key!("ui.api.unreachable").to_owned()
            }
            Self::SignIn => shared::key!("ui.api.sign_in").to_owned(),
            Self::Problem(problem)
            | Self::NotNow {
                said: Some(problem),
                ..
            } => key_of(problem),
        }
    }

    /// Whether the server says that the last day of who asks is over.
    pub fn says_left(&self) -> bool {
        matches!(self, Self::Problem(problem) if problem.code == "appointment_ended")
    }

    /// Whether the same request may succeed later.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable | Self::NotNow { .. } => true,
            Self::SignIn => false,
            Self::Problem(problem) => is_passing(problem.status),
        }
    }
}

fn key_of(problem: &Problem) -> String {
    ["problems", "refusals"]
        .iter()
        .map(|group| format!("{group}.{}", problem.code))
        .find(|key| shared::text::has(key))
        .unwrap_or_else(|| shared::key!("ui.api.refused").to_owned())
}

const fn is_passing(status: u16) -> bool {
    status >= 500 || status == 429
}

/// Reads what stands at `path`.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    read(send("GET", path, None).await?).await
}

/// Sends `body` and reads the answer.
pub async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    read(send("POST", path, Some(json(body)?)).await?).await
}

/// Sends a file and reads the answer.
pub async fn post_file<T: DeserializeOwned>(path: &str, file: &[u8]) -> Result<T, ApiError> {
    read(send("POST", path, Some(Sent::File(file))).await?).await
}

/// Tells the server, which has nothing to say in return.
pub async fn announce(path: &str, body: &impl Serialize) -> Result<(), ApiError> {
    send("POST", path, Some(json(body)?)).await.map(drop)
}

/// Sets what stands at `path`; the server has nothing to say in return.
pub async fn put(path: &str, body: &impl Serialize) -> Result<(), ApiError> {
    send("PUT", path, Some(json(body)?)).await.map(drop)
}

/// Sets what stands at `path`, and reads the answer.
pub async fn change<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    read(send("PUT", path, Some(json(body)?)).await?).await
}

/// A file that the server made.
#[derive(Debug)]
pub struct Made {
    /// What it is to be called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// Reads the file that stands at `path`.
pub async fn get_file(path: &str) -> Result<Made, ApiError> {
    made(send("GET", path, None).await?).await
}

/// Sends what is wanted, as JSON, and reads the file that is made of it.
pub async fn post_for_file(path: &str, wanted: String) -> Result<Made, ApiError> {
    made(send("POST", path, Some(Sent::Json(wanted))).await?).await
}

async fn made(response: Response) -> Result<Made, ApiError> {
    let headers = response.headers();
    let disposition = headers.get("content-disposition").unwrap_or_default();
    Ok(Made {
        name: disposition.split('"').nth(1).unwrap_or_default().to_owned(),
        media_type: headers.get("content-type").unwrap_or_default(),
        bytes: response.binary().await.map_err(|_| ApiError::Unreachable)?,
    })
}

/// Takes away what stands at `path`.
pub async fn delete(path: &str) -> Result<(), ApiError> {
    send("DELETE", path, None).await.map(drop)
}

/// What is sent.
enum Sent<'f> {
    Json(String),
    File(&'f [u8]),
}

fn json(body: &impl Serialize) -> Result<Sent<'static>, ApiError> {
    let text = serde_json::to_string(body).map_err(|_| ApiError::Unreachable);
    text.map(Sent::Json)
}

async fn send(method: &str, path: &str, body: Option<Sent<'_>>) -> Result<Response, ApiError> {
    let request = build(method, path, body)
        .await
        .map_err(|_| ApiError::Unreachable)?;
    let response = request.send().await.map_err(|_| ApiError::Unreachable)?;
    match response.status() {
        200..=299 => Ok(response),
        401 if path != "/api/session" || method != "POST" => Err(ApiError::SignIn),
        _ => Err(refusal(response).await),
    }
}

/// Made here: gloo's builder writes the address anew, with an `&` after what it asks for.
async fn build(method: &str, path: &str, body: Option<Sent<'_>>) -> Result<Request, JsValue> {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_credentials(RequestCredentials::SameOrigin);
    let headers = Headers::new();
    headers.set("accept", "application/json");
    if let Some(seconds) = idle_seconds() {
        headers.set(IDLE_HEADER, &seconds.to_string());
    }
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    match body {
        Some(Sent::Json(body)) => {
            headers.set("content-type", "application/json");
            init.set_body(&packed(body, &headers).await);
        }
        Some(Sent::File(file)) => {
            headers.set("content-type", "application/octet-stream");
            init.set_body(&Uint8Array::from(file).into());
        }
        None => {}
    }
    init.set_headers(&headers.into_raw());
    web_sys::Request::new_with_str_and_init(path, &init).map(Request::from)
}

/// The body, compressed if it is large and the browser can.
async fn packed(body: String, headers: &Headers) -> JsValue {
    if body.len() < COMPRESS_FROM {
        return body.into();
    }
    match gzip(&body).await {
        Ok(bytes) => {
            headers.set("content-encoding", "gzip");
            bytes.into()
        }
        Err(_) => body.into(),
    }
}

async fn gzip(body: &str) -> Result<Uint8Array, JsValue> {
    let stream = browser::construct("CompressionStream", &["gzip".into()])?;
    let whole = web_sys::Response::new_with_opt_str(Some(body))?;
    let Some(plain) = browser::property(&whole, "body") else {
        return Err(JsValue::NULL);
    };
    let small = browser::call(&plain, "pipeThrough", &[stream])?;
    let response = browser::construct("Response", &[small])?;
    let buffer = browser::call_async(&response, "arrayBuffer", &[]).await?;
    Ok(Uint8Array::new(&buffer))
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, ApiError> {
    let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
    serde_json::from_str(&text).map_err(|error| {
        leptos::logging::error!("{}: {error}", response.url());
        ApiError::Unreachable
    })
}

async fn refusal(response: Response) -> ApiError {
    let status = response.status();
    let text = response.text().await.ok();
    let said = text.and_then(|text| serde_json::from_str(&text).ok());
    match (wait_of(&response), said) {
        (Some(after_ms), said) => ApiError::NotNow { said, after_ms },
        (None, Some(problem)) => ApiError::Problem(problem),
        (None, None) => unnamed(status),
    }
}

/// How long a busy server wants to be left alone, if it says so.
fn wait_of(response: &Response) -> Option<u64> {
    let headers = response.headers();
    let retry_after = headers
        .get("retry-after")
        .filter(|_| is_passing(response.status()))?;
    retry_after_ms(&retry_after, headers.get("date").as_deref(), now())
}

/// A refusal without a problem document: something between here and the server spoke.
fn unnamed(status: u16) -> ApiError {
    if is_passing(status) || status == 404 {
        return ApiError::Unreachable;
    }
    ApiError::Problem(Problem {
        status,
        code: "refused".to_owned(),
        detail: String::new(),
        findings: Vec::new(),
    })
}
