//! How the server says no: one error type, shown as an RFC 9457 problem document.

use crate::store::StoreError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::finding::Finding;
use shared::problem::Problem;
use shared::submission::Refusal;

/// Why a request is not answered as asked.
#[derive(Debug)]
pub enum ApiError {
    /// Nobody is signed in, or no longer.
    SignInNeeded,
    /// No such login, or another password.
    WrongLogin,
    /// Too many failures: wait.
    SlowDown {
        /// So long, in seconds.
        seconds: u64,
    },
    /// The device belongs to another person.
    DeviceOfAnother,
    /// There is no such thing, or not for this person.
    NotFound,
    /// The address takes another method.
    MethodNotAllowed,
    /// The request comes from another site.
    CrossSite,
    /// The body is not what its headers say, or of a type nobody reads.
    WrongContentType,
    /// The body is larger than allowed.
    TooLarge,
    /// The body or the address is not what the route takes.
    Malformed {
        /// Where, as a path of names; empty for the whole.
        path: String,
        /// What is wrong, in English.
        reason: String,
    },
    /// The device speaks another protocol.
    UnknownProtocol,
    /// A rule of the record's course says no.
    Refused(Refusal),
    /// The rules found errors in what was sent.
    Invalid(Vec<Finding>),
    /// Somebody changed the record since it was read.
    ChangedMeanwhile,
    /// The decision's id came before with another decision.
    DecisionReused,
    /// The store cannot answer now.
    Store(StoreError),
}

impl core::fmt::Display for ApiError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (_, code, detail) = self.parts();
        write!(f, "{code}: {detail}")
    }
}

impl core::error::Error for ApiError {}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl ApiError {
    /// HTTP status, code, and the detail in English.
    fn parts(&self) -> (StatusCode, &'static str, String) {
        let said = |status, code, detail: &str| (status, code, detail.to_owned());
        match self {
            Self::SignInNeeded => said(
                StatusCode::UNAUTHORIZED,
                "sign_in_needed",
                "nobody is signed in",
            ),
            Self::WrongLogin => said(
                StatusCode::UNAUTHORIZED,
                "wrong_login",
                "no such login and password",
            ),
            Self::SlowDown { seconds } => (
                StatusCode::TOO_MANY_REQUESTS,
                "slow_down",
                format!("too many failures; wait {seconds} seconds"),
            ),
            Self::DeviceOfAnother => said(
                StatusCode::FORBIDDEN,
                "device_of_another",
                "this installation belongs to another person, or is not registered",
            ),
            Self::NotFound => said(StatusCode::NOT_FOUND, "not_found", "no such thing here"),
            Self::MethodNotAllowed => said(
                StatusCode::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "this address takes another method",
            ),
            Self::CrossSite => said(
                StatusCode::FORBIDDEN,
                "cross_site",
                "the request comes from another site",
            ),
            Self::WrongContentType => said(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "wrong_content_type",
                "the body must be application/json, plain or gzip",
            ),
            Self::TooLarge => said(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                "the body is larger than allowed",
            ),
            Self::Malformed { path, reason } => (
                StatusCode::BAD_REQUEST,
                "malformed",
                format!("{path}: {reason}"),
            ),
            Self::UnknownProtocol => said(
                StatusCode::BAD_REQUEST,
                "unknown_protocol",
                "the device speaks another version of the sync protocol",
            ),
            Self::Refused(refusal) => (status_of(*refusal), refusal.as_str(), refusal.to_string()),
            Self::Invalid(_) => said(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid",
                "the rules found errors",
            ),
            Self::ChangedMeanwhile => said(
                StatusCode::CONFLICT,
                "changed_meanwhile",
                "the record has another version now",
            ),
            Self::DecisionReused => said(
                StatusCode::CONFLICT,
                "decision_reused",
                "this decision id came before with another decision",
            ),
            Self::Store(_) => said(
                StatusCode::SERVICE_UNAVAILABLE,
                "store_unavailable",
                "the store cannot answer now",
            ),
        }
    }

    fn findings(&self) -> Vec<Finding> {
        match self {
            Self::Malformed { path, reason } => {
                vec![Finding::error("malformed", path).with("reason", reason)]
            }
            Self::Refused(Refusal::AboveAuthority { needed }) => {
                vec![Finding::error("above_authority", "").with("needed", needed.0)]
            }
            Self::Invalid(findings) => findings.clone(),
            _ => Vec::new(),
        }
    }

    /// The problem document.
    pub fn problem(&self) -> Problem {
        let (status, code, detail) = self.parts();
        Problem {
            status: status.as_u16(),
            code: code.to_owned(),
            detail,
            findings: self.findings(),
        }
    }
}

/// Who may not is forbidden; what no longer fits is in conflict; what lacks something is invalid.
const fn status_of(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::OwnRecord
        | Refusal::NotAReviewer
        | Refusal::AboveAuthority { .. }
        | Refusal::SecondPersonNeeded
        | Refusal::NotTheAgent => StatusCode::FORBIDDEN,
        Refusal::AlreadyDecided
        | Refusal::AwaitingAnswer
        | Refusal::NoOpenQuery
        | Refusal::NotOverdue => StatusCode::CONFLICT,
        Refusal::EmptyQuery | Refusal::ReasonMissing => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Store(error) = &self {
            tracing::error!(%error, "the store failed");
        }
        let problem = self.problem();
        let status = StatusCode::from_u16(problem.status).unwrap_or_default();
        let mut response = (status, axum::Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        let wait = match self {
            Self::SlowDown { seconds } => Some(seconds),
            Self::Store(_) => Some(5),
            _ => None,
        };
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
