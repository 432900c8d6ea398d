//! The server's disk is full: it says so, loses nothing, and goes on by itself when there is room.

use super::promises::{a_repetition_changes_nothing, acknowledged_is_there_once, settles};
use shared::problem::Problem;
use shared::product::Catalogue;
use shared::sample;
use shared::sync::{Outcome, Phase};
use tests::clock::today;
use tests::device::Phone;
use tests::fate::Fate;
use tests::http;
use tests::server::Server;
use tests::small_disk::{SmallDisk, tells_on_small_disk};

/// What room SQLite has set aside is used up by then.
const MOST_TRIES: usize = 300;

#[test]
fn a_full_disk_is_said_loses_nothing_and_heals_by_itself() {
    tells_on_small_disk(
        "fault::full_disk::a_full_disk_is_said_loses_nothing_and_heals_by_itself",
        runs_full,
    );
}

fn runs_full(disk: SmallDisk) {
    let mut fate = Fate::of_run();
    let mut server = Server::with_data_in(disk.path());
    let mut phone = Phone::new(&server, &server.account("agent", 0), fate.id());
    let before = server.whole_audit_rows();
    captures(&mut phone, &mut fate);
    settles(&mut phone);

    disk.fills();
    sends_until_the_disk_is_full(&mut phone, &mut fate);
    assert_eq!(phone.exchanges(), Phase::Idle, "reading goes on");
    signing_in_says_so(&server);

    disk.is_freed();
    settles(&mut phone);
    acknowledged_is_there_once(&phone);
    a_repetition_changes_nothing(&phone);
    let acts = server.whole_audit_rows() - before;
    assert_eq!(acts, phone.captured.len() as u64);
    drop(Phone::new(&server, &server.account("agent", 1), fate.id()));

    // Started on a full disk, it reads; a new one, which could not even do that, says why.
    server.is_killed();
    disk.fills();
    server.starts_again();
    assert_eq!(phone.exchanges(), Phase::Idle);
    let said = Server::does_not_start_in(disk.path());
    assert!(said.contains("no room is left"), "{said}");
    disk.is_freed();
    captures(&mut phone, &mut fate);
    settles(&mut phone);
}

fn captures(phone: &mut Phone, fate: &mut Fate) {
    let catalogue = Catalogue::demonstration().expect("the products");
    let answers = sample::application(fate.below(1_000), today(), &catalogue);
    phone.captures(fate.id(), answers);
}

fn sends_until_the_disk_is_full(phone: &mut Phone, fate: &mut Fate) {
    for _ in 0..MOST_TRIES {
        captures(phone, fate);
        phone.exchanges();
        let last = phone.outcomes.last().expect("an outcome");
        if matches!(last.outcome, Outcome::RetryLater { .. }) {
            assert!(!phone.waiting().is_empty(), "what was not taken waits");
            return;
        }
    }
    panic!("the disk never ran full");
}

fn signing_in_says_so(server: &Server) {
    let account = server.account("agent", 1);
    for number in 1..MOST_TRIES {
        let body = serde_json::json!({
            "login": account.login, "password": account.password,
            "device_id": shared::id::DeviceId::from_number(number as u128),
        });
        let answer = http::post(&server.at("/api/session"), "", &body.to_string());
        let answer = answer.expect("an answer");
        if answer.status == 200 {
            continue;
        }
        let problem: Problem = answer.json();
        assert_eq!((problem.status, problem.code.as_str()), (507, "store_full"));
        assert!(answer.header("retry-after").is_some());
        return;
    }
    panic!("the disk never ran full");
}
