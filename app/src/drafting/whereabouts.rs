//! Where that is which was made of a draft: nothing is said to have arrived unless the server said so.

use super::refusal::entry_of;
use crate::store::Draft;
use crate::work::Work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::sync::{EntryState, OutboxEntry};

/// Where that is which was made of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// Nothing was made of it, or that was taken back: it is a draft on this phone.
    Draft,
    /// On this phone, to be sent.
    Waiting,
    /// The server has sent it back.
    SetAside,
    /// The server has said that it has it.
    Received,
    /// This phone knows nothing of it.
    Unknown,
}

/// Where it is, as far as drafts and outbox tell; else only the log of what was sent knows.
fn at_hand(outbox: &[OutboxEntry], drafts: &[Draft], key: &str) -> Option<Whereabouts> {
    match entry_of(outbox, key).map(|entry| &entry.state) {
        Some(EntryState::Waiting) => Some(Whereabouts::Waiting),
        Some(EntryState::SetAside(_)) => Some(Whereabouts::SetAside),
        Some(EntryState::Applied { .. }) => Some(Whereabouts::Received),
        None => {
            let mut drafts = drafts.iter();
            let is_here = drafts.any(|draft| draft.key == key && !draft.sent);
            is_here.then_some(Whereabouts::Draft)
        }
    }
}

/// Follows where it is, until the end of the reactive scope; `None` until that is known.
pub fn whereabouts(work: Work, key: String) -> ReadSignal<Option<Whereabouts>> {
    let (shown, show) = signal(None);
    let of = key.clone();
    let near = Memo::new(move |_| {
        work.drafts
            .with(|drafts| work.outbox.with(|outbox| at_hand(outbox, drafts, &of)))
    });
    Effect::new(move |_| {
        if let known @ Some(_) = near.get() {
            return show.set(known);
        }
        let key = key.clone();
        spawn_local(async move {
            let found = match work.has_arrived(&key).await {
                Ok(true) => Whereabouts::Received,
                Ok(false) | Err(_) => Whereabouts::Unknown,
            };
            // Unless something was made of it meanwhile, or the page was left.
            if near.try_get_untracked() == Some(None) {
                let _ = show.try_set(Some(found));
            }
        });
    });
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::fixture::entry;
    use shared::id::RecordId;
    use shared::record::RecordKind;
    use shared::sync::Quarantine;
    use shared::time::Timestamp;

    fn draft(sent: bool) -> Draft {
        let id = RecordId::from_number(1);
        Draft {
            sent,
            ..Draft::new_record(id, RecordKind::LossNotice, Timestamp::default())
        }
    }

    fn found(state: Option<EntryState>, drafts: &[Draft]) -> Option<Whereabouts> {
        let key = draft(false).key;
        let entry = state.map(|state| OutboxEntry {
            draft: key.clone(),
            ..entry(state)
        });
        at_hand(entry.as_slice(), drafts, &key)
    }

    #[test]
    fn it_is_where_its_entry_says() {
        let aside = EntryState::SetAside(Quarantine::NotYours.into());
        for (state, place) in [
            (EntryState::Waiting, Whereabouts::Waiting),
            (aside, Whereabouts::SetAside),
            (EntryState::Applied { version: 1 }, Whereabouts::Received),
        ] {
            assert_eq!(found(Some(state), &[draft(true)]), Some(place));
        }
    }

    #[test]
    fn what_was_taken_back_is_a_draft_and_has_not_arrived() {
        assert_eq!(found(None, &[draft(false)]), Some(Whereabouts::Draft));
    }

    #[test]
    fn that_no_entry_waits_does_not_say_that_it_has_arrived() {
        assert_eq!(found(None, &[]), None, "deleted, or never here");
        assert_eq!(found(None, &[draft(true)]), None, "only the log can tell");
    }
}
