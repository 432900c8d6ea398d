//! A trainer does one thing after another without network, some of it twice: what the outbox sends ends, on
//! the server, where the trainer's own phone has ended.

use super::*;
use crate::record::{Office, RecordView};
use crate::sync::teaching_example::{
    SESSION, act, admitted, calling_off, marking, moment, opening, person, session, trainer,
};
use crate::sync::{Admission, Sender};
use crate::training::{Backdated, Roster};
use proptest::prelude::*;

/// What a trainer does to their session.
#[derive(Debug, Clone)]
enum Act {
    Close,
    CallOff,
    Mark(u128, Presence),
    /// Sets these answers.
    Change(Vec<(&'static str, String)>),
}

/// A trainer of three agents, with their phone.
struct Trainer {
    sender: Sender,
    session: RecordView,
    outbox: Vec<OutboxEntry>,
    /// Minutes past midnight.
    clock: i64,
}

impl Trainer {
    /// Has opened the session of nine to eleven; `late` in the afternoon, else at eight.
    fn with_a_session(late: bool) -> Self {
        let sender = trainer();
        let clock = if late { 14 * 60 } else { 8 * 60 };
        let content = session().with("backdating_reason", "手机没电");
        let opening = at_minute(1, clock, 0, opening(&content));
        let session = applied(&opening, &sender, None).expect("a session");
        Self {
            sender,
            outbox: vec![waiting(&opening)],
            session,
            clock: if late { clock } else { 9 * 60 },
        }
    }

    /// Does it, as far as the phone offers it. Whatever the outbox does not take, because it says it already,
    /// has to change nothing.
    fn does(&mut self, operation: &Operation) {
        self.clock += 1;
        let seq = self.outbox.len() as u64 + 1;
        let read = self.session.content_version;
        let mutation = at_minute(seq, self.clock, read, operation.clone());
        let Some(after) = applied(&mutation, &self.sender, Some(&self.session)) else {
            return;
        };
        if said_already(&self.outbox, "", SESSION, operation).is_some() {
            assert_eq!(standing(&after), standing(&self.session), "{operation:?}");
        } else {
            self.session = after;
            self.outbox.push(waiting(&mutation));
        }
    }

    fn operation(&self, act: &Act) -> Operation {
        match act {
            Act::Close => Operation::close(),
            Act::CallOff => calling_off("讲师生病"),
            Act::Mark(person, presence) => marking(*person, *presence),
            Act::Change(answers) => {
                let mut content = self.session.content.clone();
                for (path, text) in answers {
                    content.set(*path, text.as_str());
                }
                Operation::Amend {
                    changes: Changes::between(&self.session.content, &content),
                    note: "写错了".to_owned(),
                }
            }
        }
    }

    /// What the server has once everything was sent.
    fn sends_all(&self) -> Option<RecordView> {
        let mut server: Option<RecordView> = None;
        for entry in &self.outbox {
            let mutation = entry.mutation().expect("readable bytes");
            server = applied(&mutation, &self.sender, server.as_ref()).or(server);
        }
        server
    }
}

/// The act at so many minutes past midnight.
fn at_minute(seq: u64, clock: i64, base_version: u64, operation: Operation) -> Mutation {
    let made_at = moment("2026-11-20T00:00").plus_millis(clock * 60_000);
    act(seq, made_at, base_version, operation)
}

fn waiting(mutation: &Mutation) -> OutboxEntry {
    OutboxEntry {
        body: serde_json::to_string(mutation).expect("bytes"),
        ..entry(mutation.device_seq, 1, true)
    }
}

fn applied(
    mutation: &Mutation,
    sender: &Sender,
    stored: Option<&RecordView>,
) -> Option<RecordView> {
    match admitted(mutation, sender, stored, mutation.made_at) {
        Admission::Apply(record) => Some(*record),
        Admission::Refuse(_) => None,
    }
}

/// What of a session counts for people: what it says, who came, whether it is closed, called off or waits.
fn standing(session: &RecordView) -> impl PartialEq + core::fmt::Debug + use<> {
    let Office::Roster(Roster {
        closed_at,
        entries,
        cancelled,
        backdated,
        ..
    }) = &session.office
    else {
        panic!("a roster");
    };
    let presences = entries
        .iter()
        .map(|entry| (entry.person.id, entry.presence));
    let ends = (closed_at.is_some(), cancelled.is_some());
    let waits = backdated.as_ref().is_some_and(Backdated::waits);
    let presences: Vec<_> = presences.collect();
    (session.content.clone(), presences, ends, waits)
}

fn an_act() -> impl Strategy<Value = Act> {
    let path = "audience_people.0.person";
    let changes = [
        vec![("topic", "周会".to_owned())],
        vec![("start", "20:00".to_owned()), ("end", "21:00".to_owned())],
        vec![("start", "09:00".to_owned()), ("end", "11:00".to_owned())],
        vec![(path, person(1).id.to_string())],
        vec![(path, String::new())],
    ];
    let marks = (1..4_u128, prop::sample::select(Presence::ALL.to_vec()));
    prop_oneof![
        4 => Just(Act::Close),
        4 => marks.prop_map(|(person, presence)| Act::Mark(person, presence)),
        4 => prop::sample::select(changes.to_vec()).prop_map(Act::Change),
        1 => Just(Act::CallOff),
    ]
}

proptest! {
    #[test]
    fn what_the_trainer_did_is_what_arrives(
        late: bool,
        acts in prop::collection::vec((an_act(), any::<bool>()), 0..12),
    ) {
        let mut trainer = Trainer::with_a_session(late);
        for (act, twice) in acts {
            let operation = trainer.operation(&act);
            trainer.does(&operation);
            if twice {
                trainer.does(&operation);
            }
        }
        prop_assert_eq!(trainer.sends_all(), Some(trainer.session));
    }
}
