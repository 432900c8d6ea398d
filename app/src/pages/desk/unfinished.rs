//! What is half written and would be lost by a decision that says something else. Nothing is: it is finished
//! or discarded first.

use crate::store::{CaseDraft, Panel};
use shared::desk::Decision;

impl CaseDraft {
    /// Where something is written that `decision` would lose.
    pub fn left_by(&self, decision: &Decision) -> Option<Panel> {
        let explained = match self.panel {
            Panel::Reopen => Panel::Reopen,
            Panel::Course | Panel::Query | Panel::Reject => Panel::Reject,
        };
        let others: &[Panel] = match decision {
            Decision::Accept {} => &[Panel::Query, explained],
            Decision::Query { .. } => &[explained],
            Decision::Reject { .. } | Decision::Reopen { .. } => &[Panel::Query],
        };
        let mut others = others.iter().copied();
        others.find(|panel| self.is_written_at(*panel))
    }

    /// Whether something is written where the reviewer is.
    pub fn is_written_here(&self) -> bool {
        self.is_written_at(self.panel)
    }

    /// Forgets what is written where the reviewer is; what is written elsewhere stays.
    pub fn discard(&mut self) {
        match self.panel {
            Panel::Course => {}
            Panel::Query => {
                self.items.clear();
                self.due = None;
            }
            Panel::Reject | Panel::Reopen => {
                self.reason.clear();
                self.note.clear();
            }
        }
    }

    fn is_written_at(&self, panel: Panel) -> bool {
        match panel {
            Panel::Course => false,
            Panel::Query => !self.items.is_empty(),
            Panel::Reject | Panel::Reopen => !self.reason.is_empty() || !self.note.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use shared::id::QueryId;

    const ACCEPT: Decision = Decision::Accept {};

    fn asks() -> CaseDraft {
        let mut draft = CaseDraft::default();
        draft.toggle("applicant.name");
        draft
    }

    fn explains(panel: Panel) -> CaseDraft {
        CaseDraft {
            panel,
            note: "不属于保险责任".to_owned(),
            ..CaseDraft::default()
        }
    }

    fn rejection() -> Decision {
        let (reason, note) = ("not_covered".to_owned(), "不属于保险责任".to_owned());
        Decision::Reject { reason, note }
    }

    fn query() -> Decision {
        Decision::Query {
            query_id: QueryId::from_number(1),
            items: Vec::new(),
            due: NaiveDate::default(),
        }
    }

    #[test]
    fn a_case_is_not_accepted_over_what_is_half_written_about_it() {
        assert_eq!(asks().left_by(&ACCEPT), Some(Panel::Query));
        let rejects = explains(Panel::Reject);
        assert_eq!(rejects.left_by(&ACCEPT), Some(Panel::Reject));
        // Also when the panel is closed: what is written stays in it.
        let closed = explains(Panel::Course);
        assert_eq!(closed.left_by(&ACCEPT), Some(Panel::Reject));
        assert_eq!(CaseDraft::default().left_by(&ACCEPT), None);
    }

    #[test]
    fn a_rejection_is_not_sent_over_a_half_written_query_nor_the_other_way_round() {
        assert_eq!(asks().left_by(&rejection()), Some(Panel::Query));
        let rejects = explains(Panel::Reject);
        assert_eq!(rejects.left_by(&query()), Some(Panel::Reject));
        assert_eq!(asks().left_by(&query()), None);
        assert_eq!(rejects.left_by(&rejection()), None);
    }

    #[test]
    fn what_is_discarded_is_in_nobodys_way_and_what_is_written_elsewhere_stays() {
        let mut draft = CaseDraft {
            items: asks().items,
            ..explains(Panel::Reject)
        };
        draft.discard();
        assert_eq!(draft.left_by(&query()), None);
        assert_eq!(draft.left_by(&ACCEPT), Some(Panel::Query));
        draft.panel = Panel::Query;
        draft.discard();
        assert_eq!(draft.left_by(&ACCEPT), None);
    }
}
