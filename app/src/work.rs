//! A person's work on this device: what they capture, what waits, what came from the office.

mod begun;
pub mod decisions;
mod drafts;
pub mod item;
mod items;
pub mod keeper;
pub mod place;
mod pulled;
mod sending;
pub mod waiting;

use crate::api::{self, ApiError};
use crate::clock::now;
use crate::store::{CaseDraft, Draft, KeptDecision, SessionDraft, StoreError, Vault};
use crate::sync::{Badge, Driver, Listener, SyncStatus};
use decisions::{Contact, Decisions};
use item::WorkItem;
use items::items;
use keeper::Keeper;
use leptos::prelude::*;
use leptos::task::spawn_local;
use place::Place;
use pulled::{Shelves, Shown};
use shared::id::{DecisionId, RecordId};
use shared::number::DeviceNumber;
use shared::product::Catalogue;
use shared::record::RecordView;
use shared::sync::{ArrivalProof, OutboxEntry, Phase, RecordAcknowledgements};
use shared::team::Team;
use std::rc::Rc;
use std::sync::Arc;

/// A person's work on this device.
#[derive(Clone, Copy)]
pub struct Work {
    /// What they capture, the one changed last first.
    pub drafts: ReadSignal<Vec<Draft>>,
    /// What waits, in the order it was made.
    pub outbox: ReadSignal<Vec<OutboxEntry>>,
    /// The product catalogue, once it came.
    pub catalogue: Memo<Option<Arc<Catalogue>>>,
    /// What was decided at the desk and is not taken by the server.
    pub decisions: Decisions,
    /// What is half written at the desk.
    pub case_drafts: Keeper<CaseDraft>,
    /// What is half filled in of training sessions.
    pub session_drafts: Keeper<SessionDraft>,
    /// What the exchange is doing.
    pub status: ReadSignal<SyncStatus>,
    /// The sync badge.
    pub badge: Memo<Badge>,
    pulled: Shelves,
    shown: Writing,
    inner: StoredValue<Inner, LocalStorage>,
}

/// The writing ends of what is shown.
#[derive(Clone, Copy)]
struct Writing {
    drafts: WriteSignal<Vec<Draft>>,
    outbox: WriteSignal<Vec<OutboxEntry>>,
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
        vault.tidy(device_number).await?;
        let decisions = Decisions::open(vault.clone()).await?;
        let case_drafts = Keeper::open(vault.clone()).await?;
        let session_drafts = Keeper::open(vault.clone()).await?;
        let (last_exchange, progress) = vault.reached().await?;
        let (drafts, set_drafts) = signal(Vec::new());
        let (outbox, set_outbox) = signal(Vec::new());
        let pulled = Shelves::empty();
        let catalogues = Catalogue::shelf(&pulled);
        let catalogue = Memo::new(move |_| {
            catalogues.with(|catalogues| catalogues.first().cloned().map(Arc::new))
        });
        let (status, set_status) = signal(SyncStatus::starting(now(), last_exchange, progress));
        let badge = Memo::new(move |_| {
            let status = decisions.contact.get().seen_in(status.get());
            let badge = outbox.with(|outbox| Badge::of(&status, outbox, update_ready.get()));
            badge.with_decisions(decisions.on_their_way(), decisions.wait_for_person())
        });
        let work = Self {
            drafts,
            outbox,
            catalogue,
            decisions,
            case_drafts,
            session_drafts,
            status,
            badge,
            pulled,
            shown: Writing {
                drafts: set_drafts,
                outbox: set_outbox,
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

    /// Begins to exchange with the server, together with the person's other tabs of this name;
    /// `signed_out` is called when they turn out to have signed out in one of them.
    pub fn start_exchange(self, name: String, signed_out: impl Fn() + 'static) {
        let status = self.status.get_untracked();
        let driver = Driver::start(name, self.vault(), status, Box::new(self));
        self.inner.update_value(|inner| inner.driver = Some(driver));
        self.decisions.start(move || self.nudge(), signed_out);
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
        self.pulled.show(&pulled);
        Ok(())
    }

    async fn read_drafts(self) -> Result<(), StoreError> {
        let drafts = self.vault().drafts().await?;
        self.shown.drafts.set(drafts);
        Ok(())
    }

    /// All of one kind that came from the server, as it is listed.
    pub fn all<T: Shown>(self) -> ReadSignal<Vec<T>> {
        T::shelf(&self.pulled).read_only()
    }

    /// All of a person's own work, what needs them first. Tracks what it is made of.
    pub fn items(self) -> Vec<WorkItem> {
        self.drafts.with(|drafts| {
            self.outbox.with(|outbox| {
                self.all::<RecordView>()
                    .with(|records| items(drafts, outbox, records))
            })
        })
    }

    /// How many drafts exist only on this phone and wait for the person: those that stand in the list.
    pub fn unsent_drafts(self) -> usize {
        let items = self.items();
        let drafts = items.iter().filter(|item| item.place == Place::Draft);
        drafts.count()
    }

    /// The server's proofs that a record has arrived, as this phone keeps them, oldest version first.
    pub async fn proofs(self, record: RecordId) -> Result<Vec<ArrivalProof>, StoreError> {
        self.vault().proofs(record).await
    }

    /// Reads what was decided and half written in other tabs.
    pub async fn read_desk_again(self) {
        self.decisions.read_again().await;
        self.case_drafts.read_again().await;
        self.session_drafts.read_again().await;
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

    /// Takes a decision back, so that what was written for it is half written again; `None` if it may have
    /// been sent meanwhile.
    pub async fn take_back_decision(self, id: DecisionId) -> Option<KeptDecision> {
        let decision = self.decisions.take_back(id).await?;
        let draft = CaseDraft::of(&decision.request.decision);
        self.case_drafts.show(decision.record_id, draft);
        Some(decision)
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

impl Listener for Work {
    fn status(&self, status: SyncStatus) {
        self.shown.status.set(status);
        match status.phase {
            Phase::Idle => self.decisions.reached(),
            Phase::SignInNeeded => self.decisions.ended(),
            _ => {}
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

/// What cannot be read or kept now is at the next change; what is shown stays as it was.
fn report(read: Result<(), StoreError>) {
    if let Err(error) = read {
        leptos::logging::error!("{error:?}");
    }
}
