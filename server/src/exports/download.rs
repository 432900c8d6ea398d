//! A file on its way to whoever asked for it.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A file on its way.
#[derive(Debug)]
pub struct Download {
    /// What it is called: letters, digits, `-` and `.`.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let disposition = format!("attachment; filename=\"{}\"", self.name);
        let disposition = HeaderValue::try_from(disposition)
            .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static(self.media_type),
            ),
            (header::CONTENT_DISPOSITION, disposition),
        ];
        (headers, self.bytes).into_response()
    }
}
