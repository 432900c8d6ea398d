//! Histories of the sync protocol, each from a seed that is printed when it fails.

use tests::simulation::play;

const HISTORIES: u64 = 500;

#[test]
fn what_the_protocol_promises_holds_after_every_history() {
    let failed: Vec<String> = (1..=HISTORIES)
        .map(play)
        .filter(|report| !report.broken.is_empty())
        .map(|report| format!("seed {}: {}", report.seed, report.broken.join("; ")))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_history_is_worth_playing() {
    let reports: Vec<_> = (1..=50).map(play).collect();
    assert!(reports.iter().all(|report| report.faults >= 50));
    assert!(reports.iter().any(|report| report.records > 20));
}

#[test]
fn the_same_seed_plays_the_same_history() {
    let (one, other) = (play(7), play(7));
    assert_eq!((one.faults, one.records), (other.faults, other.records));
}
