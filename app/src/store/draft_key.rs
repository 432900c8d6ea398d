//! By what a draft is found: the address of its pages names it, and with it alone the draft can be begun.

use core::fmt;
use shared::id::{MutationId, QueryId, RecordId};
use shared::record::RecordKind;

/// By what a draft is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftKey {
    /// A new record: `<kind>:<record id>`, and `<kind>:<record it comes from>:<record id>`.
    NewRecord {
        /// Of which kind.
        kind: RecordKind,
        /// The record it is begun with.
        origin: Option<RecordId>,
        /// Its id.
        record: RecordId,
    },
    /// The answer to a query: `query:<query id>`.
    Answer(QueryId),
    /// A change of a record: `amend:<record id>:<id of its own>`, for after a restore several of a record may wait.
    Amendment {
        /// The record that is changed.
        record: RecordId,
        /// An id of its own.
        own: MutationId,
    },
}

impl DraftKey {
    /// What the key of a draft, or an address, names; `None` if it is none, or of a build of before.
    pub fn read(key: &str) -> Option<Self> {
        let (head, rest) = key.split_once(':')?;
        match head {
            "query" => Some(Self::Answer(rest.parse().ok()?)),
            "amend" => {
                let (record, own) = rest.split_once(':')?;
                Some(Self::Amendment {
                    record: record.parse().ok()?,
                    own: own.parse().ok()?,
                })
            }
            kind => {
                let (origin, record) = match rest.split_once(':') {
                    Some((origin, record)) => (Some(origin.parse().ok()?), record),
                    None => (None, rest),
                };
                Some(Self::NewRecord {
                    kind: RecordKind::from_name(kind)?,
                    origin,
                    record: record.parse().ok()?,
                })
            }
        }
    }

    /// The record that a new one is begun with.
    pub const fn origin(self) -> Option<RecordId> {
        match self {
            Self::NewRecord { origin, .. } => origin,
            Self::Answer(_) | Self::Amendment { .. } => None,
        }
    }
}

impl fmt::Display for DraftKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NewRecord {
                kind,
                origin: Some(origin),
                record,
            } => write!(f, "{}:{origin}:{record}", kind.as_str()),
            Self::NewRecord { kind, record, .. } => write!(f, "{}:{record}", kind.as_str()),
            Self::Answer(query) => write!(f, "query:{query}"),
            Self::Amendment { record, own } => write!(f, "amend:{record}:{own}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_what_it_was_made_of() {
        let (record, origin) = (RecordId::from_number(7), RecordId::from_number(8));
        let new = |kind, origin| DraftKey::NewRecord {
            kind,
            origin,
            record,
        };
        for key in [
            new(RecordKind::Application, None),
            new(RecordKind::LossNotice, Some(origin)),
            DraftKey::Answer(QueryId::from_number(3)),
            DraftKey::Amendment {
                record,
                own: MutationId::from_number(4),
            },
        ] {
            assert_eq!(DraftKey::read(&key.to_string()), Some(key), "{key}");
        }
        for other in [
            "",
            "query:",
            "amend:1",
            "policy:7",
            "application:",
            "application:x:y",
        ] {
            assert_eq!(DraftKey::read(other), None, "{other}");
        }
    }
}
