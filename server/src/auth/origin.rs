//! Requests that change something must come from the app itself, not from a page elsewhere.

use super::{bears_key, cookie};
use crate::config::PublicUrl;
use crate::problem::ApiError;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses a changing request that a browser sends for another site.
pub async fn refuse_cross_site(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    // What a browser sends for another site bears nobody's key.
    let headers = request.headers();
    let is_by_key = bears_key(headers).is_some() && cookie::token(headers).is_none();
    if reads || is_by_key || is_ours(headers, state.reach.public_url.as_ref()) {
        return next.run(request).await;
    }
    ApiError::CrossSite.into_response()
}

/// A browser says where a request comes from by `Sec-Fetch-Site`, or at least `Origin`; what says
/// neither is no browser and carries nobody's cookie by accident.
fn is_ours(headers: &HeaderMap, public_url: Option<&PublicUrl>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let fetched_by_us = match text("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => true,
    };
    let from_us = match text(header::ORIGIN.as_str()) {
        Some(origin) => is_our_origin(origin, text(header::HOST.as_str()), public_url),
        None => true,
    };
    fetched_by_us && from_us
}

fn is_our_origin(origin: &str, host: Option<&str>, public_url: Option<&PublicUrl>) -> bool {
    if let Some(url) = public_url {
        return url.is(origin);
    }
    let named = origin.strip_prefix("http://");
    named.is_some() && named == host && host.is_some_and(is_this_machine)
}

/// Without TLS the server is only reached as this machine; another name that leads here is a trick
/// (DNS rebinding).
fn is_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn ours(pairs: &[(&'static str, &'static str)], public_url: Option<&str>) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| {
                (
                    header::HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        let public_url = public_url.map(|url| url.parse().unwrap());
        is_ours(&headers, public_url.as_ref())
    }

    #[test]
    fn only_our_own_pages_may_change_anything() {
        assert!(ours(&[("sec-fetch-site", "same-origin")], None));
        assert!(!ours(&[("sec-fetch-site", "cross-site")], None));
        assert!(!ours(&[("sec-fetch-site", "same-site")], None));
        let host = ("host", "127.0.0.1:80");
        assert!(ours(&[("origin", "http://127.0.0.1:80"), host], None));
        assert!(!ours(&[("origin", "http://elsewhere"), host], None));
        assert!(!ours(&[("origin", "null"), host], None));
        let rebound = ("host", "elsewhere:80");
        assert!(!ours(&[("origin", "http://elsewhere:80"), rebound], None));
    }

    #[test]
    fn behind_a_public_url_only_that_one_counts() {
        let url = Some("HTTPS://Bag.Example:443/");
        let host = ("host", "bag.example");
        assert!(ours(&[("origin", "https://bag.example"), host], url));
        assert!(!ours(&[("origin", "http://bag.example"), host], url));
    }
}
