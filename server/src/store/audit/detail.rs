//! What an act changed, as its row says it: versions, states, codes and ids. The words stand in the
//! records, so that a log that is for ever has nothing personal in it.

use crate::store::{Stored, to_json};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::audit::{AuditAction, Moved, NumberSought};
use shared::id::PersonId;
use shared::people::LoggedDifference;
use shared::record::{Office, RecordView};
use shared::submission::{Review, Status, Verdict};
use shared::training::{Presence, Roster};

/// What an act changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Detail {
    /// The version of the content that it brought; what stood before is the version before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_version: Option<u64>,
    /// Where the record stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
    /// The code of the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The paths that were asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<String>,
    /// Whose presence is another, or is asked to be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub presences: Vec<PresenceChange>,
    /// The how manieth refusal within ten minutes it was, of a sign-in that had to wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<u64>,
    /// What was looked for in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looked: Option<Looked>,
    /// What is different of a person or a unit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<LoggedDifference>,
}

/// Somebody's presence before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceChange {
    pub person: PersonId,
    pub before: Option<Presence>,
    pub after: Option<Presence>,
}

/// What somebody looked for in the log; what they typed is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Looked {
    /// Whom a name that was typed means; empty if nobody has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<PersonId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<NumberSought>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<AuditAction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Detail {
    /// What is different between two states of a record, the one before missing when it arrives.
    pub fn between(before: Option<&RecordView>, after: &RecordView) -> Self {
        let content = before.map(|before| before.content_version);
        let status = after.status();
        let moved = status.map(|after| Moved {
            before: before.and_then(RecordView::status),
            after,
        });
        let step = Self {
            content_version: (content != Some(after.content_version))
                .then_some(after.content_version),
            moved: moved.filter(|moved| moved.before != Some(moved.after)),
            ..Self::default()
        };
        match (before.map(|before| &before.office), &after.office) {
            (Some(Office::Review(before)), Office::Review(after)) => Self {
                reason: reason(before, after),
                asked: asked(before, after),
                ..step
            },
            (Some(Office::Roster(before)), Office::Roster(after)) => Self {
                presences: presences(before, after),
                ..step
            },
            _ => step,
        }
    }

    /// As the column holds it: empty if there is nothing to say.
    pub(super) fn written(&self) -> Stored<String> {
        match *self == Self::default() {
            true => Ok(String::new()),
            false => to_json(self, "detail"),
        }
    }

    /// Out of the column. What cannot be read says nothing: the row's hash tells that somebody changed it.
    pub(super) fn read(column: &str) -> Self {
        serde_json::from_str(column).unwrap_or_default()
    }
}

/// Why the office took this step.
fn reason(before: &Review, after: &Review) -> Option<String> {
    let explained = after.explained.last();
    let explained = explained.filter(|_| after.explained.len() > before.explained.len());
    match (&after.verdict, explained) {
        (_, Some(explained)) => Some(explained.reason.clone()),
        (Some(Verdict::Rejected { reason, .. }), None) if before.status != Status::Rejected => {
            Some(reason.clone())
        }
        _ => None,
    }
}

/// What the query asks that this step raised.
fn asked(before: &Review, after: &Review) -> Vec<String> {
    let raised = after.queries.get(before.queries.len()..);
    let items = raised.unwrap_or_default().iter().flat_map(|it| &it.items);
    items.map(|item| item.raised.path.clone()).collect()
}

fn presences(before: &Roster, after: &Roster) -> Vec<PresenceChange> {
    let changed = after.entries.iter().filter_map(|entry| {
        let person = entry.person.id;
        let known = before.entries.iter().find(|it| it.person.id == person);
        let before = known.and_then(|known| known.presence);
        (before != entry.presence).then_some(PresenceChange {
            person,
            before,
            after: entry.presence,
        })
    });
    let asked = after.asked_since(before).map(|it| PresenceChange {
        person: it.person,
        before: it.before,
        after: Some(it.presence),
    });
    changed.chain(asked).collect()
}
