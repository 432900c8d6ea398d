//! A person's work on this device: what they capture, what waits, what came from the office.

pub mod decisions;
pub mod item;
pub mod waiting;

use crate::api::{self, ApiError};
use crate::clock::now;
use crate::id::{new_mutation_id, new_record_id};
use crate::store::{
    Draft, NewMutation, NewRecord, StoreError, Vault, amended_record_of, amendment_key,
    new_record_of,
};
use crate::sync::{Badge, Driver, Listener, SyncStatus};
use decisions::{Contact, Decisions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::answers::Answers;
use shared::id::{QueryId, RecordId};
use shared::number::DeviceNumber;
use shared::product::Catalogue;
use shared::record::{Office, PersonView, PolicyView, RecordKind, RecordView};
use shared::sync::{ArrivalProof, Mutation, Operation, OutboxEntry, Phase, RecordAcknowledgements};
use shared::team::Team;
use std::rc::Rc;
use std::sync::Arc;

/// A person's work on this device.
#[derive(Clone, Copy)]
pub struct Work {
    /// What they capture, the one changed last first.
    pub drafts: ReadSignal<Vec<Draft>>,
    /// Their records as the server has them, newest first.
    pub records: ReadSignal<Vec<RecordView>>,
    /// What waits, in the order it was made.
    pub outbox: ReadSignal<Vec<OutboxEntry>>,
    /// The client book.
    pub policies: ReadSignal<Vec<PolicyView>>,
    /// The people a trainer or leader sees.
    pub people: ReadSignal<Vec<PersonView>>,
    /// The product catalogue, once it came.
    pub catalogue: ReadSignal<Option<Arc<Catalogue>>>,
    /// What was decided at the desk and is not taken by the server.
    pub decisions: Decisions,
    /// What the exchange is doing.
    pub status: ReadSignal<SyncStatus>,
    /// The sync badge.
    pub badge: Memo<Badge>,
    shown: Shown,
    inner: StoredValue<Inner, LocalStorage>,
}

/// The writing ends of what is shown.
#[derive(Clone, Copy)]
struct Shown {
    drafts: WriteSignal<Vec<Draft>>,
    records: WriteSignal<Vec<RecordView>>,
    outbox: WriteSignal<Vec<OutboxEntry>>,
    policies: WriteSignal<Vec<PolicyView>>,
    people: WriteSignal<Vec<PersonView>>,
    catalogue: WriteSignal<Option<Arc<Catalogue>>>,
    status: WriteSignal<SyncStatus>,
}

#[derive(Clone)]
struct Inner {
    vault: Vault,
    driver: Option<Rc<Driver>>,
}

/// The work on this device; only below the signed-in part of the app.
pub fn use_work() -> Work {
    expect_context()
}

impl Work {
    /// The work in an open vault, read from it already. `device_number` is what the server knew this
    /// device by at the last sign-in.
    pub async fn open(
        vault: Vault,
        device_number: DeviceNumber,
        update_ready: Signal<bool>,
    ) -> Result<Self, StoreError> {
        vault.tidy(device_number, now()).await?;
        let decisions = Decisions::open(vault.clone()).await?;
        let (last_exchange, progress) = vault.reached().await?;
        let (drafts, set_drafts) = signal(Vec::new());
        let (records, set_records) = signal(Vec::new());
        let (outbox, set_outbox) = signal(Vec::new());
        let (policies, set_policies) = signal(Vec::new());
        let (people, set_people) = signal(Vec::new());
        let (catalogue, set_catalogue) = signal(None);
        let (status, set_status) = signal(SyncStatus::starting(now(), last_exchange, progress));
        let badge = Memo::new(move |_| {
            let status = decisions.contact.get().seen_in(status.get());
            let badge = outbox.with(|outbox| Badge::of(&status, outbox, update_ready.get()));
            badge.with_decisions(decisions.on_their_way(), decisions.refused())
        });
        let work = Self {
            drafts,
            records,
            outbox,
            policies,
            people,
            catalogue,
            decisions,
            status,
            badge,
            shown: Shown {
                drafts: set_drafts,
                records: set_records,
                outbox: set_outbox,
                policies: set_policies,
                people: set_people,
                catalogue: set_catalogue,
                status: set_status,
            },
            inner: StoredValue::new_local(Inner {
                vault,
                driver: None,
            }),
        };
        work.read_store().await?;
        Ok(work)
    }

    /// Begins to exchange with the server, together with the person's other tabs of this name.
    pub fn start_exchange(self, name: String) {
        let status = self.status.get_untracked();
        let driver = Driver::start(name, self.vault(), status, Box::new(self));
        self.inner.update_value(|inner| inner.driver = Some(driver));
        self.decisions.start(move || self.nudge());
    }

    /// Stops the exchange; what waits stays.
    pub fn stop_exchange(self) {
        self.decisions.stop();
        if let Some(driver) = self.driver() {
            driver.stop();
        }
    }

    fn vault(self) -> Vault {
        self.inner.with_value(|inner| inner.vault.clone())
    }

    fn driver(self) -> Option<Rc<Driver>> {
        self.inner
            .try_with_value(|inner| inner.driver.clone())
            .flatten()
    }

    async fn read_store(self) -> Result<(), StoreError> {
        let vault = self.vault();
        let pulled = vault.pulled().await?;
        let outbox = vault.outbox().await?;
        let drafts = vault.drafts().await?;
        self.shown.drafts.set(drafts);
        self.shown.outbox.set(outbox);
        self.shown.records.set(pulled.records);
        self.shown.policies.set(pulled.policies);
        self.shown.people.set(pulled.people);
        self.shown.catalogue.set(pulled.catalogue.map(Arc::new));
        Ok(())
    }

    async fn read_drafts(self) -> Result<(), StoreError> {
        let drafts = self.vault().drafts().await?;
        self.shown.drafts.set(drafts);
        Ok(())
    }

    /// The draft that answers a query of a record: the one begun, or a new one, kept with the first answer.
    pub async fn answer_draft(self, record: RecordId, query: QueryId) -> Result<Draft, StoreError> {
        let vault = self.vault();
        if let Some(draft) = vault.draft(&Draft::query_key(query)).await? {
            return Ok(draft);
        }
        let record = vault.record(record).await?.ok_or(StoreError::Missing)?;
        Ok(Draft::answering(&record, query, now()))
    }

    /// The key of the draft that changes a record that has arrived: the one begun, or a new one.
    pub async fn amendment_key(self, record: RecordId) -> Result<String, StoreError> {
        let begun = self.vault().drafts().await?;
        let begun = begun.into_iter().find(|it| it.is_amendment_of(record));
        Ok(begun.map_or_else(|| amendment_key(record, new_mutation_id()), |it| it.key))
    }

    /// The draft with this key.
    pub async fn draft(self, key: &str) -> Result<Option<Draft>, StoreError> {
        self.vault().draft(key).await
    }

    /// A draft that nobody has kept, as its key says: it is kept with the first answer. `None` if it
    /// has become a record since, or the record that it changes is not here.
    pub async fn begun_draft(self, key: &str) -> Result<Option<Draft>, StoreError> {
        let vault = self.vault();
        if let Some((kind, id)) = new_record_of(key) {
            // Sessions and sign-ins to them are made by pages of their own.
            if !kind.is_reviewed() {
                return Ok(None);
            }
            let is_free = vault.record(id).await?.is_none();
            return Ok(is_free.then(|| Draft::new_record(id, kind, now())));
        }
        if let Some(query) = Draft::query_of(key) {
            let records = self.records;
            let asked = records.with_untracked(|records| asked_in(records, query));
            return Ok(asked.map(|record| Draft::answering(&record, query, now())));
        }
        let Some(record) = amended_record_of(key) else {
            return Ok(None);
        };
        let record = vault.record(record).await?;
        Ok(record.map(|record| Draft::amending(&record, key.to_owned(), now())))
    }

    /// Keeps the draft as it is; it is on the disk when this returns.
    pub async fn save_draft(self, draft: Draft) -> Result<(), StoreError> {
        let draft = draft.touched(now());
        self.vault().save_draft(&draft).await?;
        self.draft_kept(draft);
        Ok(())
    }

    /// Keeps what was changed in a draft here since it was known as `known`, with what other tabs have
    /// changed in it. Returns what is on the disk now.
    pub async fn merge_draft(self, known: &Draft, here: Draft) -> Result<Draft, StoreError> {
        let merged = self.vault().merge_draft(known, here, now()).await?;
        self.draft_kept(merged.clone());
        Ok(merged)
    }

    fn draft_kept(self, draft: Draft) {
        self.show_draft(draft);
        if let Some(driver) = self.driver() {
            driver.drafts_changed();
        }
    }

    /// Unless something newer of another tab is shown already.
    fn show_draft(self, draft: Draft) {
        self.shown.drafts.update(|drafts| {
            let same = |other: &Draft| other.key == draft.key;
            if drafts
                .iter()
                .any(|other| same(other) && other.updated_at > draft.updated_at)
            {
                return;
            }
            drafts.retain(|other| !same(other));
            drafts.insert(0, draft);
        });
    }

    /// Throws the draft away.
    pub async fn delete_draft(self, key: &str) -> Result<(), StoreError> {
        self.vault().delete_draft(key).await?;
        self.shown
            .drafts
            .update(|drafts| drafts.retain(|draft| draft.key != key));
        if let Some(driver) = self.driver() {
            driver.drafts_changed();
        }
        Ok(())
    }

    /// Puts what the draft says into the outbox, in one transaction with the draft itself. It is
    /// on the disk when this returns, and is sent when there is network.
    pub async fn send(self, draft_key: &str, operation: Operation) -> Result<(), StoreError> {
        let draft = self.draft(draft_key).await?.ok_or(StoreError::Missing)?;
        self.enqueue(NewMutation {
            mutation_id: new_mutation_id(),
            record_id: draft.record_id,
            kind: draft.kind,
            base_version: draft.base_version,
            base_hash: draft.base_hash(),
            made_at: now(),
            operation,
            draft: draft.key,
            replaces: None,
        })
        .await
    }

    /// Puts something without a draft into the outbox: a mark, a closing, a withdrawal.
    /// `base_version` is the content version the person has read; 0 if the record has not come yet.
    pub async fn act(
        self,
        record_id: RecordId,
        kind: RecordKind,
        base_version: u64,
        operation: Operation,
    ) -> Result<(), StoreError> {
        self.enqueue(NewMutation {
            mutation_id: new_mutation_id(),
            record_id,
            kind,
            base_version,
            base_hash: None,
            made_at: now(),
            operation,
            draft: String::new(),
            replaces: None,
        })
        .await
    }

    /// Captures a record that is complete at once. When this returns its id it is on the disk and
    /// waits; on an error nothing is left of it.
    pub async fn capture(self, kind: RecordKind, answers: Answers) -> Result<RecordId, StoreError> {
        let record = NewRecord {
            record_id: new_record_id(),
            kind,
            answers,
            mutation_id: new_mutation_id(),
            made_at: now(),
        };
        let id = record.record_id;
        self.vault().capture(record).await?;
        self.enqueued().await;
        Ok(id)
    }

    async fn enqueue(self, new: NewMutation) -> Result<(), StoreError> {
        self.vault().enqueue(new).await?;
        self.enqueued().await;
        Ok(())
    }

    /// Shows what was put into the outbox, and has it sent.
    async fn enqueued(self) {
        // It is on the disk, whether or not it can be shown: nobody must be told to do it again.
        report(self.read_store().await);
        if let Some(driver) = self.driver() {
            driver.enqueued();
        }
    }

    /// Sends what a set-aside entry says anew, as another mutation on what the person had read.
    pub async fn send_anew(self, entry: &OutboxEntry) -> Result<(), StoreError> {
        let mutation: Mutation = serde_json::from_str(&entry.body)
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        self.enqueue(NewMutation {
            mutation_id: new_mutation_id(),
            record_id: mutation.record_id,
            kind: mutation.kind,
            base_version: mutation.base_version,
            base_hash: mutation.base_hash,
            made_at: now(),
            operation: mutation.operation,
            draft: entry.draft.clone(),
            replaces: Some(entry.seq),
        })
        .await
    }

    /// Keeps a change made again on what stands in the record now, in place of the draft that an entry
    /// was made of; it can be corrected before it is sent. If nothing is left of it, both go.
    pub async fn settle_clash(self, entry: &OutboxEntry, draft: Draft) -> Result<(), StoreError> {
        if draft.query.is_none() && draft.changes(&draft.answers).is_empty() {
            self.drop_entry(entry.seq).await?;
            return self.delete_draft(&draft.key).await;
        }
        self.save_draft(draft).await
    }

    /// Takes an entry back that was certainly not sent; its draft, if it has one, can be changed again.
    /// False if it may have been sent meanwhile.
    pub async fn take_back(self, seq: u64) -> Result<bool, StoreError> {
        let taken = self.vault().take_back(seq, now()).await?;
        self.read_store().await?;
        if let Some(driver) = self.driver() {
            driver.taken_back();
        }
        Ok(taken)
    }

    /// Takes a set-aside entry out of the outbox; its draft, if it has one, can be changed again.
    pub async fn drop_entry(self, seq: u64) -> Result<(), StoreError> {
        self.vault().drop_entry(seq).await?;
        self.read_store().await
    }

    /// The server's proofs that a record has arrived, as this phone keeps them, oldest version first.
    pub async fn proofs(self, record: RecordId) -> Result<Vec<ArrivalProof>, StoreError> {
        self.vault().proofs(record).await
    }

    /// Asks the server for the proofs of a record and keeps them.
    pub async fn fetch_proofs(self, record: RecordId) -> Result<(), ApiError> {
        let path = format!("/api/records/{record}/acknowledgements");
        let found: RecordAcknowledgements = api::get(&path).await?;
        report(self.vault().keep_proofs(&found.proofs).await);
        Ok(())
    }

    /// The team as this phone last read it.
    pub async fn kept_team(self) -> Result<Option<Team>, StoreError> {
        self.vault().kept_team().await
    }

    /// Keeps the team as it was just read.
    pub async fn keep_team(self, team: &Team) -> Result<(), StoreError> {
        self.vault().keep_team(team).await
    }

    /// Something may be there to send or fetch.
    pub fn nudge(self) {
        if let Some(driver) = self.driver() {
            driver.nudge();
        }
    }

    /// The person asks for an exchange now.
    pub fn ask(self) {
        if let Some(driver) = self.driver() {
            driver.ask();
        }
    }

    /// Somebody signed in: what waited for that goes on.
    pub fn signed_in(self) {
        if let Some(driver) = self.driver() {
            driver.signed_in();
        }
        self.decisions.contact.set(Contact::Open);
        self.decisions.go_on();
    }
}

/// The record of which this query is open.
fn asked_in(records: &[RecordView], query: QueryId) -> Option<RecordView> {
    let is_asked = |record: &&RecordView| match &record.office {
        Office::Review(review) => review.open_query().is_some_and(|open| open.id == query),
        Office::Roster(_) | Office::CheckIn(_) => false,
    };
    records.iter().find(is_asked).cloned()
}

impl Listener for Work {
    fn status(&self, status: SyncStatus) {
        self.shown.status.set(status);
        if status.phase == Phase::Idle {
            self.decisions.reached();
        }
    }

    fn store_changed(&self) {
        let work = *self;
        spawn_local(async move { report(work.read_store().await) });
    }

    fn drafts_changed(&self) {
        let work = *self;
        spawn_local(async move { report(work.read_drafts().await) });
    }
}

/// What cannot be read now is read at the next change; what is shown stays as it was.
fn report(read: Result<(), StoreError>) {
    if let Err(error) = read {
        leptos::logging::error!("{error:?}");
    }
}
