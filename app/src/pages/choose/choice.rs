//! A change that was set aside, laid over what stands in the record now.

use crate::drafting::change_of;
use crate::store::{Draft, Purpose};
use chrono::NaiveDate;
use shared::record::{Office, RecordView};
use shared::submission::Query;
use shared::sync::{Clash, EntryState, OutboxEntry, Rebase, SetAside, Unit};
use std::collections::BTreeMap;

/// Whose answer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What was changed on this phone.
    Yours,
    /// What stands in the record.
    Theirs,
}

impl Side {
    /// The name of its radio button.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yours => "yours",
            Self::Theirs => "theirs",
        }
    }

    /// The side with this name.
    pub fn from_name(name: &str) -> Self {
        match name {
            "yours" => Self::Yours,
            _ => Self::Theirs,
        }
    }
}

/// What there is to choose.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Between these answers.
    Between(Box<Clashing>),
    /// What stands in the record now has not come yet.
    NotYet,
}

/// A change, and what stands in its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Clashing {
    /// The entry that was set aside.
    pub entry: OutboxEntry,
    /// The record as it is shown to the person.
    pub record: RecordView,
    draft: Draft,
    rebase: Rebase,
}

impl Choice {
    /// The choice about a set-aside entry; `None` if there is nothing to choose. `draft` is the draft
    /// that the entry was made of, `captured` the day the record was captured on.
    pub fn of(
        entry: &OutboxEntry,
        draft: Option<&Draft>,
        record: &RecordView,
        captured: NaiveDate,
    ) -> Option<Self> {
        let EntryState::SetAside(SetAside::Conflict { version, .. }) = entry.state else {
            return None;
        };
        if record.version < version {
            return Some(Self::NotYet);
        }
        let known = draft.filter(|draft| !draft.base.is_empty());
        let (draft, rebase) = match known {
            Some(draft) => (draft.clone(), rebase(draft, record, captured)),
            None => {
                let draft = change_of(entry, record)?;
                let changes = draft.changes(&draft.answers);
                let rebase = Rebase::of_unknown_base(&record.content, &changes);
                (draft, rebase)
            }
        };
        Some(Self::Between(Box::new(Clashing {
            entry: entry.clone(),
            record: record.clone(),
            draft,
            rebase,
        })))
    }
}

fn rebase(draft: &Draft, record: &RecordView, captured: NaiveDate) -> Rebase {
    let kind = record.kind;
    let (unit, changes) = if matches!(draft.purpose(), Purpose::Answer(_)) {
        let answers = draft.changes(&draft.answers);
        let asked = asked(draft, record).map(|query| (query, draft.beside(query, captured)));
        match asked.filter(|(_, beside)| !beside.is_empty()) {
            Some((query, beside)) => {
                let changes = beside.and(&answers.only(|path| query.asks(path)));
                (Unit::of_answer(kind, true), changes)
            }
            None => (Unit::of_answer(kind, false), answers),
        }
    } else {
        let content = draft.content(&draft.answers, captured);
        (Unit::of_amendment(kind), draft.changes(&content))
    };
    Rebase::of(unit, &draft.base, &record.content, &changes)
}

/// The query that the draft answers.
fn asked<'a>(draft: &Draft, record: &'a RecordView) -> Option<&'a Query> {
    let Office::Review(review) = &record.office else {
        return None;
    };
    let mut queries = review.queries.iter();
    queries.find(|query| Some(query.id) == draft.query)
}

impl Clashing {
    /// The clashing answers, those of one field together; empty if everything fits by now.
    pub fn fields(&self) -> Vec<(String, Vec<Clash>)> {
        self.rebase
            .clashes()
            .chunk_by(|one, next| one.field() == next.field())
            .filter_map(|clashes| Some((clashes.first()?.field().to_owned(), clashes.to_vec())))
            .collect()
    }

    /// The change on what the person was shown, with the answers that were chosen.
    pub fn settled(&self, chosen: &BTreeMap<String, Side>) -> Draft {
        let yours = |field: &str| chosen.get(field) == Some(&Side::Yours);
        Draft {
            answers: self.rebase.settled(yours),
            base: self.record.content.clone(),
            base_version: self.record.content_version,
            sent: false,
            ..self.draft.clone()
        }
    }
}

#[cfg(test)]
mod tests;
