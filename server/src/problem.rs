//! How the server says no: one error type, shown as an RFC 9457 problem document.

use crate::store::{Conflicts, StoreError};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::connections::KeyScope;
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
    /// The password is right, but no appointment has begun.
    NotYetAppointed,
    /// The last day of the last appointment is over.
    AppointmentEnded,
    /// The one-time code is right: a passphrase is to be chosen with it.
    PassphraseToChoose,
    /// The passphrase cannot be chosen; which rule says no.
    PassphraseRefused(Finding),
    /// Another passphrase than that of now.
    WrongPassphrase,
    /// There is no such key.
    KeyWrong,
    /// The key does not hold any more.
    KeyEnded,
    /// This address takes no keys.
    KeyNotTaken,
    /// The key is not allowed this.
    KeyMayNot {
        /// What it would have to be allowed.
        scope: KeyScope,
    },
    /// Too many failures: wait.
    SlowDown {
        /// So long, in seconds.
        seconds: u64,
    },
    /// Too many others are being served: come back later.
    Busy {
        /// After so long, in seconds.
        seconds: u64,
    },
    /// The body did not come in time.
    TooSlow,
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
    /// The file is larger than is taken at once.
    FileTooLarge {
        /// So large one may be, in MB.
        most: u64,
    },
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
    /// Somebody changed the record since it was read, or something beside it: what changed, as far as it is
    /// known.
    ChangedMeanwhile(Vec<Finding>),
    /// Somebody else has the case open.
    HeldByAnother {
        /// Who, by name.
        name: String,
    },
    /// The decision's id came before with another decision.
    DecisionReused,
    /// The store cannot answer now.
    Store(StoreError),
}

impl core::fmt::Display for ApiError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            other => write!(f, "{}: {}", other.code(), other.detail()),
        }
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

impl Conflicts for ApiError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }
}

impl ApiError {
    fn status(&self) -> StatusCode {
        match self {
            Self::Malformed { .. } | Self::UnknownProtocol => StatusCode::BAD_REQUEST,
            Self::SignInNeeded | Self::WrongLogin | Self::KeyWrong | Self::KeyEnded => {
                StatusCode::UNAUTHORIZED
            }
            Self::NotYetAppointed
            | Self::AppointmentEnded
            | Self::PassphraseToChoose
            | Self::WrongPassphrase
            | Self::DeviceOfAnother
            | Self::KeyNotTaken
            | Self::KeyMayNot { .. }
            | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::ChangedMeanwhile(_) | Self::HeldByAnother { .. } | Self::DecisionReused => {
                StatusCode::CONFLICT
            }
            Self::TooLarge | Self::FileTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid(_) | Self::PassphraseRefused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::SlowDown { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Store(StoreError::Full) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Busy { .. } | Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Refused(refusal) => status_of(*refusal),
        }
    }

    /// Text key `problems.<code>`; of a refusal `refusals.<code>`.
    const fn code(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign_in_needed",
            Self::WrongLogin => "wrong_login",
            Self::NotYetAppointed => "not_yet_appointed",
            Self::AppointmentEnded => "appointment_ended",
            Self::PassphraseToChoose => "passphrase_to_choose",
            Self::PassphraseRefused(_) => "passphrase_refused",
            Self::WrongPassphrase => "wrong_passphrase",
            Self::KeyWrong => "key_wrong",
            Self::KeyEnded => "key_ended",
            Self::KeyNotTaken => "key_not_taken",
            Self::KeyMayNot { .. } => "key_may_not",
            Self::SlowDown { .. } => "slow_down",
            Self::Busy { .. } => "busy",
            Self::TooSlow => "too_slow",
            Self::DeviceOfAnother => "device_of_another",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::CrossSite => "cross_site",
            Self::WrongContentType => "wrong_content_type",
            Self::TooLarge => "too_large",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::Malformed { .. } => "malformed",
            Self::UnknownProtocol => "unknown_protocol",
            Self::Refused(refusal) => refusal.as_str(),
            Self::Invalid(_) => "invalid",
            Self::ChangedMeanwhile(_) => "changed_meanwhile",
            Self::HeldByAnother { .. } => "held_by_another",
            Self::DecisionReused => "decision_reused",
            Self::Store(StoreError::Full) => "store_full",
            Self::Store(_) => "store_unavailable",
        }
    }

    /// In English, for whoever reads a log.
    fn detail(&self) -> String {
        let detail = match self {
            Self::SlowDown { seconds } => return format!("wait {seconds} seconds"),
            Self::Busy { seconds } => return format!("come back in {seconds} seconds"),
            Self::FileTooLarge { most } => return format!("the file is larger than {most} MB"),
            Self::KeyMayNot { scope } => return format!("the key lacks {}", scope.as_str()),
            Self::KeyWrong => "there is no such key",
            Self::KeyEnded => "the key does not hold any more",
            Self::KeyNotTaken => "only imports and exports take a key",
            Self::TooSlow => "the body did not come in time",
            Self::Malformed { path, reason } => return format!("{path}: {reason}"),
            Self::SignInNeeded => "nobody is signed in",
            Self::WrongLogin => "no such login and password",
            Self::NotYetAppointed => "the first appointment has not begun",
            Self::AppointmentEnded => "the last day of the last appointment is over",
            Self::PassphraseToChoose => "the one-time code is right: send new_passphrase with it",
            Self::PassphraseRefused(_) => "the finding says why this cannot be a passphrase",
            Self::WrongPassphrase => "this is not the passphrase of now",
            Self::DeviceOfAnother => "this installation is another person's, or not registered",
            Self::NotFound => "no such thing here",
            Self::MethodNotAllowed => "this address takes another method",
            Self::CrossSite => "the request comes from another site",
            Self::WrongContentType => "the body must be application/json, plain or gzip",
            Self::TooLarge => "the body is larger than allowed",
            Self::UnknownProtocol => "another version of the sync protocol",
            Self::Refused(_) => "the course of the record does not allow it",
            Self::Invalid(_) => "the findings say what is wrong",
            Self::ChangedMeanwhile(_) => "the record, or what stands beside it, is different now",
            Self::HeldByAnother { .. } => "somebody else has the case open: take it over first",
            Self::DecisionReused => "this decision id came before with another decision",
            Self::Store(StoreError::Full) => "no room is left on the server's disk",
            Self::Store(_) => "the store cannot answer now",
        };
        detail.to_owned()
    }

    fn findings(&self) -> Vec<Finding> {
        match self {
            Self::Malformed { path, reason } => {
                vec![Finding::error("malformed", path).with("reason", reason)]
            }
            Self::Refused(Refusal::AboveAuthority { needed }) => {
                vec![Finding::error("above_authority", "").with("needed", needed.0)]
            }
            Self::HeldByAnother { name } => {
                vec![Finding::error("held_by_another", "").with("name", name)]
            }
            Self::FileTooLarge { most } => {
                vec![Finding::error("file_too_large", "").with("max", most)]
            }
            Self::PassphraseRefused(finding) => vec![finding.clone()],
            Self::Invalid(findings) | Self::ChangedMeanwhile(findings) => findings.clone(),
            _ => Vec::new(),
        }
    }

    /// The problem document.
    pub fn problem(&self) -> Problem {
        Problem {
            status: self.status().as_u16(),
            code: self.code().to_owned(),
            detail: self.detail(),
            findings: self.findings(),
        }
    }

    /// After how many seconds it is worth trying again.
    const fn wait(&self) -> Option<u64> {
        match self {
            Self::SlowDown { seconds } | Self::Busy { seconds } => Some(*seconds),
            Self::Store(_) => Some(5),
            _ => None,
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
        | Refusal::DecidedYourself
        | Refusal::NotTheAgent => StatusCode::FORBIDDEN,
        Refusal::AlreadyDecided
        | Refusal::NotDecided
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
        let mut response = (self.status(), axum::Json(self.problem())).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = self.wait() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
