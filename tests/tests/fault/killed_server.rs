//! The server is killed at any moment while phones send, many times over.

use super::promises::{a_repetition_changes_nothing, acknowledged_is_there_once, settles};
use shared::id::RecordId;
use shared::product::Catalogue;
use shared::sample;
use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;
use tests::clock::today;
use tests::device::Phone;
use tests::fate::{Fate, rounds};
use tests::server::Server;

/// How often it is killed in a short run.
const KILLS: u64 = 12;
/// Phones of the story; two people have two each.
const PHONES: usize = 4;
/// Most mutations of one exchange.
const MOST_AT_ONCE: u64 = 6;

#[test]
fn killed_again_and_again_the_server_has_what_it_acknowledged_exactly_once() {
    let mut fate = Fate::of_run();
    let mut server = Server::with_demo();
    let mut phones: Vec<Phone> = (0..PHONES)
        .map(|place| Phone::new(&server, &server.account("agent", place % 2), fate.id()))
        .collect();
    let before = server.whole_audit_rows();

    let day = Day::default();
    thread::scope(|scope| {
        for phone in &mut phones {
            let fate = Fate::of_seed(fate.below(u64::MAX));
            scope.spawn(|| works(phone, fate, &day));
        }
        for _ in 0..rounds(KILLS) {
            day.waits_for_exchanges(fate.below(6));
            thread::park_timeout(Duration::from_micros(fate.below(20_000)));
            day.server_is(Standing::Down);
            server.is_killed();
            server.starts_again();
            day.server_is(Standing::Up);
        }
        day.server_is(Standing::Closing);
    });

    phones.iter_mut().for_each(settles);
    for phone in &mut phones {
        // What the others have settled meanwhile.
        settles(phone);
        acknowledged_is_there_once(phone);
        a_repetition_changes_nothing(phone);
    }
    two_phones_of_one_person_hold_the_same(&phones);
    let captured: usize = phones.iter().map(|phone| phone.captured.len()).sum();
    assert!(captured >= PHONES, "nothing was captured");
    println!("{captured} records captured");
    server.is_killed();
    let acts = server.whole_audit_rows() - before;
    assert_eq!(acts, captured as u64, "one row of the audit log for each");
}

/// Where the day stands, as everybody in it knows.
#[derive(Default)]
struct Day {
    known: Mutex<Known>,
    changed: Condvar,
}

#[derive(Default)]
struct Known {
    server: Standing,
    exchanges: u64,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    Up,
    Down,
    /// Nothing new is captured.
    Closing,
}

impl Day {
    fn server_is(&self, standing: Standing) {
        self.known.lock().expect("the day").server = standing;
        self.changed.notify_all();
    }

    fn counts_an_exchange(&self) {
        self.known.lock().expect("the day").exchanges += 1;
        self.changed.notify_all();
    }

    /// Waits until so many more have begun.
    fn waits_for_exchanges(&self, more: u64) {
        let known = self.known.lock().expect("the day");
        let enough = known.exchanges + more;
        let waited = self.changed.wait_while(known, |it| it.exchanges < enough);
        drop(waited.expect("the day"));
    }

    /// Waits until the server is there; false when the day is over.
    fn goes_on(&self) -> bool {
        let known = self.known.lock().expect("the day");
        let down = |known: &mut Known| known.server == Standing::Down;
        let known = self.changed.wait_while(known, down).expect("the day");
        known.server == Standing::Up
    }
}

/// Captures and sends until the day is over.
fn works(phone: &mut Phone, mut fate: Fate, day: &Day) {
    let catalogue = Catalogue::demonstration().expect("the products");
    while day.goes_on() {
        for _ in 0..=fate.below(MOST_AT_ONCE) {
            let answers = sample::application(fate.below(1_000), today(), &catalogue);
            phone.captures(fate.id(), answers);
        }
        day.counts_an_exchange();
        phone.exchanges();
    }
}

/// No cursor has missed a row, whoever wrote it.
fn two_phones_of_one_person_hold_the_same(phones: &[Phone]) {
    let held = |place: usize| -> BTreeSet<RecordId> {
        let records = phones[place].records();
        records.keys().copied().collect()
    };
    for place in 0..PHONES / 2 {
        let (one, other) = (held(place), held(place + PHONES / 2));
        let missed: Vec<_> = one.symmetric_difference(&other).collect();
        assert!(missed.is_empty(), "only one of two phones has {missed:?}");
    }
}
