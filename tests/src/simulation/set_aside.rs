//! What people do about what was set aside: correct it, choose, send it anew, or let it go.

use super::draft::{Draft, Purpose};
use super::world::World;
use shared::answers::{Answers, Changes};
use shared::record::RecordView;
use shared::sync::{Clash, EntryState, Operation, OutboxEntry, Quarantine, Rebase, SetAside, Unit};
use std::collections::BTreeSet;

impl World {
    /// The person looks at the first entry that was set aside and takes its way out.
    pub(super) fn see_to_set_aside(&mut self, phone: usize) -> bool {
        let outbox = self.phones[phone].store.outbox();
        let Some(entry) = outbox.into_iter().find(OutboxEntry::is_set_aside) else {
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
                ..
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
        let now = self.clock_of(phone);
        self.phones[phone].store.let_go(entry, now);
    }

    pub(super) fn let_go_of(&mut self, text: &str) {
        let said = self.typed.iter_mut().filter(|typed| typed.text == text);
        said.for_each(|typed| typed.let_go = true);
    }

    /// What was set aside is made again on what stands in the record now; where both changed something
    /// the person looks at both answers and chooses.
    fn send_on_what_is_there(&mut self, phone: usize, entry: &OutboxEntry) {
        let store = &self.phones[phone].store;
        let record = store.pulled().remove(&entry.record_id);
        let (Some(record), Some(sent)) = (record, change_in(entry)) else {
            return self.let_go(phone, entry);
        };
        let (draft, rebase) = match store.draft(&entry.draft) {
            Some(draft) => on_what_is_there(draft, &record),
            None => anew_on_what_is_there(entry.draft.clone(), sent, &record),
        };
        let settled = self.choose(&rebase);
        let typed = draft.answers.iter();
        for (_, text) in typed.filter(|(path, text)| !settled.is(path, text)) {
            self.let_go_of(text);
        }
        let changes = Changes::between(&record.content, &settled);
        if changes.is_empty() {
            return self.let_go(phone, entry);
        }
        let draft = having_seen(
            &rebase,
            record,
            Draft {
                answers: changes.on(&Answers::new()),
                ..draft
            },
        );
        self.phones[phone].store.keep(&draft);
        self.send(phone, &entry.draft);
    }

    /// For each field that clashes one side or the other, mostly the person's own.
    fn choose(&mut self, rebase: &Rebase) -> Answers {
        let fields: BTreeSet<&str> = rebase.clashes().iter().map(Clash::field).collect();
        let yours: BTreeSet<&str> = fields
            .into_iter()
            .filter(|_| self.fate.chance(75))
            .collect();
        rebase.settled(|field| yours.contains(field))
    }

    /// Opens the draft again, mends it and makes a new mutation of it.
    fn send_anew(&mut self, phone: usize, entry: &OutboxEntry) {
        let Some(mutation) = entry.mutation() else {
            return;
        };
        let store = &mut self.phones[phone].store;
        let draft = match (store.draft(&entry.draft), mutation.operation) {
            (None, Operation::Submit { number, content }) => Some(Draft {
                key: entry.draft.clone(),
                record_id: mutation.record_id,
                kind: mutation.kind,
                number,
                answers: content,
                purpose: Purpose::Submission,
                base_version: mutation.base_version,
                base: Answers::new(),
                read: Answers::new(),
                sent: true,
            }),
            (draft, _) => draft,
        };
        let Some(mut draft) = draft else {
            return self.let_go(phone, entry);
        };
        match draft.purpose {
            Purpose::Submission | Purpose::Amendment => draft.answers.set("good", "yes"),
            Purpose::Answer(_) | Purpose::Withdrawal => {}
        }
        store.keep(&draft);
        self.send(phone, &entry.draft);
    }
}

/// What an entry was to change in a record that is there, and for what.
fn change_in(entry: &OutboxEntry) -> Option<(Purpose, Changes)> {
    let mutation = entry.mutation()?;
    match mutation.operation {
        Operation::Answer {
            query,
            changes,
            correction,
            ..
        } => {
            let beside = correction.map_or_else(Changes::new, |beside| beside.changes);
            Some((Purpose::Answer(query), changes.and(&beside)))
        }
        Operation::Amend { changes, .. } => Some((Purpose::Amendment, changes)),
        _ => None,
    }
}

fn on_what_is_there(draft: Draft, record: &RecordView) -> (Draft, Rebase) {
    let unit = Unit::of_change(record.kind, &draft.operation());
    let rebase = Rebase::of(unit, &draft.base, &record.content, &draft.changes());
    (draft, rebase)
}

/// The draft is gone: only what was sent is known, not what it was made on.
fn anew_on_what_is_there(
    key: String,
    (purpose, changes): (Purpose, Changes),
    record: &RecordView,
) -> (Draft, Rebase) {
    let rebase = Rebase::of_unknown_base(&record.content, &changes);
    let answers = changes.on(&Answers::new());
    (Draft::on(record, key, purpose, answers), rebase)
}

/// The draft of a person who has seen what clashes, on the record as it was shown.
fn having_seen(rebase: &Rebase, record: RecordView, draft: Draft) -> Draft {
    let mut read = draft.read;
    for clash in rebase.clashes() {
        read.set(&clash.path, &clash.theirs);
    }
    Draft {
        base_version: record.content_version,
        base: record.content,
        read,
        ..draft
    }
}
