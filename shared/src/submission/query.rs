//! A reviewer's query (照会): what is asked, field by field, and what the agent answered.

use super::PersonRef;
use crate::answers::{Answers, Changes};
use crate::id::QueryId;
use crate::time::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing asked, as the reviewer writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaisedItem {
    /// The path of the answer it is about.
    pub path: String,
    /// A code of [`super::ReasonCodes`].
    pub reason: String,
    /// What the reviewer wants to know.
    pub note: String,
}

/// One thing asked, with what stood there when it was asked and what the agent said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueryItem {
    /// What is asked.
    #[serde(flatten)]
    pub raised: RaisedItem,
    /// The answer at the path when it was asked.
    pub before: String,
    /// The agent's remark to this item, once answered.
    pub remark: String,
}

/// Items asked together, with a due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Its id.
    pub id: QueryId,
    /// What is asked.
    pub items: Vec<QueryItem>,
    /// The last day for an answer.
    pub due: NaiveDate,
    /// Who asked.
    pub raised_by: PersonRef,
    /// When.
    pub raised_at: Timestamp,
    /// When the agent's answer arrived.
    pub answered_at: Option<Timestamp>,
}

impl Query {
    /// The query as raised now, with what stands in the content.
    pub fn raise(
        id: QueryId,
        items: Vec<RaisedItem>,
        due: NaiveDate,
        content: &Answers,
        raised_by: PersonRef,
        raised_at: Timestamp,
    ) -> Self {
        let items = items
            .into_iter()
            .map(|raised| QueryItem {
                before: content.typed(&raised.path).to_owned(),
                raised,
                remark: String::new(),
            })
            .collect();
        Self {
            id,
            items,
            due,
            raised_by,
            raised_at,
            answered_at: None,
        }
    }

    /// Whether the agent still owes an answer.
    pub const fn is_open(&self) -> bool {
        self.answered_at.is_none()
    }

    /// Whether `path` is asked here.
    pub fn asks(&self, path: &str) -> bool {
        self.items.iter().any(|item| item.raised.path == path)
    }

    /// The paths in `changes` and `remarks` that were not asked.
    pub fn not_asked(&self, changes: &Changes, remarks: &BTreeMap<String, String>) -> Vec<String> {
        changes
            .iter()
            .map(|(path, _)| path)
            .chain(remarks.keys().map(String::as_str))
            .filter(|path| !self.asks(path))
            .map(str::to_owned)
            .collect()
    }

    /// Takes the agent's remarks in.
    pub(super) fn answer(&mut self, remarks: &BTreeMap<String, String>, at: Timestamp) {
        for item in &mut self.items {
            if let Some(remark) = remarks.get(&item.raised.path) {
                item.remark.clone_from(remark);
            }
        }
        self.answered_at = Some(at);
    }
}
