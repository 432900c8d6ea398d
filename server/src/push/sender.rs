//! One message to a push service: a request without a body, and what it answers. No redirect is followed,
//! and nothing of an answer is read but its head.

use super::{Endpoint, PushServices};
use crate::store::StoreError;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use core::time::Duration;
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use shared::sync::retry_after_ms;
use shared::time::Timestamp;

/// A push service that takes longer is tried again later.
const PATIENCE: Duration = Duration::from_secs(10);
/// For how long the push service keeps a message for a phone that is off, in seconds: three days.
const KEPT_FOR: &str = "259200";
/// A message takes the place of an earlier one that has not arrived yet.
const TOPIC: &str = "waits";

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The push service has it.
    Taken,
    /// The device is not subscribed any more.
    Gone,
    /// The push service cannot be reached or is busy; it may say for how many milliseconds.
    Later(Option<u64>),
    /// The push service says no, and would again.
    Refused(StatusCode),
}

/// Speaks to push services.
pub struct Sender(Client<HttpsConnector<HttpConnector>, Body>);

impl Sender {
    /// Plain HTTP only to a push service of a test.
    ///
    /// # Errors
    /// If the machine has no certificates to trust.
    pub fn to(services: &PushServices) -> Result<Self, StoreError> {
        let trusting = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|error| StoreError::Unsuitable(error.to_string()))?;
        let connector = match services {
            PushServices::Known(_) => trusting.https_only(),
            PushServices::Only(_) => trusting.https_or_http(),
        };
        let connector = connector.enable_http1().build();
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector)))
    }

    /// Sends a message without content.
    pub async fn send(&self, endpoint: &Endpoint, authorization: &str, now: Timestamp) -> Sent {
        let request = Request::post(endpoint.as_str())
            .header(header::AUTHORIZATION, authorization)
            // Some push services refuse a request that does not say that it has no body.
            .header(header::CONTENT_LENGTH, 0)
            .header("ttl", KEPT_FOR)
            .header("urgency", "normal")
            .header("topic", TOPIC)
            .body(Body::empty());
        let Ok(request) = request else {
            return Sent::Gone;
        };
        match tokio::time::timeout(PATIENCE, self.0.request(request)).await {
            Ok(Ok(answer)) => understood(&answer, now),
            Ok(Err(_)) | Err(_) => Sent::Later(None),
        }
    }
}

fn understood(answer: &Response<Incoming>, now: Timestamp) -> Sent {
    match answer.status() {
        status if status.is_success() => Sent::Taken,
        StatusCode::NOT_FOUND | StatusCode::GONE => Sent::Gone,
        status if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() => {
            Sent::Later(wait(answer.headers(), now))
        }
        status => Sent::Refused(status),
    }
}

fn wait(headers: &HeaderMap, now: Timestamp) -> Option<u64> {
    let text = |name| headers.get(name)?.to_str().ok();
    retry_after_ms(text(header::RETRY_AFTER)?, text(header::DATE), now)
}
