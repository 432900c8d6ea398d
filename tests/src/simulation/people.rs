//! What people do on their phones.

use super::draft::{Draft, Purpose};
use super::world::World;
use shared::answers::Answers;
use shared::id::{MutationId, RecordId};
use shared::record::{Office, RecordKind, RecordView};
use shared::sync::{Event, OutboxEntry};
use shared::time::Timestamp;

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
        match self.fate.below(14) {
            0..=3 => self.capture(phone),
            4 => self.send_a_draft(phone),
            5 => self.answer(phone),
            6 => self.withdraw(phone),
            7..=10 => self.amend(phone),
            11 | 12 => self.take_back(phone),
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
            key: record_id.to_string(),
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
        store.keep(&draft);
        if self.fate.chance(80) {
            self.send(phone, &draft.key);
        }
    }

    fn send_a_draft(&mut self, phone: usize) {
        let mut unsent = self.phones[phone].store.drafts();
        unsent.retain(|draft| !draft.sent);
        if let Some(place) = self.fate.place(unsent.len()) {
            self.send(phone, &unsent[place].key);
        }
    }

    /// Makes the mutation of a draft.
    pub(super) fn send(&mut self, phone: usize, key: &str) {
        let id = MutationId::from_number(self.fate.id());
        let now = self.clock_of(phone);
        let owner = &mut self.phones[phone];
        if let Some(draft) = owner.store.draft(key) {
            self.server.read.insert(id, draft.read);
        }
        owner.store.send(key, id, now);
    }

    /// What the phone's clock says.
    pub(super) fn clock_of(&self, phone: usize) -> Timestamp {
        Timestamp::from_millis(self.now + self.phones[phone].skew)
    }

    fn answer(&mut self, phone: usize) {
        let store = &self.phones[phone].store;
        let outbox = store.outbox();
        let asked = store.pulled().into_values().find_map(|record| {
            let Office::Review(review) = &record.office else {
                return None;
            };
            let query = review.open_query()?;
            let key = format!("query:{}", query.id);
            let begun =
                store.draft(&key).is_some() || outbox.iter().any(|entry| entry.draft == key);
            let query = query.id;
            (!begun).then_some((key, query, record))
        });
        let Some((key, query, record)) = asked else {
            return;
        };
        let text = self.typed_text();
        let mut answers = Answers::new().with("text", &text);
        if !self.phones[phone].old && self.fate.chance(30) {
            let other = self.typed_text();
            answers.set("second", &other);
        }
        let draft = Draft::on(&record, key, Purpose::Answer(query), answers);
        self.phones[phone].store.keep(&draft);
        self.send(phone, &draft.key);
    }

    /// Somebody sees a slip in what waits: it is taken back, if nobody else can have it, corrected, and
    /// mostly sent again.
    fn take_back(&mut self, phone: usize) {
        if self.phones[phone].old {
            return;
        }
        let waiting = self.phones[phone].store.outbox();
        let Some(place) = self.fate.place(waiting.len()) else {
            return;
        };
        let now = self.clock_of(phone);
        let store = &mut self.phones[phone].store;
        let Some(entry) = store.take_back(waiting[place].seq, now) else {
            return;
        };
        if !self.phones[phone].copied {
            self.server.taken_back.insert(entry.mutation_id);
        }
        let text = self.typed_text();
        let store = &mut self.phones[phone].store;
        let mut draft = store.draft(&entry.draft).expect("it is open again");
        let replaced = draft.correct(&text);
        store.keep(&draft);
        self.let_go_of(replaced.as_ref().unwrap_or(&text));
        if self.fate.chance(70) {
            self.send(phone, &entry.draft);
        }
    }

    /// A record as the phone holds it that is not decided and about which nothing waits here.
    fn open_record(&mut self, phone: usize) -> Option<RecordView> {
        let store = &self.phones[phone].store;
        let outbox = store.outbox();
        let is_open = |record: &RecordView| {
            let waits = |entry: &OutboxEntry| entry.record_id == record.record_id;
            record.status().is_some_and(|status| !status.is_final()) && !outbox.iter().any(waits)
        };
        let open: Vec<RecordView> = store.pulled().into_values().filter(is_open).collect();
        let place = self.fate.place(open.len())?;
        open.into_iter().nth(place)
    }

    fn withdraw(&mut self, phone: usize) {
        let Some(record) = self.open_record(phone) else {
            return;
        };
        let key = format!("withdraw:{}", record.record_id);
        let draft = Draft::on(&record, key, Purpose::Withdrawal, Answers::new());
        self.phones[phone].store.keep(&draft);
        self.send(phone, &draft.key);
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
        let draft = Draft::on(&record, key, Purpose::Amendment, answers);
        self.phones[phone].store.keep(&draft);
        if self.fate.chance(80) {
            self.send(phone, &draft.key);
        }
    }
}
