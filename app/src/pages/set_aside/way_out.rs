//! The way out of being set aside.

use shared::finding::Finding;
use shared::sync::{MADE_AT, Operation, OutboxEntry, Quarantine, SetAside};

/// The way out of being set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOut {
    /// Mend the draft and submit it again.
    Correct,
    /// Set the phone's clock, then send the same again: a new mutation has a new time.
    SetClock,
    /// Say which of two answers counts.
    Choose,
    /// Look at how the record stands now.
    Look,
    /// Send the same again, as a new mutation.
    SendAnew,
    /// Only the office can help; it needs the number.
    TellOffice,
}

/// Where it is said that something was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Where neither the record nor its form is.
    #[default]
    Elsewhere,
    /// At the record.
    Record,
    /// At the draft, which is mended and sent again from there.
    Form,
}

impl WayOut {
    /// Of this entry, which was set aside so.
    pub fn of(entry: &OutboxEntry, set_aside: &SetAside) -> Self {
        match set_aside {
            SetAside::Rejected { findings } if is_of_clock(findings) => Self::SetClock,
            SetAside::Rejected { .. } if !has_form(entry) => Self::Look,
            SetAside::Rejected { .. } => Self::Correct,
            SetAside::Conflict { refusal: None, .. } if is_change(entry) && has_form(entry) => {
                Self::Choose
            }
            SetAside::Conflict { .. } => Self::Look,
            SetAside::Quarantined { quarantine, .. } => match quarantine {
                // A server that is older than the app reads it once it is updated.
                Quarantine::Unreadable
                | Quarantine::DifferentBody
                | Quarantine::SequenceReused
                | Quarantine::UnknownRecord => Self::SendAnew,
                Quarantine::NotYours | Quarantine::WrongOperation | Quarantine::NumberTaken => {
                    Self::TellOffice
                }
            },
        }
    }

    /// Whether it is gone where one is: a button would lead to the same page, or send what was mended
    /// there as it stood before.
    pub const fn is_at(self, place: Place) -> bool {
        match place {
            Place::Elsewhere => false,
            Place::Record => matches!(self, Self::Look),
            Place::Form => matches!(self, Self::Correct | Self::SetClock | Self::SendAnew),
        }
    }
}

/// Whether nothing is wrong but the time at which it was made.
fn is_of_clock(findings: &[Finding]) -> bool {
    !findings.is_empty() && findings.iter().all(|finding| finding.path == MADE_AT)
}

/// Whether there is a form in which what the rules found can be mended.
fn has_form(entry: &OutboxEntry) -> bool {
    let mutation = entry.mutation();
    let is_reviewed = mutation.is_some_and(|mutation| mutation.kind.is_reviewed());
    is_reviewed && !entry.draft.is_empty()
}

/// Whether it changes answers of a record that is there.
fn is_change(entry: &OutboxEntry) -> bool {
    entry.mutation().is_some_and(|mutation| {
        matches!(
            mutation.operation,
            Operation::Answer { .. } | Operation::Amend { .. }
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::fixture::entry;
    use shared::answers::Changes;
    use shared::id::{DeviceId, MutationId, RecordId};
    use shared::record::{RecordKind, RuleVersion};
    use shared::submission::Refusal;
    use shared::sync::{EntryState, Mutation};
    use shared::time::Timestamp;

    /// Of what was filled in in a form.
    fn way_out(operation: Operation, set_aside: &SetAside) -> WayOut {
        way_out_from("amend:1", RecordKind::LossNotice, operation, set_aside)
    }

    /// Of what a trainer did, for which there is no draft.
    fn way_out_of_session(operation: Operation, set_aside: &SetAside) -> WayOut {
        way_out_from("", RecordKind::TrainingSession, operation, set_aside)
    }

    fn way_out_from(
        draft: &str,
        kind: RecordKind,
        operation: Operation,
        set_aside: &SetAside,
    ) -> WayOut {
        let mutation = Mutation {
            mutation_id: MutationId::from_number(1),
            device_id: DeviceId::from_number(2),
            device_seq: 1,
            record_id: RecordId::from_number(1),
            kind,
            base_version: 1,
            base_hash: None,
            made_at: Timestamp::default(),
            rules: RuleVersion::CURRENT,
            operation,
        };
        let entry = OutboxEntry {
            unsent: false,
            draft: draft.to_owned(),
            body: serde_json::to_string(&mutation).unwrap(),
            ..entry(EntryState::SetAside(set_aside.clone()))
        };
        WayOut::of(&entry, set_aside)
    }

    fn an_amendment() -> Operation {
        Operation::Amend {
            changes: Changes::new().with("loss.place", "地铁站"),
            note: "写错了".to_owned(),
        }
    }

    fn a_withdrawal() -> Operation {
        Operation::Withdraw {
            note: "客户改变了主意".to_owned(),
        }
    }

    fn conflict(refusal: Option<Refusal>) -> SetAside {
        SetAside::Conflict {
            version: 2,
            refusal,
            clashes: Vec::new(),
        }
    }

    #[test]
    fn a_change_that_no_longer_fits_is_chosen_about_even_if_the_server_names_no_clash() {
        let way_out = way_out(an_amendment(), &conflict(None));
        assert_eq!(way_out, WayOut::Choose);
    }

    #[test]
    fn a_session_that_somebody_else_changed_is_looked_at_for_there_is_no_draft_to_choose_in() {
        let way_out = way_out_of_session(an_amendment(), &conflict(None));
        assert_eq!(way_out, WayOut::Look);
    }

    #[test]
    fn what_came_too_late_is_looked_at() {
        for operation in [an_amendment(), a_withdrawal()] {
            let decided = conflict(Some(Refusal::AlreadyDecided));
            assert_eq!(way_out(operation, &decided), WayOut::Look);
        }
    }

    fn rejected(paths: &[&str]) -> SetAside {
        let found = paths.iter().map(|path| Finding::error("required", *path));
        SetAside::Rejected {
            findings: found.collect(),
        }
    }

    #[test]
    fn what_no_form_was_filled_in_for_is_looked_at_where_it_stands() {
        let way_out = way_out_of_session(Operation::close(), &rejected(&["date"]));
        assert_eq!(way_out, WayOut::Look);
    }

    #[test]
    fn what_an_older_server_could_not_read_can_be_sent_anew() {
        let way_out = way_out(an_amendment(), &Quarantine::Unreadable.into());
        assert_eq!(way_out, WayOut::SendAnew);
    }

    #[test]
    fn a_wrong_clock_is_set_before_it_is_sent_again() {
        let way_out_of = |paths: &[&str]| way_out(a_withdrawal(), &rejected(paths));
        assert_eq!(way_out_of(&[MADE_AT]), WayOut::SetClock);
        assert_ne!(way_out_of(&[MADE_AT, "note"]), WayOut::SetClock);
        assert_ne!(way_out_of(&[]), WayOut::SetClock);
    }

    #[test]
    fn no_button_leads_to_where_one_is_or_sends_what_was_mended_since() {
        for at_form in [WayOut::Correct, WayOut::SetClock, WayOut::SendAnew] {
            assert!(at_form.is_at(Place::Form));
            assert!(!at_form.is_at(Place::Record));
        }
        assert!(WayOut::Look.is_at(Place::Record));
        for elsewhere in [WayOut::Look, WayOut::Choose, WayOut::TellOffice] {
            assert!(!elsewhere.is_at(Place::Form));
            assert!(!elsewhere.is_at(Place::Elsewhere));
        }
    }
}
