//! What a reviewer has begun to write about a case and not decided yet.

use super::{HalfWritten, schema};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::desk::Decision;
use shared::id::RecordId;
use shared::submission::RaisedItem;

/// What the side of the case shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Panel {
    /// Its course.
    #[default]
    Course,
    /// A query being written.
    Query,
    /// A rejection being written.
    Reject,
    /// Why a decision is taken up again, being written.
    Reopen,
}

/// What a reviewer has begun to write about a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CaseDraft {
    /// What they were at.
    pub panel: Panel,
    /// What they want to ask, in the order it was chosen.
    pub items: Vec<RaisedItem>,
    /// The last day for an answer; `None` for the usual one.
    pub due: Option<NaiveDate>,
    /// Why it would be rejected or taken up again.
    pub reason: String,
    /// In their words.
    pub note: String,
}

impl CaseDraft {
    /// The draft that this decision was made of, to be taken up again.
    pub fn of(decision: &Decision) -> Self {
        match decision.clone() {
            Decision::Accept {} => Self::default(),
            Decision::Reject { reason, note } => Self {
                panel: Panel::Reject,
                reason,
                note,
                ..Self::default()
            },
            Decision::Reopen { reason, note } => Self {
                panel: Panel::Reopen,
                reason,
                note,
                ..Self::default()
            },
            Decision::Query { items, due, .. } => Self {
                panel: Panel::Query,
                items,
                due: Some(due),
                ..Self::default()
            },
        }
    }
}

impl HalfWritten for CaseDraft {
    type About = RecordId;

    fn key(about: RecordId) -> String {
        format!("{}{about}", Self::KEY_PREFIX)
    }

    const KEY_PREFIX: &'static str = schema::CASE_DRAFT_PREFIX;

    fn is_empty(&self) -> bool {
        self.items.is_empty() && self.reason.is_empty() && self.note.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_panel_alone_is_nothing_to_keep() {
        let mut draft = CaseDraft {
            panel: Panel::Query,
            ..CaseDraft::default()
        };
        assert!(draft.is_empty());
        draft.note = "请补充".to_owned();
        assert!(!draft.is_empty());
    }

    #[test]
    fn what_is_kept_stays_readable() {
        let draft = CaseDraft {
            panel: Panel::Reject,
            reason: "not_covered".to_owned(),
            note: "不属于保险责任".to_owned(),
            ..CaseDraft::default()
        };
        let written = r#"{"panel":"reject","items":[],"due":null,"reason":"not_covered","note":"不属于保险责任"}"#;
        assert_eq!(serde_json::to_string(&draft).unwrap(), written);
        assert_eq!(serde_json::from_str::<CaseDraft>(written).unwrap(), draft);
    }
}
