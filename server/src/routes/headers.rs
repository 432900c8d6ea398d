//! Headers of every answer.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Only our own scripts, styles and addresses; nobody may frame the app.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
     manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

const PERMISSIONS_POLICY: &str = "camera=(self), geolocation=(self), microphone=(), payment=(), \
     usb=(), serial=(), bluetooth=(), midi=(), display-capture=()";

/// Tells browsers what the app may do.
pub async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    set(
        headers,
        header::CONTENT_SECURITY_POLICY,
        CONTENT_SECURITY_POLICY,
    );
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "no-referrer");
    let named = HeaderName::from_static;
    set(headers, named("cross-origin-opener-policy"), "same-origin");
    set(
        headers,
        named("cross-origin-resource-policy"),
        "same-origin",
    );
    set(headers, named("permissions-policy"), PERMISSIONS_POLICY);
    response
}

/// Nothing of the API is kept by anybody on the way.
pub async fn no_store(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    set(response.headers_mut(), header::CACHE_CONTROL, "no-store");
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
