//! Whatever a trainer, an agent and a second person do, and in whatever order the server has it: pay counts on each day
//! what the roster said on that day.

use super::course::{Course, counts_as};
use super::told::Told;
use proptest::prelude::*;
use shared::answers::{Answers, Changes};
use shared::finding::Finding;
use shared::id::{DeviceId, MutationId, PersonId, RecordId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::submission::PersonRef;
use shared::sync::{Admission, Known, Mutation, Operation, Sender, Teaching, admit};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use shared::training::{CheckedIn, Member, Presence, Roster, SecondWord};

const MINUTE: i64 = 60_000;

#[derive(Debug, Clone)]
enum Deed {
    /// By the trainer, so many minutes before it is sent.
    Trainer(Operation, i64),
    /// The agent's code, typed so many minutes before.
    SignIn(Presence, i64),
    Word(bool),
}

fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: "王芳".to_owned(),
    }
}

fn session(end: &str) -> Answers {
    Answers::new()
        .with("date", "2026-11-20")
        .with("start", "09:00")
        .with("end", end)
        .with("backdating_reason", "手机没电")
        .with("correction", "yes")
}

fn deeds() -> impl Strategy<Value = Deed> {
    let presence = prop::sample::select(Presence::ALL.to_vec());
    let ago = || prop_oneof![Just(0), 1i64..300];
    let mark = presence.prop_map(|presence| Operation::Mark {
        person: person(1).id,
        presence,
        reason: "签到表上有名字".to_owned(),
        correction: true,
    });
    let end = prop::sample::select(vec!["10:00", "11:00"]);
    let edit = end.prop_map(|end| Operation::Amend {
        changes: Changes::new().with("end", end),
        note: "提前结束".to_owned(),
    });
    let close = Just(Operation::Close {
        reason: "忘记结束".to_owned(),
        correction: true,
    });
    let note = "误开".to_owned();
    let trainer = prop_oneof![
        6 => mark,
        4 => close,
        2 => edit,
        1 => Just(Operation::Withdraw { note }),
    ];
    prop_oneof![
        6 => (trainer, ago()).prop_map(|(operation, ago)| Deed::Trainer(operation, ago)),
        2 => (prop::sample::select(vec![Presence::Present, Presence::Late]), ago())
            .prop_map(|(presence, ago)| Deed::SignIn(presence, ago)),
        2 => any::<bool>().prop_map(Deed::Word),
    ]
}

/// Each with how many minutes pass before it.
fn course_of_deeds() -> impl Strategy<Value = Vec<(i64, Deed)>> {
    let pass = prop_oneof![4 => 1i64..200, 2 => Just(24 * 60), 1 => Just(9 * 24 * 60)];
    prop::collection::vec((pass, deeds()), 1..14)
}

/// A session with one agent, and what the server has had of it.
struct Class {
    record: Option<RecordView>,
    taken: Vec<(Mutation, Timestamp)>,
    signed_in: Vec<CheckedIn>,
}

impl Class {
    /// Opened at this moment.
    fn opened(now: Timestamp) -> Self {
        let mut class = Self {
            record: None,
            taken: Vec::new(),
            signed_in: Vec::new(),
        };
        let opening = Operation::Submit {
            number: RecordNumber::new('T', DeviceNumber::new(1), 1),
            content: session("11:00"),
        };
        class.trainer_does(opening, now, now);
        class
    }

    fn roster(&self) -> &Roster {
        match &self.record.as_ref().unwrap().office {
            Office::Roster(roster) => roster,
            other => panic!("{other:?}"),
        }
    }

    fn is_done(&mut self, deed: Deed, now: Timestamp) {
        match deed {
            Deed::Trainer(operation, ago) => {
                self.trainer_does(operation, now.plus_millis(-ago * MINUTE), now);
            }
            Deed::SignIn(presence, ago) => {
                let check_in = CheckedIn {
                    presence,
                    at: now.plus_millis(-ago * MINUTE),
                    known_at: now,
                };
                self.signed_in.push(check_in);
                let mut roster = self.roster().clone();
                roster.entries[0].sign_in(check_in);
                self.keep(roster);
            }
            Deed::Word(agreed) => {
                let word = SecondWord {
                    by: person(5),
                    at: now,
                    agreed,
                    note: "没有办过".to_owned(),
                };
                if let Ok(roster) = self.roster().after_second_word(word, person(9).id) {
                    self.keep(roster);
                }
            }
        }
    }

    fn keep(&mut self, roster: Roster) {
        self.record.as_mut().unwrap().office = Office::Roster(roster);
    }

    fn trainer_does(&mut self, operation: Operation, made_at: Timestamp, now: Timestamp) {
        let number = u64::try_from(self.taken.len()).unwrap() + 1;
        let content_version = |record: &RecordView| record.content_version;
        let mutation = Mutation {
            mutation_id: MutationId::from_number(u128::from(number)),
            device_id: DeviceId::from_number(1),
            device_seq: number,
            record_id: RecordId::from_number(7),
            kind: RecordKind::TrainingSession,
            base_version: self.record.as_ref().map_or(0, content_version),
            base_hash: None,
            made_at,
            rules: RuleVersion::CURRENT,
            operation,
        };
        let known = self.record.as_ref().map(|record| Known {
            record,
            base: Some(&record.content),
        });
        let no_findings = |_: RecordKind, _: &Answers| Vec::<Finding>::new();
        if let Admission::Apply(record) = admit(&mutation, &trainer(), known, &no_findings, now) {
            self.record = Some(*record);
            self.taken.push((mutation, now));
        }
    }

    /// Sessions required of the agent and attended, as the roster has it now.
    fn counts(&self) -> (i32, i32) {
        let roster = self.roster();
        let counts = roster.closed_at.is_some() && roster.is_in_force();
        let presence = roster.entries[0].presence.filter(|_| counts);
        presence.map_or((0, 0), counts_as)
    }

    /// The same as pay counts it by a moment.
    fn paid_by(&self, moment: Timestamp) -> (i32, i32) {
        let roster = self.roster();
        let mut told = Told::agreed(roster);
        for (mutation, at) in &self.taken {
            told.hear(roster, mutation, (*at, mutation.made_at.min(*at)));
        }
        let agent = person(1);
        let course = Course::of(&agent, told.learned(agent.id, &self.signed_in));
        let changes = told.counts_from(roster).into_iter();
        let changes = changes.flat_map(|from| course.changes_from(from).collect::<Vec<_>>());
        changes
            .filter(|(at, ..)| *at <= moment)
            .fold((0, 0), |sum, (_, required, attended)| {
                (sum.0 + required, sum.1 + attended)
            })
    }
}

fn trainer() -> Sender {
    let member = Member {
        person: person(1),
        units: Vec::new(),
        roles: Vec::new(),
        joined: None,
    };
    let teaching = Teaching {
        members: vec![member],
        branch_offset: CHINA_OFFSET_MINUTES,
        clock_ahead: 0,
        pay_calendar: None,
    };
    Sender {
        person: person(9),
        teaching: Some(teaching),
    }
}

proptest! {
    #[test]
    fn pay_counts_on_each_day_what_the_roster_said_then(
        opened in prop::sample::select(vec!["2026-11-20T08:50:00", "2026-11-20T11:30:00", "2026-11-23T08:00:00"]),
        deeds in course_of_deeds(),
    ) {
        let mut now = Timestamp::from_civil(opened.parse().unwrap(), CHINA_OFFSET_MINUTES);
        let mut class = Class::opened(now);
        let mut said = Vec::new();
        for (pass, deed) in deeds {
            now = now.plus_millis(pass * MINUTE);
            class.is_done(deed, now);
            said.push((now, class.counts()));
        }
        for (moment, counted) in said {
            prop_assert_eq!(class.paid_by(moment), counted, "{:?}", class.roster());
        }
    }
}
