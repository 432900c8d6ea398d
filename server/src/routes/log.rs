//! What of the traffic goes into the server's own log.

use axum::http::StatusCode;
use std::time::Duration;
use tower_http::classify::ServerErrorsFailureClass;
use tracing::{Span, debug, error};

/// Names a fault of the server as an error.
pub fn failure(failure: ServerErrorsFailureClass, latency: Duration, _request: &Span) {
    let latency_ms = latency.as_millis();
    if is_fault(&failure) {
        error!(%failure, latency_ms, "response failed");
    } else {
        debug!(latency_ms, "asked to come back later");
    }
}

/// Being asked to come back later is none: after an outage every phone is, and a real fault would be
/// lost among them.
fn is_fault(failure: &ServerErrorsFailureClass) -> bool {
    let ServerErrorsFailureClass::StatusCode(status) = failure else {
        return true;
    };
    *status != StatusCode::SERVICE_UNAVAILABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_house_is_no_fault() {
        let answered = ServerErrorsFailureClass::StatusCode;
        assert!(!is_fault(&answered(StatusCode::SERVICE_UNAVAILABLE)));
        assert!(is_fault(&answered(StatusCode::INTERNAL_SERVER_ERROR)));
        assert!(is_fault(&ServerErrorsFailureClass::Error("broke".into())));
    }
}
