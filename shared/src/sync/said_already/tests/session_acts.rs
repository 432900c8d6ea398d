//! A trainer does one thing after another without network, some of it twice: what the outbox sends ends, on
//! the server, where the trainer's own phone has ended.

use super::*;
use crate::finding::Finding;
use crate::id::{DeviceId, MutationId};
use crate::number::{DeviceNumber, RecordNumber};
use crate::record::{Office, RecordView, Roster, RuleVersion};
use crate::submission::PersonRef;
use crate::sync::{Admission, Known, Sender, Teaching, admit};
use crate::time::{CHINA_OFFSET_MINUTES, Timestamp};
use crate::training::{Backdated, Member};
use proptest::prelude::*;

const SESSION: RecordId = RecordId::from_number(1);

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
        let member = |number| Member {
            person: person(number),
            units: Vec::new(),
            roles: Vec::new(),
            joined: None,
        };
        let teaching = Teaching {
            members: [1, 2, 3].map(member).to_vec(),
            branch_offset: CHINA_OFFSET_MINUTES,
            clock_ahead: 0,
            pay_calendar: None,
        };
        let sender = Sender {
            person: person(9),
            teaching: Some(teaching),
        };
        let clock = if late { 14 * 60 } else { 8 * 60 };
        let content = Answers::new()
            .with("date", "2026-11-20")
            .with("start", "09:00")
            .with("end", "11:00")
            .with("backdating_reason", "手机没电");
        let number = RecordNumber::new('T', DeviceNumber::new(1), 1);
        let opening = a_mutation(1, clock, 0, Operation::Submit { number, content });
        let session = admitted(&opening, &sender, None).expect("a session");
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
        let mutation = a_mutation(seq, self.clock, read, operation.clone());
        let Some(after) = admitted(&mutation, &self.sender, Some(&self.session)) else {
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
            Act::CallOff => withdrawal("讲师生病"),
            Act::Mark(person, presence) => mark(*person, *presence),
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
            server = admitted(&mutation, &self.sender, server.as_ref()).or(server);
        }
        server
    }
}

fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: format!("代理人{number}"),
    }
}

fn a_mutation(seq: u64, clock: i64, base_version: u64, operation: Operation) -> Mutation {
    let midnight = "2026-11-20T00:00:00".parse().expect("a time");
    let midnight = Timestamp::from_civil(midnight, CHINA_OFFSET_MINUTES);
    Mutation {
        mutation_id: MutationId::from_number(seq.into()),
        device_id: DeviceId::from_number(1),
        device_seq: seq,
        record_id: SESSION,
        kind: RecordKind::TrainingSession,
        base_version,
        base_hash: None,
        made_at: midnight.plus_millis(clock * 60_000),
        rules: RuleVersion::CURRENT,
        operation,
    }
}

fn waiting(mutation: &Mutation) -> OutboxEntry {
    OutboxEntry {
        body: serde_json::to_string(mutation).expect("bytes"),
        ..entry(mutation.device_seq, 1, true)
    }
}

fn admitted(
    mutation: &Mutation,
    sender: &Sender,
    stored: Option<&RecordView>,
) -> Option<RecordView> {
    let known = stored.map(|record| Known {
        record,
        base: Some(&record.content).filter(|_| record.content_version == mutation.base_version),
    });
    let rules = |_: RecordKind, _: &Answers| Vec::<Finding>::new();
    match admit(mutation, sender, known, &rules, mutation.made_at) {
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
