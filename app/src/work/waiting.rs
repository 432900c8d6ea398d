//! What an outbox entry is about, in terms a person knows.

use crate::store::Draft;
use shared::kinds::summary;
use shared::number::RecordNumber;
use shared::record::{RecordKind, RecordView};
use shared::sync::{EntryState, Operation, OutboxEntry};

/// What an outbox entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What it does; text key `ui.sync.operation_<name>`.
    pub operation: &'static str,
    /// To what kind of record.
    pub kind: Option<RecordKind>,
    /// That record's number, if this phone knows it.
    pub number: Option<RecordNumber>,
    /// Whom the record is about; empty if this phone does not know.
    pub title: String,
}

/// What `entry` is about, by its own bytes and what else this phone has.
pub fn waiting(entry: &OutboxEntry, drafts: &[Draft], records: &[RecordView]) -> Waiting {
    let mutation = entry.mutation();
    let draft = drafts.iter().find(|it| it.record_id == entry.record_id);
    let record = records.iter().find(|it| it.record_id == entry.record_id);
    let known = draft
        .map(|it| (it.kind, it.number.clone(), &it.answers))
        .or_else(|| record.map(|it| (it.kind, Some(it.number.clone()), &it.content)));
    let own_number = mutation
        .as_ref()
        .and_then(|mutation| match &mutation.operation {
            Operation::Submit { number, .. } => Some(number.clone()),
            _ => None,
        });
    Waiting {
        operation: mutation
            .as_ref()
            .map_or("submit", |mutation| name(&mutation.operation)),
        kind: mutation.as_ref().map(|mutation| mutation.kind),
        title: known
            .as_ref()
            .map(|(kind, _, answers)| summary(*kind, answers).title)
            .unwrap_or_default(),
        number: own_number.or_else(|| known.and_then(|(_, number, _)| number)),
    }
}

/// What exists only on this phone: the server has not said that it has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unacknowledged {
    /// How many wait to be sent.
    pub waiting: usize,
    /// How many the server did not take.
    pub set_aside: usize,
}

impl Unacknowledged {
    /// Of this outbox.
    pub fn of(outbox: &[OutboxEntry]) -> Self {
        let count = |is_it: fn(&EntryState) -> bool| {
            let states = outbox.iter().map(|entry| &entry.state);
            states.filter(|state| is_it(state)).count()
        };
        Self {
            waiting: count(|state| *state == EntryState::Waiting),
            set_aside: count(|state| matches!(state, EntryState::SetAside(_))),
        }
    }
}

const fn name(operation: &Operation) -> &'static str {
    match operation {
        Operation::Submit { .. } => "submit",
        Operation::Answer { .. } => "answer",
        Operation::Amend { .. } => "amend",
        Operation::Withdraw { .. } => "withdraw",
        Operation::Mark { .. } => "mark",
        Operation::Close { .. } => "close",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::fixture::entry;
    use shared::sync::{Quarantine, SetAside};

    #[test]
    fn only_what_the_server_has_not_acknowledged_exists_here_alone() {
        let aside = SetAside::from(Quarantine::NumberTaken);
        let outbox = [
            entry(EntryState::Waiting),
            entry(EntryState::Applied { version: 1 }),
            entry(EntryState::SetAside(aside)),
        ];
        let here_alone = Unacknowledged {
            waiting: 1,
            set_aside: 1,
        };
        assert_eq!(Unacknowledged::of(&outbox), here_alone);
    }
}
