//! When the device tries again.

use super::*;
use crate::id::{DeviceId, MutationId, RecordId};
use crate::sync::{EntryState, OutboxEntry};

const MINUTE: i64 = 60_000;

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn device() -> Device {
    Device::new("test".to_owned(), 7)
}

fn not_now(millis: i64) -> Failure {
    Failure::NotNow {
        after_ms: millis.unsigned_abs(),
    }
}

/// Begins an exchange at that time, and it fails: when the device means to wake.
fn tries(device: &mut Device, begin: Event, failure: Failure, now: i64) -> i64 {
    assert!(begins(device, begin, now), "it tries");
    let snapshot = Snapshot {
        device_id: DeviceId::from_number(1),
        cursor: None,
        epoch: None,
        outbox: Vec::new(),
        held: Default::default(),
    };
    device.handle(Event::Loaded(snapshot), at(now));
    let effects = device.handle(Event::Failed(failure), at(now));
    match effects.as_slice() {
        [Effect::WakeAt(wake), Effect::Show] => wake.millis() - now,
        other => panic!("{other:?}"),
    }
}

fn begins(device: &mut Device, event: Event, now: i64) -> bool {
    let effects = device.handle(event, at(now));
    matches!(effects.as_slice(), [Effect::Load { .. }, Effect::Show])
}

/// Whether it waits so long, or longer by up to a fourth.
fn is_about(wait: i64, told: i64) -> bool {
    (told..=told + told / 4).contains(&wait)
}

#[test]
fn waits_double_up_to_half_a_minute_while_nobody_answers() {
    let mut device = device();
    for seconds in [2, 4, 8, 16, 30, 30, 30] {
        let wait = tries(&mut device, Event::Woke, Failure::Unreachable, 0);
        assert!(is_about(wait, seconds * 1_000), "{wait} for {seconds} s");
    }
}

#[test]
fn waits_double_up_to_five_minutes_while_it_is_refused() {
    let mut device = device();
    for seconds in [2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
        let wait = tries(&mut device, Event::Woke, Failure::Refused, 0);
        assert!(is_about(wait, seconds * 1_000), "{wait} for {seconds} s");
    }
}

#[test]
fn the_device_waits_as_long_as_it_is_told() {
    let mut device = device();
    let told = not_now(10 * MINUTE);
    let wait = tries(&mut device, Event::Woke, told, 0);
    assert!(is_about(wait, 10 * MINUTE), "{wait}");
    assert!(!begins(&mut device, Event::Nudged, 10 * MINUTE - 1));
    assert!(begins(&mut device, Event::Woke, wait));
}

#[test]
fn a_wait_that_is_over_holds_nothing_back() {
    let mut device = device();
    let wait = tries(&mut device, Event::Woke, not_now(MINUTE), 0);
    assert!(begins(&mut device, Event::Nudged, wait));
}

#[test]
fn told_a_shorter_wait_than_its_own_it_keeps_to_its_own() {
    let mut device = device();
    for _ in 0..5 {
        tries(&mut device, Event::Woke, Failure::Unreachable, 0);
    }
    let wait = tries(&mut device, Event::Woke, not_now(1_000), 0);
    assert!(is_about(wait, 64_000), "{wait}");
}

#[test]
fn nobody_makes_it_wait_for_a_day() {
    for told in [not_now(24 * 60 * MINUTE), not_now(i64::MIN)] {
        let mut device = device();
        let wait = tries(&mut device, Event::Woke, told, 0);
        assert!(is_about(wait, 30 * MINUTE), "{wait}");
        assert!(!begins(&mut device, Event::Nudged, wait - 1));
    }
}

#[test]
fn the_person_and_a_sign_in_go_before_what_the_server_said() {
    for event in [|| Event::Asked, || Event::SignedIn] {
        let mut device = device();
        tries(&mut device, Event::Woke, not_now(10 * MINUTE), 0);
        assert!(begins(&mut device, event(), 1_000));
    }
}

#[test]
fn what_was_said_counts_for_one_wait() {
    let mut device = device();
    tries(&mut device, Event::Woke, not_now(10 * MINUTE), 0);
    let wait = tries(&mut device, Event::Asked, Failure::Unreachable, 1_000);
    assert!(is_about(wait, 4_000), "{wait}");
    assert!(begins(&mut device, Event::Nudged, 1_001));
}

#[test]
fn a_clock_set_back_by_a_year_silences_nobody() {
    let mut device = device();
    let year = 365 * 24 * 60 * MINUTE;
    tries(&mut device, Event::Woke, not_now(10 * MINUTE), year);
    assert!(begins(&mut device, Event::Nudged, 0));
}

#[test]
fn devices_that_were_turned_away_at_once_come_back_one_by_one() {
    let waits = |seed| {
        let mut device = Device::new("test".to_owned(), seed);
        [(); 3].map(|()| tries(&mut device, Event::Woke, not_now(4_000), 0))
    };
    assert_eq!(waits(1), waits(1), "the same seed, the same waits");
    let first: std::collections::BTreeSet<i64> = (0..100).map(|seed| waits(seed)[0]).collect();
    assert!(first.len() > 90, "{first:?}");
    assert!(first.iter().all(|wait| is_about(*wait, 4_000)));
}

fn waiting(unsent: bool) -> Snapshot {
    Snapshot {
        device_id: DeviceId::from_number(1),
        cursor: None,
        epoch: None,
        outbox: vec![OutboxEntry {
            seq: 1,
            mutation_id: MutationId::from_number(1),
            record_id: RecordId::from_number(1),
            draft: String::new(),
            made_at: at(0),
            state: EntryState::Waiting,
            unsent,
            body: "{}".to_owned(),
        }],
        held: Default::default(),
    }
}

fn answer() -> Box<SyncResponse> {
    Box::new(SyncResponse {
        epoch: "1".to_owned(),
        server_now: at(0),
        outcomes: Vec::new(),
        from_start: false,
        changes: Vec::new(),
        cursor: None,
        remaining: 0,
    })
}

/// Loads what waits: whether it was to be offered, and how many mutations go.
fn sends(device: &mut Device, event: Event, now: i64) -> (bool, usize) {
    let effects = device.handle(event, at(now));
    let [Effect::Load { offers }, Effect::Show] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let mut snapshot = waiting(true);
    if *offers {
        snapshot.offer();
    }
    let sent = device.handle(Event::Loaded(snapshot), at(now));
    match sent.as_slice() {
        [Effect::Exchange(request)] => (*offers, request.mutations.len()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_waits_goes_when_the_server_has_just_answered() {
    let mut device = device();
    assert_eq!(
        sends(&mut device, Event::Nudged, 0),
        (false, 0),
        "is it there?"
    );
    device.handle(Event::Exchanged(answer()), at(10));
    assert_eq!(sends(&mut device, Event::Stored, 20), (true, 1), "it is");
    device.handle(Event::Exchanged(answer()), at(30));
    device.handle(Event::Stored, at(40));
    assert_eq!(
        sends(&mut device, Event::Nudged, MINUTE),
        (false, 0),
        "still?"
    );
}

#[test]
fn without_network_nothing_is_offered_however_often_it_is_tried() {
    let mut device = device();
    for try_at in 0..20 {
        let now = try_at * 10 * MINUTE;
        assert_eq!(sends(&mut device, Event::Woke, now), (false, 0));
        device.handle(Event::Failed(Failure::Unreachable), at(now));
    }
}

#[test]
fn what_may_have_been_sent_goes_without_asking_first() {
    let mut device = device();
    device.handle(Event::Nudged, at(0));
    let sent = device.handle(Event::Loaded(waiting(false)), at(0));
    let [Effect::Exchange(request)] = sent.as_slice() else {
        panic!("{sent:?}");
    };
    assert_eq!(request.mutations.len(), 1);
}
