//! The app's files. Everything below `/a/<build id>/` never changes; the rest is asked for anew.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use std::path::{Path, PathBuf};
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
    let site = Site {
        folder: folder.to_owned(),
        files,
    };
    Router::new()
        .fallback(serve)
        .with_state(site)
        .layer(from_fn(cache))
}

/// The folder and what serves its files.
#[derive(Clone)]
struct Site {
    folder: PathBuf,
    files: ServeDir,
}

async fn serve(State(site): State<Site>, mut request: Request) -> Response {
    if is_page(request.uri()) && matches!(*request.method(), Method::GET | Method::HEAD) {
        *request.uri_mut() = Uri::from_static("/index.html");
    }
    if !is_of_site(&site.folder, request.uri().path()).await {
        return StatusCode::NOT_FOUND.into_response();
    }
    match site.files.oneshot(request).await {
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

/// Nothing hidden, and nothing outside the folder that a link in it leads to.
async fn is_of_site(folder: &Path, path: &str) -> bool {
    let Ok(path) = percent_decode_str(path).decode_utf8() else {
        return false;
    };
    if path.split(['/', '\\']).any(|part| part.starts_with('.')) {
        return false;
    }
    let Ok(site) = tokio::fs::canonicalize(folder).await else {
        return false;
    };
    let file = path.trim_start_matches('/');
    for ending in ["", ".br", ".gz"] {
        let found = tokio::fs::canonicalize(folder.join(format!("{file}{ending}"))).await;
        if found.is_ok_and(|found| !found.starts_with(&site)) {
            return false;
        }
    }
    true
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
