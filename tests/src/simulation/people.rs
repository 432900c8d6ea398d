//! What people do on their phones.

use super::phone::{Draft, Purpose};
use super::world::World;
use shared::answers::{Answers, Changes};
use shared::id::{MutationId, RecordId};
use shared::record::{Office, RecordKind, RecordView};
use shared::sync::{
    Clash, EntryState, Event, Mutation, Operation, OutboxEntry, Quarantine, Rebase, SetAside, Unit,
};
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// The answers of a record that can be amended.
const PATHS: [&str; 3] = ["text", "second", "third"];

/// A text somebody typed and saw saved.
pub(super) struct Typed {
    pub(super) text: String,
    /// The person looked at what became of it and let it go.
    pub(super) let_go: bool,
}

impl World {
    /// Somebody does something on a phone.
    pub(super) fn somebody_acts(&mut self) {
        let Some(phone) = self.fate.place(self.phones.len()) else {
            return;
        };
        if self.phones[phone].full_until > self.now {
            // The app says the phone is full; nothing was saved, nothing was promised.
            return;
        }
        match self.fate.below(12) {
            0..=3 => self.capture(phone),
            4 => self.send_a_draft(phone),
            5 => self.answer(phone),
            6 => self.withdraw(phone),
            7..=10 => self.amend(phone),
            _ => drop(self.see_to_set_aside(phone)),
        }
        if self.fate.fault(4) {
            return self.kill(phone);
        }
        self.tell(phone, 0, Event::Nudged);
    }

    fn typed_text(&mut self) -> String {
        let text = format!("text {}", self.typed.len());
        self.typed.push(Typed {
            text: text.clone(),
            let_go: false,
        });
        text
    }

    fn capture(&mut self, phone: usize) {
        let record_id = RecordId::from_number(self.fate.id());
        let good = if self.fate.chance(85) { "yes" } else { "no" };
        let kind = if self.fate.chance(50) {
            RecordKind::Application
        } else {
            RecordKind::LossNotice
        };
        let text = self.typed_text();
        let store = &mut self.phones[phone].store;
        let draft = Draft {
            record_id,
            kind,
            number: store.next_number(kind),
            answers: Answers::new().with("text", &text).with("good", good),
            purpose: Purpose::Submission,
            base_version: 0,
            base: Answers::new(),
            read: Answers::new(),
            sent: false,
        };
        store.drafts.insert(record_id.to_string(), draft);
        if self.fate.chance(80) {
            self.send(phone, &record_id.to_string());
        }
    }

    fn send_a_draft(&mut self, phone: usize) {
        let drafts = &self.phones[phone].store.drafts;
        let unsent: Vec<String> = drafts
            .iter()
            .filter(|(_, draft)| !draft.sent)
            .map(|(key, _)| key.clone())
            .collect();
        if let Some(place) = self.fate.place(unsent.len()) {
            self.send(phone, &unsent[place]);
        }
    }

    /// Makes the mutation of a draft.
    pub(super) fn send(&mut self, phone: usize, key: &str) {
        let id = MutationId::from_number(self.fate.id());
        let owner = &mut self.phones[phone];
        let now = Timestamp::from_millis(self.now + owner.skew);
        if let Some(draft) = owner.store.drafts.get(key) {
            self.server.read.insert(id, draft.read.clone());
        }
        owner.store.send(key, id, now);
    }

    fn answer(&mut self, phone: usize) {
        let store = &self.phones[phone].store;
        let asked = store.pulled.values().find_map(|record| {
            let Office::Review(review) = &record.office else {
                return None;
            };
            let query = review.open_query()?;
            let key = format!("query:{}", query.id);
            let begun = store.drafts.contains_key(&key)
                || store.outbox.values().any(|entry| entry.draft == key);
            (!begun).then(|| (key, query.id, record.clone()))
        });
        let Some((key, query, record)) = asked else {
            return;
        };
        let text = self.typed_text();
        let answers = Answers::new().with("text", &text);
        let draft = draft_on(&record, Purpose::Answer(query), answers);
        self.phones[phone].store.drafts.insert(key.clone(), draft);
        self.send(phone, &key);
    }

    /// A record as the phone holds it that is not decided and about which nothing waits here.
    fn open_record(&mut self, phone: usize) -> Option<RecordView> {
        let store = &self.phones[phone].store;
        let is_open = |record: &&RecordView| {
            let waits = |entry: &OutboxEntry| entry.record_id == record.record_id;
            record.status().is_some_and(|status| !status.is_final())
                && !store.outbox.values().any(waits)
        };
        let open: Vec<RecordView> = store.pulled.values().filter(is_open).cloned().collect();
        let place = self.fate.place(open.len())?;
        open.into_iter().nth(place)
    }

    fn withdraw(&mut self, phone: usize) {
        let Some(record) = self.open_record(phone) else {
            return;
        };
        let key = format!("withdraw:{}", record.record_id);
        let draft = draft_on(&record, Purpose::Withdrawal, Answers::new());
        self.phones[phone].store.drafts.insert(key.clone(), draft);
        self.send(phone, &key);
    }

    /// Somebody corrects an answer of what they submitted, not knowing what another phone does.
    fn amend(&mut self, phone: usize) {
        if self.phones[phone].old {
            return;
        }
        let Some(record) = self.open_record(phone) else {
            return;
        };
        // A key of its own: after a restore several of a record may wait.
        let key = format!("amend:{}", self.fate.id());
        let text = self.typed_text();
        let path = self.fate.place(PATHS.len()).map_or("text", |at| PATHS[at]);
        let good = if self.fate.chance(95) { "yes" } else { "no" };
        let answers = Answers::new().with(path, &text).with("good", good);
        let draft = draft_on(&record, Purpose::Amendment, answers);
        self.phones[phone].store.drafts.insert(key.clone(), draft);
        if self.fate.chance(80) {
            self.send(phone, &key);
        }
    }

    /// The person looks at the first entry that was set aside and takes its way out.
    pub(super) fn see_to_set_aside(&mut self, phone: usize) -> bool {
        let entry = self.phones[phone]
            .store
            .outbox
            .values()
            .find(|entry| matches!(entry.state, EntryState::SetAside(_)))
            .cloned();
        let Some(entry) = entry else {
            return false;
        };
        match &entry.state {
            EntryState::SetAside(SetAside::Conflict { refusal: None, .. })
                if self.fate.chance(70) =>
            {
                self.send_on_what_is_there(phone, &entry);
            }
            EntryState::SetAside(SetAside::Conflict { .. }) => self.let_go(phone, &entry),
            _ if entry.draft.starts_with("withdraw:") => self.let_go(phone, &entry),
            // A change to what a restored server has lost is sent anew until somebody asks the office.
            EntryState::SetAside(SetAside::Quarantined {
                quarantine: Quarantine::UnknownRecord,
            }) if self.fate.chance(20) => self.let_go(phone, &entry),
            _ => self.send_anew(phone, &entry),
        }
        true
    }

    fn let_go(&mut self, phone: usize, entry: &OutboxEntry) {
        let said: Vec<String> = self
            .typed
            .iter()
            .map(|typed| typed.text.clone())
            .filter(|text| entry.body.contains(&format!("{text:?}")))
            .collect();
        said.iter().for_each(|text| self.let_go_of(text));
        let store = &mut self.phones[phone].store;
        store.outbox.remove(&entry.seq);
        store.drafts.remove(&entry.draft);
    }

    fn let_go_of(&mut self, text: &str) {
        let said = self.typed.iter_mut().filter(|typed| typed.text == text);
        said.for_each(|typed| typed.let_go = true);
    }

    /// What was set aside is made again on what stands in the record now; where both changed something
    /// the person looks at both answers and chooses.
    fn send_on_what_is_there(&mut self, phone: usize, entry: &OutboxEntry) {
        let store = &self.phones[phone].store;
        let record = store.pulled.get(&entry.record_id).cloned();
        let (Some(record), Some(sent)) = (record, change_in(entry)) else {
            return self.let_go(phone, entry);
        };
        let (mut draft, rebase) = match store.drafts.get(&entry.draft).cloned() {
            Some(draft) => {
                let unit = match draft.purpose {
                    Purpose::Amendment => Unit::of_amendment(record.kind),
                    _ => Unit::Field,
                };
                let rebase = Rebase::of(unit, &draft.base, &record.content, &draft.changes());
                (draft, rebase)
            }
            None => {
                let (purpose, changes) = sent;
                let rebase = Rebase::of_unknown_base(&record.content, &changes);
                (
                    draft_on(&record, purpose, changes.on(&Answers::new())),
                    rebase,
                )
            }
        };
        let fields: BTreeSet<&str> = rebase.clashes().iter().map(Clash::field).collect();
        let yours: BTreeSet<&str> = fields
            .into_iter()
            .filter(|_| self.fate.chance(75))
            .collect();
        for clash in rebase.clashes() {
            draft.read.set(&clash.path, &clash.theirs);
        }
        let settled = rebase.settled(|field| yours.contains(field));
        let typed = draft.answers;
        draft.answers = Changes::between(&record.content, &settled).on(&Answers::new());
        draft.base_version = record.content_version;
        draft.base = record.content;
        for (_, text) in typed.iter().filter(|(path, text)| !settled.is(path, text)) {
            self.let_go_of(text);
        }
        if draft.answers.is_empty() {
            return self.let_go(phone, entry);
        }
        let store = &mut self.phones[phone].store;
        store.drafts.insert(entry.draft.clone(), draft);
        self.send(phone, &entry.draft);
    }

    /// Opens the draft again, mends it and makes a new mutation of it.
    fn send_anew(&mut self, phone: usize, entry: &OutboxEntry) {
        let Ok(mutation) = serde_json::from_str::<Mutation>(&entry.body) else {
            return;
        };
        let store = &mut self.phones[phone].store;
        if !store.drafts.contains_key(&entry.draft)
            && let Operation::Submit { number, content } = mutation.operation
        {
            let draft = Draft {
                record_id: mutation.record_id,
                kind: mutation.kind,
                number,
                answers: content,
                purpose: Purpose::Submission,
                base_version: mutation.base_version,
                base: Answers::new(),
                read: Answers::new(),
                sent: true,
            };
            store.drafts.insert(entry.draft.clone(), draft);
        }
        match store.drafts.get_mut(&entry.draft) {
            Some(draft) => match draft.purpose {
                Purpose::Submission | Purpose::Amendment => draft.answers.set("good", "yes"),
                Purpose::Answer(_) | Purpose::Withdrawal => {}
            },
            None => return self.let_go(phone, entry),
        }
        self.send(phone, &entry.draft);
    }
}

/// What an entry was to change in a record that is there, and for what.
fn change_in(entry: &OutboxEntry) -> Option<(Purpose, Changes)> {
    let mutation: Mutation = serde_json::from_str(&entry.body).ok()?;
    match mutation.operation {
        Operation::Answer { query, changes, .. } => Some((Purpose::Answer(query), changes)),
        Operation::Amend { changes, .. } => Some((Purpose::Amendment, changes)),
        _ => None,
    }
}

fn draft_on(record: &RecordView, purpose: Purpose, answers: Answers) -> Draft {
    Draft {
        record_id: record.record_id,
        kind: record.kind,
        number: record.number.clone(),
        answers,
        purpose,
        base_version: record.content_version,
        base: record.content.clone(),
        read: record.content.clone(),
        sent: false,
    }
}
