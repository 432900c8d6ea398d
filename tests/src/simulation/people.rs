//! What people do on their phones.

use super::phone::Draft;
use super::world::World;
use shared::answers::Answers;
use shared::id::{MutationId, RecordId};
use shared::record::Office;
use shared::sync::{EntryState, Event, Mutation, Operation, OutboxEntry, SetAside};
use shared::time::Timestamp;
use std::collections::BTreeMap;

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
        match self.fate.below(8) {
            0..=3 => self.capture(phone),
            4 => self.send_a_draft(phone),
            5 => self.answer(phone),
            6 => self.withdraw(phone),
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
        let text = self.typed_text();
        let store = &mut self.phones[phone].store;
        let draft = Draft {
            record_id,
            number: store.next_number(),
            answers: Answers::new().with("text", &text).with("good", good),
            query: None,
            base_version: 0,
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
        let Some(draft) = owner.store.drafts.get(key) else {
            return;
        };
        let operation = match draft.query {
            Some(query) => Operation::Answer {
                query,
                changes: draft.answers.clone(),
                remarks: BTreeMap::new(),
            },
            None => Operation::Submit {
                number: draft.number.clone(),
                content: draft.answers.clone(),
            },
        };
        owner.store.send(key, operation, id, now);
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
        let draft = Draft {
            record_id: record.record_id,
            number: record.number,
            answers: Answers::new().with("text", &text),
            query: Some(query),
            base_version: record.content_version,
            sent: false,
        };
        self.phones[phone].store.drafts.insert(key.clone(), draft);
        self.send(phone, &key);
    }

    fn withdraw(&mut self, phone: usize) {
        let open = |record: &&shared::record::RecordView| {
            record.status().is_some_and(|status| !status.is_final())
        };
        let store = &self.phones[phone].store;
        let Some(record) = store.pulled.values().find(open).cloned() else {
            return;
        };
        let key = format!("withdraw:{}", record.record_id);
        let draft = Draft {
            record_id: record.record_id,
            number: record.number,
            answers: Answers::new(),
            query: None,
            base_version: record.content_version,
            sent: false,
        };
        let id = MutationId::from_number(self.fate.id());
        let note = "changed their mind".to_owned();
        let now = Timestamp::from_millis(self.now);
        let store = &mut self.phones[phone].store;
        store.drafts.insert(key.clone(), draft);
        store.send(&key, Operation::Withdraw { note }, id, now);
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
            EntryState::SetAside(SetAside::Conflict { .. }) => self.let_go(phone, &entry),
            _ if entry.draft.starts_with("withdraw:") => self.let_go(phone, &entry),
            _ => self.send_anew(phone, &entry),
        }
        true
    }

    fn let_go(&mut self, phone: usize, entry: &OutboxEntry) {
        for typed in &mut self.typed {
            typed.let_go |= entry.body.contains(&format!("{:?}", typed.text));
        }
        let store = &mut self.phones[phone].store;
        store.outbox.remove(&entry.seq);
        store.drafts.remove(&entry.draft);
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
                number,
                answers: content,
                query: None,
                base_version: mutation.base_version,
                sent: true,
            };
            store.drafts.insert(entry.draft.clone(), draft);
        }
        match store.drafts.get_mut(&entry.draft) {
            Some(draft) if draft.query.is_none() => draft.answers.set("good", "yes"),
            Some(_) => {}
            None => return self.let_go(phone, entry),
        }
        self.send(phone, &entry.draft);
    }
}
