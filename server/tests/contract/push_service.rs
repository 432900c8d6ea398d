//! A push service on this machine: takes messages as those of the browsers do, and keeps what it hears.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;
use server::{PushServices, PushSettings};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

pub const CONTACT: &str = "mailto:it@company.example";

/// How the service answers a message, before it says yes to all.
pub type Answer = (u16, &'static [(&'static str, &'static str)]);

/// A message as it came.
#[derive(Debug, Clone)]
pub struct Message {
    pub path: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

#[derive(Default)]
struct Desk {
    heard: Vec<Message>,
    answers: VecDeque<Answer>,
}

/// A push service, as long as its story.
pub struct PushService {
    pub origin: String,
    desk: Arc<Mutex<Desk>>,
}

impl PushService {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let desk = Arc::default();
        let app = Router::new().fallback(take).with_state(Arc::clone(&desk));
        tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
        Self { origin, desk }
    }

    /// A company that speaks to this service alone.
    pub fn settings(&self) -> PushSettings {
        PushSettings {
            contact: CONTACT.parse().unwrap(),
            services: PushServices::Only(self.origin.clone()),
        }
    }

    /// The address of a device.
    pub fn endpoint(&self, device: &str) -> String {
        format!("{}/device/{device}", self.origin)
    }

    /// It answers so, once each.
    pub fn answers(&self, answers: &[Answer]) {
        self.desk.lock().unwrap().answers.extend(answers);
    }

    /// What has come since it was last asked.
    pub fn hears(&self) -> Vec<Message> {
        std::mem::take(&mut self.desk.lock().unwrap().heard)
    }
}

async fn take(State(desk): State<Arc<Mutex<Desk>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let mut desk = desk.lock().unwrap();
    desk.heard.push(Message {
        path: parts.uri.path().to_owned(),
        headers: parts.headers,
        body,
    });
    let (status, headers) = desk.answers.pop_front().unwrap_or((201, &[]));
    let mut answer = Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    answer.body(Body::empty()).unwrap()
}

impl Message {
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    /// What the token says that stands in the header, once its signature is found to be the key's.
    pub fn claims(&self, public_key: &str) -> Value {
        let parts = self.header("authorization").strip_prefix("vapid t=");
        let (token, key) = parts.unwrap().split_once(", k=").unwrap();
        assert_eq!(key, public_key);
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let key = BASE64.decode(key).unwrap();
        assert_eq!((key.len(), key[0]), (65, 4), "an uncompressed point");
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
            .verify(signed.as_bytes(), &BASE64.decode(signature).unwrap())
            .unwrap();
        let (head, claims) = signed.split_once('.').unwrap();
        let read = |part| serde_json::from_slice::<Value>(&BASE64.decode(part).unwrap()).unwrap();
        assert_eq!(read(head)["alg"], "ES256");
        read(claims)
    }
}
