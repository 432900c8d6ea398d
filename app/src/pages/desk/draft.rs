//! What becomes of what a reviewer has begun to write about a case.

use crate::store::{CaseDraft, Panel};
use chrono::NaiveDate;
use shared::desk::Decision;
use shared::id::QueryId;
use shared::kinds::form_of;
use shared::note;
use shared::reason::ReasonFor;
use shared::record::RecordKind;
use shared::submission::{QuerySettings, RaisedItem};

/// Why what is written cannot be decided yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incomplete {
    /// Nothing is chosen to ask about.
    NoItem,
    /// An item has no reason.
    ItemReason(String),
    /// An item has no note.
    ItemNote(String),
    /// The note of an item is longer than a note may be.
    ItemNoteTooLong(String),
    /// The last day is over, or none.
    Due,
    /// The last day is later than anybody is waited for.
    DueTooLate,
    /// What has to be explained has no reason.
    Reason,
    /// What has to be explained has no note.
    Note,
    /// The note that explains it is longer than a note may be.
    NoteTooLong,
}

impl CaseDraft {
    /// Whether `path` is asked about.
    pub fn asks(&self, path: &str) -> bool {
        self.items.iter().any(|item| item.path == path)
    }

    /// Begins or stops to ask about `path`; a first item opens the query.
    pub fn toggle(&mut self, path: &str) {
        if self.asks(path) {
            self.items.retain(|item| item.path != path);
            return;
        }
        self.panel = Panel::Query;
        self.items.push(RaisedItem {
            path: path.to_owned(),
            reason: String::new(),
            note: String::new(),
        });
    }

    /// Changes the item about `path`.
    pub fn change(&mut self, path: &str, change: impl FnOnce(&mut RaisedItem)) {
        if let Some(item) = self.items.iter_mut().find(|item| item.path == path) {
            change(item);
        }
    }

    /// The query this makes.
    ///
    /// # Errors
    /// The first thing that is missing.
    pub fn query(
        &self,
        query_id: QueryId,
        due: NaiveDate,
        today: NaiveDate,
    ) -> Result<Decision, Incomplete> {
        if self.items.is_empty() {
            return Err(Incomplete::NoItem);
        }
        for item in &self.items {
            if item.reason.is_empty() {
                return Err(Incomplete::ItemReason(item.path.clone()));
            }
            if item.note.trim().is_empty() {
                return Err(Incomplete::ItemNote(item.path.clone()));
            }
            if is_too_long(&item.note) {
                return Err(Incomplete::ItemNoteTooLong(item.path.clone()));
            }
        }
        if due < today {
            return Err(Incomplete::Due);
        }
        if due > latest_due(today) {
            return Err(Incomplete::DueTooLate);
        }
        Ok(Decision::Query {
            query_id,
            items: self.items.iter().map(written).collect(),
            due,
        })
    }

    /// The rejection this makes, or the reopening.
    ///
    /// # Errors
    /// The first thing that is missing.
    pub fn explained(&self) -> Result<Decision, Incomplete> {
        if self.reason.is_empty() {
            return Err(Incomplete::Reason);
        }
        if self.note.trim().is_empty() {
            return Err(Incomplete::Note);
        }
        if is_too_long(&self.note) {
            return Err(Incomplete::NoteTooLong);
        }
        let (reason, note) = (self.reason.clone(), note::written(&self.note));
        Ok(match self.panel {
            Panel::Reopen => Decision::Reopen { reason, note },
            Panel::Course | Panel::Query | Panel::Reject => Decision::Reject { reason, note },
        })
    }
}

/// The latest day until which an agent is waited for.
pub fn latest_due(today: NaiveDate) -> NaiveDate {
    QuerySettings::in_force(today).latest_due(today)
}

fn is_too_long(note: &str) -> bool {
    note::length(note) > note::MOST_NOTE
}

fn written(item: &RaisedItem) -> RaisedItem {
    RaisedItem {
        note: note::written(&item.note),
        ..item.clone()
    }
}

/// What the reasons explain that are chosen from in this panel.
pub const fn explained_by(panel: Panel) -> ReasonFor {
    match panel {
        Panel::Reopen => ReasonFor::Reopening,
        Panel::Query => ReasonFor::Query,
        Panel::Course | Panel::Reject => ReasonFor::Rejection,
    }
}

/// The items of a query in the order of the form, so that the agent reads them as they were asked.
pub fn in_form_order(mut items: Vec<RaisedItem>, kind: RecordKind) -> Vec<RaisedItem> {
    let form = form_of(kind);
    items.sort_by_key(|item| form.position(&item.path));
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: QueryId = QueryId::from_number(1);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn about(paths: &[&str]) -> CaseDraft {
        let mut draft = CaseDraft::default();
        for path in paths {
            draft.toggle(path);
            draft.change(path, |item| {
                item.reason = "unclear".to_owned();
                item.note = "Which one?".to_owned();
            });
        }
        draft
    }

    #[test]
    fn choosing_a_field_opens_a_query_and_choosing_it_again_takes_it_out() {
        let mut draft = about(&["applicant.name"]);
        assert_eq!(draft.panel, Panel::Query);
        draft.toggle("applicant.name");
        assert_eq!(
            draft.query(ID, day("2026-11-05"), day("2026-10-31")),
            Err(Incomplete::NoItem)
        );
    }

    #[test]
    fn a_query_says_what_it_still_lacks() {
        let (due, today) = (day("2026-11-05"), day("2026-10-31"));
        let mut draft = about(&["applicant.name"]);
        draft.change("applicant.name", |item| item.note = " ".to_owned());
        let missing = Incomplete::ItemNote("applicant.name".to_owned());
        assert_eq!(draft.query(ID, due, today), Err(missing));
        let draft = about(&["applicant.name"]);
        assert_eq!(
            draft.query(ID, day("2026-10-30"), today),
            Err(Incomplete::Due)
        );
        assert!(draft.query(ID, today, today).is_ok());
        let latest = latest_due(today);
        assert!(draft.query(ID, latest, today).is_ok());
        let slip = day("2036-11-05");
        assert_eq!(draft.query(ID, slip, today), Err(Incomplete::DueTooLate));
    }

    #[test]
    fn what_was_pasted_is_kept_whole_and_refused_by_its_length() {
        let pasted = "长".repeat(note::MOST_NOTE + 1);
        let mut draft = CaseDraft {
            panel: Panel::Reject,
            reason: "other".to_owned(),
            note: pasted.clone(),
            ..CaseDraft::default()
        };
        assert_eq!(draft.explained(), Err(Incomplete::NoteTooLong));
        assert_eq!(draft.note, pasted);
        // Blanks around it are not kept, and do not count.
        draft.note = format!(" {}\n", "长".repeat(note::MOST_NOTE));
        assert!(draft.explained().is_ok());

        let mut query = about(&["applicant.name"]);
        query.change("applicant.name", |item| item.note = pasted);
        let (due, today) = (day("2026-11-05"), day("2026-10-31"));
        let too_long = Incomplete::ItemNoteTooLong("applicant.name".to_owned());
        assert_eq!(query.query(ID, due, today), Err(too_long));
    }

    #[test]
    fn an_undone_decision_is_taken_up_as_it_was_written() {
        let draft = about(&["applicant.name", "applicant.mobile"]);
        let due = day("2026-11-05");
        let decision = draft.query(ID, due, day("2026-10-31")).unwrap();
        let expected = CaseDraft {
            due: Some(due),
            ..draft
        };
        assert_eq!(CaseDraft::of(&decision), expected);
    }

    #[test]
    fn items_are_asked_in_the_order_of_the_form() {
        let draft = about(&["applicant.annual_income", "applicant.name"]);
        let items = in_form_order(draft.items, RecordKind::Application);
        assert_eq!(items[0].path, "applicant.name");
    }
}
