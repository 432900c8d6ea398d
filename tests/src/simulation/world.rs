//! Phones, server and the wire between them, moved on by events in order of time.

use super::people::Typed;
use super::phone::{Phone, PhoneStore, Tab, obscure};
use super::server::Server;
use crate::fate::Fate;
use shared::id::PersonId;
use shared::submission::PersonRef;
use shared::sync::{Effect, Event, Failure, PROTOCOL, SyncRequest, SyncResponse};
use std::collections::BTreeMap;

/// How long a phone waits for an answer, in milliseconds.
const TIMEOUT_MS: i64 = 30_000;

/// Which exchange of which tab of which phone.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Call {
    phone: usize,
    tab: usize,
    exchange: u64,
}

/// What is on the wire.
enum Parcel {
    Request(Call, Box<SyncRequest>),
    Answer(Call, Result<Box<SyncResponse>, Failure>),
}

pub(super) struct World {
    pub(super) fate: Fate,
    pub(super) now: i64,
    pub(super) server: Server,
    pub(super) phones: Vec<Phone>,
    pub(super) typed: Vec<Typed>,
    wire: BTreeMap<(i64, u64), Parcel>,
    /// Until when a tab of a phone has been asked to leave the server alone, and how wrong its clock was.
    told: BTreeMap<(usize, usize), (i64, i64)>,
    posted: u64,
    exchanges: u64,
}

impl World {
    /// Up to three people with one or two phones each.
    pub(super) fn of_seed(seed: u64) -> Self {
        let mut fate = Fate::of_seed(seed);
        let mut phones = Vec::new();
        for number in 1..=1 + fate.below(3) {
            let person = PersonRef {
                id: PersonId::from_number(u128::from(number)),
                name: format!("agent {number}"),
            };
            for _ in 0..=fate.below(2) {
                let device = u32::try_from(phones.len()).unwrap_or(0) + 1;
                let store = PhoneStore::new(u128::from(device), device);
                phones.push(Phone::new(person.clone(), store));
            }
        }
        let page_limit = if fate.chance(50) {
            200
        } else {
            1 + fate.below(4)
        };
        let mut server = Server::new(usize::try_from(page_limit).unwrap_or(1));
        for (number, phone) in phones.iter().enumerate() {
            let policy = format!("P{number}");
            server.durable.give_policy(&policy, phone.person.id);
            let device = phone.store.device_id;
            server.durable.devices.insert(device, phone.person.id);
        }
        Self {
            fate,
            now: 1_790_000_000_000,
            server,
            phones,
            typed: Vec::new(),
            wire: BTreeMap::new(),
            told: BTreeMap::new(),
            posted: 0,
            exchanges: 0,
        }
    }

    /// Lets `ms` pass: everything that falls due happens in its order.
    pub(super) fn pass(&mut self, ms: i64) {
        let end = self.now + ms;
        loop {
            let wake = self.next_wake();
            let parcel = self.wire.keys().next().copied();
            match (wake, parcel) {
                (Some((at, phone, tab)), _)
                    if at <= end && parcel.is_none_or(|(due, _)| at < due) =>
                {
                    self.now = self.now.max(at);
                    self.phones[phone].tabs[tab].wake_at = None;
                    self.tell(phone, tab, Event::Woke);
                }
                (_, Some(key)) if key.0 <= end => {
                    self.now = self.now.max(key.0);
                    if let Some(parcel) = self.wire.remove(&key) {
                        self.deliver(parcel);
                    }
                }
                _ => break,
            }
        }
        self.now = end;
    }

    fn next_wake(&self) -> Option<(i64, usize, usize)> {
        let mut wakes = Vec::new();
        for (place, phone) in self.phones.iter().enumerate() {
            for (tab, open) in phone.tabs.iter().enumerate() {
                wakes.extend(open.wake_at.map(|at| (at, place, tab)));
            }
        }
        wakes.into_iter().min()
    }

    /// Something happened in a tab: its device says what to do, and that is done.
    pub(super) fn tell(&mut self, phone: usize, tab: usize, event: Event) {
        let skew = self.phones[phone].skew;
        let hint = matches!(event, Event::Nudged);
        if let Event::Failed(Failure::NotNow { after_ms }) = event {
            let until = self.now + i64::try_from(after_ms).unwrap_or(0);
            self.told.insert((phone, tab), (until, skew));
        }
        let now = self.clock_of(phone);
        let Some(open) = self.phones[phone].tabs.get_mut(tab) else {
            return;
        };
        for effect in open.device.handle(event, now) {
            if matches!(effect, Effect::Load { .. }) {
                self.begins(phone, tab, hint);
            }
            self.carry_out(phone, tab, effect);
        }
    }

    /// Whoever was asked to wait does not begin because of a mere hint, unless the clock was set meanwhile.
    fn begins(&mut self, phone: usize, tab: usize, hint: bool) {
        let told = self.told.remove(&(phone, tab));
        let skew = self.phones[phone].skew;
        if hint && told.is_some_and(|(until, then)| self.now < until && then == skew) {
            let broken = format!("phone {phone} did not wait as it was told");
            self.server.durable.broken.push(broken);
        }
    }

    fn carry_out(&mut self, phone: usize, tab: usize, effect: Effect) {
        match effect {
            Effect::Load { offers } => {
                if offers && self.phones[phone].full_until > self.now {
                    return self.tell(phone, tab, Event::LoadFailed);
                }
                let snapshot = self.phones[phone].store.snapshot(offers);
                self.tell(phone, tab, Event::Loaded(snapshot));
            }
            Effect::Exchange(request) => self.post_request(phone, tab, request),
            Effect::Store { expected, writes } => {
                if self.phones[phone].full_until > self.now {
                    return self.tell(phone, tab, Event::StoreFailed);
                }
                if self.phones[phone].store.cursor() != expected {
                    return self.tell(phone, tab, Event::Overtaken);
                }
                let killed = self.fate.fault(3);
                if !(killed && self.fate.chance(50)) {
                    let store = &mut self.phones[phone].store;
                    store.apply(expected.as_ref(), &writes);
                }
                if killed {
                    return self.kill(phone);
                }
                self.tell(phone, tab, Event::Stored);
            }
            Effect::WakeAt(at) => {
                let skew = self.phones[phone].skew;
                if let Some(open) = self.phones[phone].tabs.get_mut(tab) {
                    open.wake_at = Some(at.millis() - skew);
                }
            }
            Effect::Show => {}
        }
    }

    /// The browser dies and starts again: only the store is left.
    pub(super) fn kill(&mut self, phone: usize) {
        self.told.retain(|(of, _), _| *of != phone);
        let tabs = &mut self.phones[phone].tabs;
        tabs.clear();
        tabs.push(Tab {
            wake_at: Some(self.now + 1_000),
            ..Tab::new(self.now.unsigned_abs())
        });
    }

    fn post_request(&mut self, phone: usize, tab: usize, request: SyncRequest) {
        self.exchanges += 1;
        let open = &mut self.phones[phone].tabs[tab];
        open.exchange = self.exchanges;
        let call = Call {
            phone,
            tab,
            exchange: open.exchange,
        };
        self.post(TIMEOUT_MS, Parcel::Answer(call, Err(Failure::Unreachable)));
        if self.fate.fault(8) {
            return;
        }
        let request = Box::new(request);
        if self.fate.fault(5) {
            let delay = self.delay();
            self.post(delay, Parcel::Request(call, request.clone()));
        }
        let delay = self.delay();
        self.post(delay, Parcel::Request(call, request));
    }

    fn delay(&mut self) -> i64 {
        let most = if self.fate.fault(8) { 60_000 } else { 500 };
        i64::try_from(self.fate.below(most)).unwrap_or(0)
    }

    fn post(&mut self, after: i64, parcel: Parcel) {
        self.posted += 1;
        self.wire.insert((self.now + after, self.posted), parcel);
    }

    fn deliver(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::Request(call, request) => self.serve(call, &request),
            Parcel::Answer(call, answer) => {
                let current = self.phones[call.phone]
                    .tabs
                    .get(call.tab)
                    .is_some_and(|tab| tab.exchange == call.exchange);
                if current {
                    self.tell(
                        call.phone,
                        call.tab,
                        answer.map_or_else(Event::Failed, Event::Exchanged),
                    );
                }
            }
        }
    }

    fn serve(&mut self, call: Call, request: &SyncRequest) {
        let phone = &self.phones[call.phone];
        let phone_is_old = phone.old;
        let answer = if self.server.down_until > self.now {
            Err(self.turned_away())
        } else if self.fate.fault(5) {
            // So many others are being served: 503 with a Retry-After.
            let after_ms = 1_000 * (1 + self.fate.below(10));
            Err(Failure::NotNow { after_ms })
        } else if phone.signed_in && !self.server.revoked.contains(&phone.person.id) {
            let person = phone.person.clone();
            match self.server.exchange(&person, request, &mut self.fate) {
                Some(mut response) => {
                    if phone_is_old {
                        response.changes.iter_mut().for_each(obscure);
                    }
                    Ok(Box::new(response))
                }
                None => return self.server.down_until = self.now + 5_000,
            }
        } else {
            Err(Failure::SignInNeeded)
        };
        if self.fate.fault(8) {
            return;
        }
        let delay = self.delay();
        self.post(delay, Parcel::Answer(call, answer));
    }

    /// The browser lets the service worker send what is ready, in one exchange of which nobody reads the answer.
    pub(super) fn sends_in_background(&mut self, phone: usize) {
        if self.phones[phone].full_until > self.now {
            return;
        }
        let mutations = self.phones[phone].store.offered_in_background();
        let sender = &self.phones[phone];
        let is_served = self.server.down_until <= self.now
            && sender.signed_in
            && !self.server.revoked.contains(&sender.person.id);
        if mutations.is_empty() || !is_served || self.fate.fault(20) {
            return;
        }
        let request = SyncRequest {
            protocol: PROTOCOL,
            build: "the service worker's".to_owned(),
            device_id: sender.store.device_id,
            device_now: self.clock_of(phone),
            cursor: None,
            page_limit: 0,
            mutations,
        };
        let person = self.phones[phone].person.clone();
        let answer = self.server.exchange(&person, &request, &mut self.fate);
        if answer.is_none() {
            self.server.down_until = self.now + 5_000;
        }
    }

    /// A server that is down may say for how long.
    fn turned_away(&mut self) -> Failure {
        if self.fate.chance(50) {
            return Failure::Unreachable;
        }
        let left = self.server.down_until - self.now;
        Failure::NotNow {
            after_ms: left.unsigned_abs(),
        }
    }
}
