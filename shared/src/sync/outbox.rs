//! What waits on the phone.

use super::{Clash, Cursor, Mutation, Operation, Quarantine};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::id::{DeviceId, MutationId, RecordId};
use crate::record::RecordKind;
use crate::submission::Refusal;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One mutation that waits on the phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxEntry {
    /// The mutation's number on this device.
    pub seq: u64,
    /// The mutation's id.
    pub mutation_id: MutationId,
    /// The record it is about.
    pub record_id: RecordId,
    /// The draft it was made of: goes when the entry goes.
    pub draft: String,
    /// When it was made, by the device's clock.
    pub made_at: Timestamp,
    /// Where it stands.
    pub state: EntryState,
    /// Nobody but this device can have it: it was not in any exchange yet, and may still be taken back.
    /// Of entries of before nobody knows.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unsent: bool,
    /// The mutation's bytes.
    pub body: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands in a reference"
)]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// The entry with this number, if it may be taken out of the outbox as if it had never been made: nobody
/// but this device can have it, and nothing that was made later of the same record rests on it.
pub fn still_to_take_back(outbox: &[OutboxEntry], seq: u64) -> Option<&OutboxEntry> {
    let entry = outbox.iter().find(|entry| entry.seq == seq)?;
    let mut later = outbox.iter().filter(|other| other.seq > seq);
    let rests_on_it = later.any(|other| other.record_id == entry.record_id);
    (entry.unsent && entry.state == EntryState::Waiting && !rests_on_it).then_some(entry)
}

/// The entry that says already what `operation` on `record`, made of the draft with this key, would say:
/// pressed twice, or in two tabs, it goes once. What was set aside says nothing any more.
pub fn said_already<'a>(
    outbox: &'a [OutboxEntry],
    draft: &str,
    record: RecordId,
    operation: &Operation,
) -> Option<&'a OutboxEntry> {
    let goes = |entry: &&OutboxEntry| !matches!(entry.state, EntryState::SetAside(_));
    let latest_first = || outbox.iter().rev().filter(goes);
    let of_draft = || latest_first().find(|entry| !draft.is_empty() && entry.draft == draft);
    let of_matter = || {
        let repeats = |said: Operation| said.lets_repeat(operation);
        let mut of_record = latest_first()
            .filter(|entry| entry.record_id == record)
            .take_while(|entry| !entry.operation().is_some_and(repeats));
        let (entry, said) = of_record.find_map(|entry| {
            let said = entry.operation()?;
            said.is_of_matter(operation).then_some((entry, said))
        })?;
        let says_this = said.is_done_once() || (draft.is_empty() && said == *operation);
        says_this.then_some(entry)
    };
    of_draft().or_else(of_matter)
}

/// The record of this kind that waits to be sent with this very content: captured twice in one moment.
pub fn captured_already(
    outbox: &[OutboxEntry],
    kind: RecordKind,
    captured: &Answers,
) -> Option<RecordId> {
    let waiting = |entry: &&OutboxEntry| entry.state == EntryState::Waiting;
    outbox.iter().filter(waiting).find_map(|entry| {
        let mutation = entry.mutation()?;
        let is_it = mutation.kind == kind
            && matches!(&mutation.operation, Operation::Submit { content, .. } if content == captured);
        is_it.then_some(entry.record_id)
    })
}

impl OutboxEntry {
    /// The mutation, read from its bytes; `None` if this build cannot read them.
    pub fn mutation(&self) -> Option<Mutation> {
        serde_json::from_str(&self.body).ok()
    }

    /// What it does.
    fn operation(&self) -> Option<Operation> {
        self.mutation().map(|mutation| mutation.operation)
    }
}

/// Where an outbox entry stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// To be sent.
    Waiting,
    /// The server has it; the record's view of that version has not come yet.
    Applied {
        /// The record's version with it.
        version: u64,
    },
    /// Set aside until the person acts; others pass.
    SetAside(SetAside),
}

/// Why an entry is set aside, and by that the way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum SetAside {
    /// The rules found errors: mend the draft and send it again.
    Rejected {
        /// What they found.
        findings: Vec<Finding>,
    },
    /// The record moved on: choose between the answers that clash; or look at it, then drop this or
    /// send it anew.
    Conflict {
        /// The record's version now.
        version: u64,
        /// Why it no longer fits.
        refusal: Option<Refusal>,
        /// The answers of which one has to be chosen.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        clashes: Vec<Clash>,
    },
    /// The server cannot apply it: send it anew, or give it to the office.
    Quarantined {
        /// Why.
        #[serde(flatten)]
        quarantine: Quarantine,
        /// What could not be read, where and why.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        findings: Vec<Finding>,
    },
}

impl From<Quarantine> for SetAside {
    fn from(quarantine: Quarantine) -> Self {
        let findings = Vec::new();
        Self::Quarantined {
            quarantine,
            findings,
        }
    }
}

/// What the device holds when an exchange begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Which device this is.
    pub device_id: DeviceId,
    /// Where it has read to.
    pub cursor: Option<Cursor>,
    /// The server's epoch it last met.
    pub epoch: Option<String>,
    /// All entries, by their number.
    pub outbox: Vec<OutboxEntry>,
    /// The versions held of records that have an entry.
    pub held: BTreeMap<RecordId, u64>,
}

/// Most mutations that are sent at once; a server takes more.
const SENT_AT_ONCE: usize = 50;
/// Most bytes of mutations in one exchange, unless the first alone is larger.
const MOST_BYTES: usize = 512 * 1024;

impl Snapshot {
    /// What to send now, in order: what waits, except behind an entry of the same record that is set
    /// aside or not offered (first in, first out for each record).
    pub fn batch(&self) -> Vec<&OutboxEntry> {
        let goes = |entry: &OutboxEntry| entry.state == EntryState::Waiting && !entry.unsent;
        let places = self.first_that(goes).into_iter();
        places.filter_map(|at| self.outbox.get(at)).collect()
    }

    /// Offers what waits: from now on the next batch may have been sent, whatever becomes of it. Returns
    /// the entries of which that was not so before. They have to be kept in the transaction in which the
    /// snapshot was read: whoever takes an entry back does so before, or not at all.
    pub fn offer(&mut self) -> Vec<OutboxEntry> {
        let next = self.first_that(|entry| entry.state == EntryState::Waiting);
        let mut offered = Vec::new();
        for at in next {
            if let Some(entry) = self.outbox.get_mut(at).filter(|entry| entry.unsent) {
                entry.unsent = false;
                offered.push(entry.clone());
            }
        }
        offered
    }

    /// Whether something waits that is not offered yet.
    pub fn holds_back(&self) -> bool {
        !self.clone().offer().is_empty()
    }

    /// The places of the first entries that go, as many as are sent at once.
    fn first_that(&self, goes: impl Fn(&OutboxEntry) -> bool) -> Vec<usize> {
        let mut blocked = Vec::new();
        let mut places = Vec::new();
        let mut bytes = 0;
        for (at, entry) in self.outbox.iter().enumerate() {
            if matches!(entry.state, EntryState::Applied { .. }) {
                continue;
            }
            if blocked.contains(&entry.record_id) || !goes(entry) {
                blocked.push(entry.record_id);
                continue;
            }
            bytes += entry.body.len();
            let full = places.len() == SENT_AT_ONCE || bytes > MOST_BYTES;
            if full && !places.is_empty() {
                break;
            }
            places.push(at);
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Changes;
    use crate::id::{PersonId, QueryId};
    use crate::sync::mutation::tests::a_submission;
    use crate::training::Presence;

    fn entry(seq: u64, record: u128, unsent: bool) -> OutboxEntry {
        OutboxEntry {
            seq,
            mutation_id: MutationId::from_number(seq.into()),
            record_id: RecordId::from_number(record),
            draft: String::new(),
            made_at: Timestamp::default(),
            state: EntryState::Waiting,
            unsent,
            body: String::new(),
        }
    }

    fn snapshot(outbox: Vec<OutboxEntry>) -> Snapshot {
        Snapshot {
            device_id: DeviceId::from_number(1),
            cursor: None,
            epoch: None,
            outbox,
            held: BTreeMap::new(),
        }
    }

    fn sent(snapshot: &Snapshot) -> Vec<u64> {
        snapshot.batch().iter().map(|entry| entry.seq).collect()
    }

    #[test]
    fn what_was_not_offered_is_not_sent_nor_what_was_made_after_it() {
        let mut held = snapshot(vec![
            entry(1, 1, true),
            entry(2, 1, false),
            entry(3, 2, false),
        ]);
        assert_eq!(sent(&held), [3]);
        assert!(held.holds_back());
        let offered = held.offer();
        assert_eq!(offered.iter().map(|it| it.seq).collect::<Vec<_>>(), [1]);
        assert_eq!(sent(&held), [1, 2, 3]);
        assert!(!held.holds_back());
    }

    #[test]
    fn what_stands_behind_a_set_aside_entry_stays_nobody_elses() {
        let mut first = entry(1, 1, false);
        first.state = EntryState::SetAside(Quarantine::NumberTaken.into());
        let mut held = snapshot(vec![first, entry(2, 1, true)]);
        assert!(held.offer().is_empty());
        assert!(held.batch().is_empty());
    }

    #[test]
    fn only_what_certainly_nobody_has_can_be_taken_back() {
        let outbox = [entry(1, 1, true), entry(2, 2, false), entry(3, 3, true)];
        let found = |seq| still_to_take_back(&outbox, seq).map(|entry| entry.seq);
        assert_eq!([1, 2, 3, 4].map(found), [Some(1), None, Some(3), None]);
        let outbox = [entry(1, 1, true), entry(2, 1, true)];
        assert_eq!(still_to_take_back(&outbox, 1), None, "2 rests on it");
    }

    /// Entry `seq` of record 1, of this draft, that does this.
    fn doing(seq: u64, draft: &str, operation: Operation) -> OutboxEntry {
        let mutation = Mutation {
            record_id: RecordId::from_number(1),
            operation,
            ..a_submission()
        };
        OutboxEntry {
            draft: draft.to_owned(),
            body: serde_json::to_string(&mutation).unwrap(),
            ..entry(seq, 1, true)
        }
    }

    fn found(outbox: &[OutboxEntry], draft: &str, operation: &Operation) -> Option<u64> {
        let record = RecordId::from_number(1);
        said_already(outbox, draft, record, operation).map(|entry| entry.seq)
    }

    fn answer(query: u128, remark: &str) -> Operation {
        Operation::Answer {
            query: QueryId::from_number(query),
            changes: Changes::new(),
            remarks: BTreeMap::from([("loss.place".to_owned(), remark.to_owned())]),
            correction: None,
        }
    }

    fn amendment(note: &str) -> Operation {
        Operation::Amend {
            changes: Changes::new().with("loss.place", "地铁站"),
            note: note.to_owned(),
        }
    }

    fn mark(person: u128, presence: Presence) -> Operation {
        Operation::Mark {
            person: PersonId::from_number(person),
            presence,
            reason: "手机没电".to_owned(),
            correction: false,
        }
    }

    fn withdrawal(note: &str) -> Operation {
        Operation::Withdraw {
            note: note.to_owned(),
        }
    }

    #[test]
    fn a_query_is_answered_once_whatever_the_second_tap_or_tab_says() {
        let outbox = [doing(1, "query:7", answer(7, "已核对"))];
        assert_eq!(found(&outbox, "query:7", &answer(7, "已核对")), Some(1));
        assert_eq!(found(&outbox, "of before", &answer(7, "再说一次")), Some(1));
        assert_eq!(found(&outbox, "query:8", &answer(8, "已核对")), None);
    }

    #[test]
    fn a_draft_goes_once_and_a_record_is_submitted_withdrawn_and_closed_once() {
        let submission = a_submission().operation;
        let outbox = [
            doing(1, "application:1", submission.clone()),
            doing(2, "amend:1:1", amendment("写错了")),
            doing(3, "", withdrawal("客户改变了主意")),
            doing(4, "", Operation::close()),
        ];
        assert_eq!(found(&outbox, "application:1", &submission), Some(1));
        let other = amendment("再次更正");
        assert_eq!(found(&outbox, "amend:1:1", &other), Some(2));
        assert_eq!(found(&outbox, "amend:1:2", &amendment("写错了")), None);
        assert_eq!(found(&outbox, "", &withdrawal("再想想")), Some(3));
        assert_eq!(found(&outbox, "", &Operation::close()), Some(4));
        let elsewhere = RecordId::from_number(2);
        let close = Operation::close();
        assert_eq!(said_already(&outbox, "", elsewhere, &close), None);
    }

    #[test]
    fn a_session_that_was_changed_is_closed_once_more() {
        let close = Operation::close();
        let mut outbox = vec![
            doing(1, "", close.clone()),
            doing(2, "", amendment("改时间")),
        ];
        assert_eq!(found(&outbox, "", &close), None);
        outbox.push(doing(3, "", close.clone()));
        assert_eq!(found(&outbox, "", &close), Some(3));
    }

    #[test]
    fn a_mark_is_repeated_only_after_another_of_the_same_person() {
        let (present, absent) = (mark(5, Presence::Present), mark(5, Presence::Absent));
        let outbox = [
            doing(1, "", present.clone()),
            doing(2, "", mark(6, Presence::Late)),
        ];
        assert_eq!(found(&outbox, "", &present), Some(1));
        assert_eq!(found(&outbox, "", &absent), None);
        let outbox = [
            doing(1, "", present.clone()),
            doing(2, "", absent),
            doing(3, "", amendment("改地点")),
        ];
        assert_eq!(found(&outbox, "", &present), None, "it was set right since");
        assert_eq!(found(&outbox, "", &amendment("改地点")), Some(3));
        assert_eq!(found(&outbox, "", &amendment("改时间")), None);
    }

    #[test]
    fn what_was_set_aside_can_be_said_anew() {
        let mut refused = doing(1, "query:7", answer(7, "已核对"));
        refused.state = EntryState::SetAside(Quarantine::Unreadable.into());
        assert_eq!(found(&[refused], "query:7", &answer(7, "已核对")), None);
    }

    #[test]
    fn a_record_captured_twice_in_one_moment_is_one() {
        let Operation::Submit { content, .. } = a_submission().operation else {
            panic!("a submission");
        };
        let mut outbox = [doing(1, "application:1", a_submission().operation)];
        let kind = RecordKind::Application;
        let there = Some(RecordId::from_number(1));
        assert_eq!(captured_already(&outbox, kind, &content), there);
        let another = Answers::new().with("applicant.name", "李雷");
        assert_eq!(captured_already(&outbox, kind, &another), None);
        assert_eq!(
            captured_already(&outbox, RecordKind::CheckIn, &content),
            None
        );
        outbox[0].state = EntryState::Applied { version: 1 };
        assert_eq!(captured_already(&outbox, kind, &content), None);
    }

    #[test]
    fn an_entry_of_before_counts_as_sent() {
        let mut written = serde_json::to_value(entry(1, 1, true)).unwrap();
        written.as_object_mut().unwrap().remove("unsent");
        let read: OutboxEntry = serde_json::from_value(written).unwrap();
        assert!(!read.unsent);
    }
}
