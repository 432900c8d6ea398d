//! What can go wrong with the device's store.

use indexed_db_futures::error::{DomException, Error, OpenDbError};

/// What can go wrong with the device's store. Text key `ui.store.<name>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// The device has no room, or the browser gave this site none. Make room, or send what waits.
    Full,
    /// Another tab runs a newer build and has changed the store. Reload this one.
    Superseded,
    /// Another tab has taken over the exchange. Nothing to do.
    Overtaken,
    /// The browser has deleted everything: the person cleared it, or the phone had no room. Sign in
    /// again; what the server has comes back.
    Cleared,
    /// The person has signed out in another tab. Sign in again.
    SignedOut,
    /// What was made of the draft may be with the server already. Take it back first, or wait for it.
    OnItsWay,
    /// What was asked for is not there (any more).
    Missing,
    /// The browser does not let this site keep anything, as in a private window.
    Unavailable(String),
}

impl StoreError {
    /// The key of the text that says it.
    pub const fn text_key(&self) -> &'static str {
        match self {
            Self::Full => shared::key!("ui.store.full"),
            Self::Superseded => shared::key!("ui.store.superseded"),
            Self::Overtaken => shared::key!("ui.store.overtaken"),
            Self::Cleared => shared::key!("ui.store.cleared"),
            Self::SignedOut => shared::key!("ui.store.signed_out"),
            Self::OnItsWay => shared::key!("ui.store.on_its_way"),
            Self::Missing => shared::key!("ui.store.missing"),
            Self::Unavailable(_) => shared::key!("ui.store.unavailable"),
        }
    }

    /// What the browser said of it, for whoever helps.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Unavailable(detail) => Some(detail),
            _ => None,
        }
    }
}

/// A value that this build cannot write or read.
impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match &error {
            Error::DomException(DomException::InvalidStateError(_)) => Self::Superseded,
            Error::DomException(DomException::Other(other))
                if other.name() == "QuotaExceededError" =>
            {
                Self::Full
            }
            // An abort nobody here asked for: the browser could not write.
            Error::DomException(DomException::AbortError(_)) | Error::MissingData(_) => Self::Full,
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

impl From<OpenDbError> for StoreError {
    fn from(error: OpenDbError) -> Self {
        match error {
            OpenDbError::Base(error) => error.into(),
            other => Self::Unavailable(other.to_string()),
        }
    }
}
