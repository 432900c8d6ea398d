//! A server that dies at any point of a transaction, and comes back from a backup.

use super::durable::Durable;
use crate::fate::Fate;
use serde_json::value::RawValue;
use shared::answers::Answers;
use shared::id::{MutationId, PersonId, RecordId};
use shared::submission::PersonRef;
use shared::sync::{
    ContentHash, Mutation, MutationOutcome, Outcome, Sender, SyncRequest, SyncResponse,
};
use std::collections::{BTreeMap, BTreeSet};

/// The server process: its durable store, and whether it runs.
pub(super) struct Server {
    pub(super) durable: Durable,
    /// Every content it ever had durably, whatever a backup made of it later.
    pub(super) had: BTreeSet<(RecordId, u64, ContentHash)>,
    /// For each mutation, the answers of its record as the person who made it has seen them.
    pub(super) read: BTreeMap<MutationId, Answers>,
    /// Every mutation that ever reached it, whatever became of it.
    pub(super) heard: BTreeSet<MutationId>,
    /// Every mutation that somebody took back on the only phone that had it.
    pub(super) taken_back: BTreeSet<MutationId>,
    backup: Option<Durable>,
    pub(super) down_until: i64,
    /// Whether it runs a build that knows no amendments.
    pub(super) old: bool,
    /// Who may not sign in any more.
    pub(super) revoked: BTreeSet<PersonId>,
    /// Most changes in a page.
    page_limit: usize,
}

impl Server {
    /// A server that gives at most so many changes at a time.
    pub(super) fn new(page_limit: usize) -> Self {
        Self {
            durable: Durable::default(),
            had: BTreeSet::new(),
            read: BTreeMap::new(),
            heard: BTreeSet::new(),
            taken_back: BTreeSet::new(),
            backup: None,
            down_until: 0,
            old: false,
            revoked: BTreeSet::new(),
            page_limit,
        }
    }

    /// One exchange. `None`: the server died or answered nothing; what it committed stays.
    pub(super) fn exchange(
        &mut self,
        person: &PersonRef,
        request: &SyncRequest,
        fate: &mut Fate,
    ) -> Option<SyncResponse> {
        let sender = Sender {
            person: person.clone(),
            teaching: None,
        };
        let mut outcomes = Vec::new();
        let sent = request.mutations.iter();
        let sent = sent.filter_map(|raw| serde_json::from_str::<Mutation>(raw.get()).ok());
        self.heard.extend(sent.map(|mutation| mutation.mutation_id));
        for raw in &request.mutations {
            if !outcomes.is_empty() && fate.fault(4) {
                // Busy: what was done by now is answered, the rest is not.
                break;
            }
            if fate.fault(2) {
                outcomes.push(MutationOutcome::bare(
                    serde_json::from_str::<Mutation>(raw.get())
                        .ok()
                        .map(|mutation| mutation.mutation_id),
                    Outcome::RetryLater { after_ms: 1_000 },
                ));
                continue;
            }
            let before = self.durable.clone();
            let taken = self.durable.take(raw, &sender, self.old);
            if fate.fault(2) {
                // Killed inside the transaction: it is rolled back.
                self.durable = before;
                return None;
            }
            self.watch(raw, &before);
            self.remember(raw);
            outcomes.push(taken);
            if fate.fault(2) {
                return None;
            }
        }
        let mut response = self.durable.page(person.id, request, self.page_limit);
        response.outcomes = outcomes;
        Some(response)
    }

    /// Nobody overwrites an answer they had not seen.
    fn watch(&mut self, raw: &RawValue, before: &Durable) {
        let Ok(sent) = serde_json::from_str::<Mutation>(raw.get()) else {
            return;
        };
        let id = sent.record_id;
        let (Some(read), Some(before), Some(after)) = (
            self.read.get(&sent.mutation_id),
            before.records.get(&id),
            self.durable.records.get(&id),
        ) else {
            return;
        };
        for path in before.content.differing_paths(&after.content) {
            if before.content.get(&path) != read.get(&path) {
                let broken = format!("{path} of {id} was overwritten unread");
                self.durable.broken.push(broken);
            }
        }
    }

    /// The content of the record that was sent is durable now, and was once for ever.
    fn remember(&mut self, raw: &RawValue) {
        let sent: Option<Mutation> = serde_json::from_str(raw.get()).ok();
        let record = sent.and_then(|sent| self.durable.records.get(&sent.record_id));
        if let Some(record) = record {
            let hash = ContentHash::of(&record.content);
            self.had
                .insert((record.record_id, record.content_version, hash));
        }
    }

    /// Yesterday's backup is made.
    pub(super) fn back_up(&mut self) {
        self.backup = Some(self.durable.clone());
    }

    /// The server comes back with the backup, which begins a new epoch.
    pub(super) fn restore(&mut self) {
        if let Some(backup) = self.backup.take() {
            let lost = core::mem::replace(&mut self.durable, backup);
            self.durable.begin_after(lost);
        }
    }
}
