//! A made-up phone that speaks to the real server: the store of the simulation, the device half of
//! the protocol, and HTTP between them.

use crate::clock::moment;
use crate::http;
use crate::server::{Account, Server};
use crate::simulation::draft::{Draft, Purpose};
use crate::simulation::phone::PhoneStore;
use serde_json::value::RawValue;
use shared::answers::Answers;
use shared::id::{DeviceId, MutationId, RecordId};
use shared::number::DeviceNumber;
use shared::record::RecordKind;
use shared::record::RecordView;
use shared::session::{Profile, SignInRequest};
use shared::sync::device_store::Applied;
use shared::sync::{
    Device, Effect, Event, Failure, MutationOutcome, PROTOCOL, Phase, SyncRequest, SyncResponse,
    retry_after_ms,
};
use shared::time::Timestamp;
use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How one exchange went, for whoever counts.
#[derive(Debug, Clone, Copy)]
pub struct Gone {
    /// How many mutations were sent.
    pub sent: usize,
    /// How many outcomes came; `None` if there was no answer.
    pub answered: Option<usize>,
    /// Whether the server asked to come back later.
    pub turned_away: bool,
    /// How long it took.
    pub took: Duration,
}

/// A phone of somebody who has signed in.
pub struct Phone {
    address: String,
    cookie: String,
    store: PhoneStore,
    device: Device,
    /// Every outcome that reached the phone, in the order in which they came.
    pub outcomes: Vec<MutationOutcome>,
    /// Every exchange, as it went.
    pub gone: Vec<Gone>,
    wake_at: Option<Timestamp>,
    /// What was captured.
    pub captured: BTreeMap<RecordId, Answers>,
}

impl Phone {
    /// Signs in on a new phone.
    pub fn new(server: &Server, account: &Account, device: u128) -> Self {
        Self::with_number(server, account, device, None)
    }

    /// The same on a phone that says it was given this number before.
    pub fn with_number(
        server: &Server,
        account: &Account,
        device: u128,
        number: Option<DeviceNumber>,
    ) -> Self {
        let request = SignInRequest {
            login: account.login.clone(),
            password: account.password.clone(),
            new_passphrase: None,
            device_id: DeviceId::from_number(device),
            device_number: number,
        };
        let body = serde_json::to_string(&request).expect("a request");
        let answer = http::post(&server.at("/api/session"), "", &body).expect("an answer");
        assert_eq!(answer.status, 200, "{}", answer.body);
        let cookie = answer.header("set-cookie").expect("a cookie");
        let cookie = cookie.split(';').next().expect("its value").to_owned();
        let profile: Profile = answer.json();
        Self {
            address: server.at("/api/sync"),
            cookie,
            store: PhoneStore::new(device, profile.device_number.get()),
            device: Device::new("story".to_owned(), seed(device)),
            outcomes: Vec::new(),
            gone: Vec::new(),
            wake_at: None,
            captured: BTreeMap::new(),
        }
    }

    /// Captures an application: draft and outbox entry are kept, nothing is sent.
    pub fn captures(&mut self, id: u128, answers: Answers) {
        self.captures_as(RecordKind::Application, id, answers);
    }

    /// The same of another kind.
    pub fn captures_as(&mut self, kind: RecordKind, id: u128, answers: Answers) {
        let record_id = RecordId::from_number(id);
        let draft = Draft {
            key: record_id.to_string(),
            record_id,
            kind,
            number: self.store.next_number(kind),
            answers: answers.clone(),
            purpose: Purpose::Submission,
            base_version: 0,
            base: Answers::new(),
            read: Answers::new(),
            sent: false,
        };
        self.store.keep(&draft);
        self.captured.insert(record_id, answers);
        let mutation = MutationId::from_number(id);
        self.store.send(&draft.key, mutation, moment());
    }

    /// Withdraws what it has captured, once the server has it: kept like what is captured.
    pub fn withdraws(&mut self, id: u128) {
        let record = &self.store.pulled()[&RecordId::from_number(id)];
        let key = format!("withdraw:{}", record.record_id);
        let draft = Draft::on(record, key, Purpose::Withdrawal, Answers::new());
        self.store.keep(&draft);
        // The record's own number is that of the mutation that captured it.
        let mutation = MutationId::from_number(id | (1 << 100));
        self.store.send(&draft.key, mutation, moment());
    }

    /// Exchanges until there is nothing more to say, or the server does not answer.
    pub fn exchanges(&mut self) -> Phase {
        self.hears(Event::Asked)
    }

    /// Exchanges, and waits as it means to wait, until everything it has is taken.
    pub fn rides_out(&mut self) {
        let mut event = Event::Asked;
        loop {
            self.hears(event);
            if self.waiting().is_empty() {
                return;
            }
            let Some(at) = self.wake_at.take() else {
                panic!("it waits, and for nothing: {:?}", self.outcomes);
            };
            let wait = at.millis_since(moment());
            sleep(Duration::from_millis(u64::try_from(wait).unwrap_or(0)));
            event = Event::Woke;
        }
    }

    fn hears(&mut self, event: Event) -> Phase {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.device.handle(event, moment()) {
                events.extend(self.carry_out(effect));
            }
        }
        self.device.phase()
    }

    fn carry_out(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Load { offers } => Some(Event::Loaded(self.store.snapshot(offers))),
            Effect::Exchange(request) => Some(match self.posts_and_counts(&request) {
                Ok(response) => {
                    self.outcomes.extend(response.outcomes.iter().cloned());
                    Event::Exchanged(Box::new(response))
                }
                Err(failure) => Event::Failed(failure),
            }),
            Effect::Store { expected, writes } => {
                let applied = self.store.apply(expected.as_ref(), &writes);
                assert_eq!(applied, Applied::Whole, "nobody else writes");
                Some(Event::Stored)
            }
            Effect::WakeAt(at) => {
                self.wake_at = Some(at);
                None
            }
            Effect::Show => None,
        }
    }

    fn posts_and_counts(&mut self, request: &SyncRequest) -> Result<SyncResponse, Failure> {
        let begun = Instant::now();
        let answer = self.posts(request);
        self.gone.push(Gone {
            sent: request.mutations.len(),
            answered: answer.as_ref().ok().map(|answer| answer.outcomes.len()),
            turned_away: matches!(answer, Err(Failure::NotNow { .. })),
            took: begun.elapsed(),
        });
        answer
    }

    fn posts(&self, request: &SyncRequest) -> Result<SyncResponse, Failure> {
        let body = serde_json::to_string(request).expect("a request");
        let answer = http::post(&self.address, &self.cookie, &body);
        let answer = answer.map_err(|_| Failure::Unreachable)?;
        match answer.status {
            200 => Ok(answer.json()),
            401 => Err(Failure::SignInNeeded),
            429 | 500.. => Err(turned_away(&answer)),
            _ => panic!("refused: {} {}", answer.status, answer.body),
        }
    }

    /// What waits, as mutation ids.
    pub fn waiting(&self) -> Vec<MutationId> {
        let entries = self.store.outbox();
        entries.iter().map(|entry| entry.mutation_id).collect()
    }

    /// The person's records, as they came.
    pub fn records(&self) -> BTreeMap<RecordId, RecordView> {
        self.store.pulled()
    }

    /// How many changes there are for the person, from the start.
    pub fn all_changes(&self) -> u64 {
        let page = self.posts(&SyncRequest {
            page_limit: 1,
            ..self.bare_request()
        });
        let page = page.expect("an answer");
        page.changes.len() as u64 + page.remaining
    }

    /// How many changes the first so many pages bring: a page ends at `limit`, or when it is large.
    pub fn first_pages(&self, pages: u32, limit: u32) -> u64 {
        let mut request = SyncRequest {
            page_limit: limit,
            ..self.bare_request()
        };
        let mut brought = 0;
        for _ in 0..pages {
            let page = self.posts(&request).expect("a page");
            brought += u64::try_from(page.changes.len()).expect("a page's length");
            request.cursor = page.cursor;
        }
        brought
    }

    /// Everything this phone has sent is sent once more, as by a phone that forgot it had: what
    /// the server says to it.
    pub fn repeats_everything(&self) -> Vec<MutationOutcome> {
        let bodies = self.store.sent().into_iter().map(|entry| entry.body);
        self.repeats(bodies.collect())
    }

    fn repeats(&self, bodies: Vec<String>) -> Vec<MutationOutcome> {
        self.posts_bodies(bodies).expect("an answer").outcomes
    }

    /// Sends everything that waits in one exchange that asks for nothing: what the server says to it.
    pub fn only_sends(&self) -> Vec<MutationOutcome> {
        let bodies = self.store.outbox().into_iter().map(|entry| entry.body);
        let answer = self.posts_bodies(bodies.collect());
        answer.expect("an answer").outcomes
    }

    fn posts_bodies(&self, bodies: Vec<String>) -> Result<SyncResponse, Failure> {
        let raw = |body| RawValue::from_string(body).expect("JSON");
        self.posts(&SyncRequest {
            mutations: bodies.into_iter().map(raw).collect(),
            ..self.bare_request()
        })
    }

    /// One that neither sends nor asks for anything.
    fn bare_request(&self) -> SyncRequest {
        SyncRequest {
            protocol: PROTOCOL,
            build: "story".to_owned(),
            device_id: self.store.device_id,
            device_now: moment(),
            cursor: None,
            page_limit: 0,
            mutations: Vec::new(),
        }
    }
}

fn seed(device: u128) -> u64 {
    u64::try_from(device & u128::from(u64::MAX)).unwrap_or(0)
}

fn turned_away(answer: &http::Answer) -> Failure {
    let told = answer.header("retry-after");
    let wait = told.and_then(|told| retry_after_ms(told, answer.header("date"), moment()));
    wait.map_or(Failure::Unreachable, |after_ms| Failure::NotNow {
        after_ms,
    })
}
