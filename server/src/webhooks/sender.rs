//! One message to another system, and what it answers. No redirect is followed, nothing of an answer is read but its
//! status, and what a name leads to is looked at for each message anew.

use super::CallAddress;
use super::network::CallReach;
use super::signature::signature;
use crate::store::StoreError;
use axum::body::Body;
use axum::http::{Request, header};
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::TokioExecutor;
use shared::connections::DeliveryFailure;
use shared::time::Timestamp;
use std::io;
use std::net::SocketAddr;
use std::vec;
use tower::Service;

/// A system that takes longer is tried again later.
const PATIENCE: Duration = Duration::from_secs(15);

/// Something that is told.
pub(super) struct Message<'a> {
    /// The same with every try.
    pub(super) id: &'a str,
    /// Signs it.
    pub(super) secret: &'a str,
    /// JSON.
    pub(super) body: &'a str,
}

/// The HTTP status of the answer, or why there was none.
pub(super) type Answer = Result<u16, DeliveryFailure>;

/// Calls other systems.
pub(super) struct Sender {
    client: Client<HttpsConnector<HttpConnector<Resolver>>, Body>,
    reach: CallReach,
}

impl Sender {
    pub(super) fn within(reach: CallReach) -> Result<Self, StoreError> {
        let trusting = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|error| StoreError::Unsuitable(error.to_string()))?;
        let connector = match reach {
            CallReach::Public => trusting.https_only(),
            CallReach::ThisMachineToo => trusting.https_or_http(),
        };
        let mut plain = HttpConnector::new_with_resolver(Resolver(reach));
        plain.enforce_http(false);
        let connector = connector.enable_http1().wrap_connector(plain);
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(0)
            .build(connector);
        Ok(Self { client, reach })
    }

    /// Sends a message.
    pub(super) async fn send(
        &self,
        to: &CallAddress,
        message: Message<'_>,
        now: Timestamp,
    ) -> Answer {
        to.look(self.reach).await?;
        let seconds = now.millis().div_euclid(1_000);
        let signed = signature(message.secret, (message.id, seconds), message.body);
        let request = Request::post(to.as_str())
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, "Saddlebag")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signed.unwrap_or_default())
            .body(Body::from(message.body.to_owned()));
        let request = request.map_err(|_| DeliveryFailure::Unreachable)?;
        match tokio::time::timeout(PATIENCE, self.client.request(request)).await {
            Ok(Ok(answer)) => Ok(answer.status().as_u16()),
            Ok(Err(_)) => Err(DeliveryFailure::Unreachable),
            Err(_) => Err(DeliveryFailure::TooSlow),
        }
    }
}

/// What names lead to, as far as that is called: a name that leads elsewhere by the time of the connection gains
/// nothing.
#[derive(Debug, Clone)]
struct Resolver(CallReach);

impl Service<Name> for Resolver {
    type Response = vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let called: Vec<SocketAddr> = found.filter(|it| reach.reaches(it.ip())).collect();
            match called.is_empty() {
                true => Err(io::Error::from(io::ErrorKind::PermissionDenied)),
                false => Ok(called.into_iter()),
            }
        })
    }
}
