//! The app's files. Everything below `/a/<build id>/` never changes; the rest is asked for anew.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use std::path::Path;
use tower::ServiceExt;
use tower_http::services::ServeDir;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// Serves the folder; an address of the app that is no file gets the start page.
pub fn site(folder: &Path) -> Router {
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    Router::new()
        .fallback(serve)
        .with_state(files)
        .layer(from_fn(cache))
}

async fn serve(State(files): State<ServeDir>, mut request: Request) -> Response {
    if is_page(request.uri()) && matches!(*request.method(), Method::GET | Method::HEAD) {
        *request.uri_mut() = Uri::from_static("/index.html");
    }
    match files.oneshot(request).await {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    }
}

/// An address the app routes itself: no file extension, and not a build's file.
fn is_page(uri: &Uri) -> bool {
    let path = uri.path();
    let last = path.rsplit('/').next().unwrap_or_default();
    !path.starts_with("/a/") && !last.contains('.')
}

async fn cache(request: Request, next: Next) -> Response {
    let built = request.uri().path().starts_with("/a/");
    let mut response = next.run(request).await;
    let kept =
        built && (response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED);
    let value = HeaderValue::from_static(if kept { FOR_EVER } else { ASK_AGAIN });
    response.headers_mut().insert(header::CACHE_CONTROL, value);
    response
}
