//! What counts of a presence before and after a second person's word, by the steps of a trainer and a manager.

use super::steps::{ABSENT, MANAGER, closed_in_time, mark, marking};
use super::tests::Branch;
use super::*;
use shared::answers::Changes;
use shared::number::{DeviceNumber, RecordNumber};
use shared::sample::training_session;
use shared::sync::{Operation, Outcome};
use shared::training::Presence;

/// Came to both closed sessions.
const FAITHFUL: u128 = 0;

/// The session of the 20th, opened and not closed.
fn todays() -> RecordId {
    RecordId::from_number(0x5add_4e00_0000 + 1_002)
}

/// A session of the 19th that the trainer tells of only on the 20th.
fn told_late() -> RecordId {
    RecordId::from_number(0xf001)
}

fn submission() -> Operation {
    let day = "2026-11-19".parse().unwrap();
    Operation::Submit {
        number: RecordNumber::new('T', DeviceNumber::new(15), 9_001),
        content: training_session(55, day).with("backdating_reason", "手机没电"),
    }
}

impl Branch {
    /// On the 20th the trainer tells of the session of the 19th, at which only the faithful one was.
    async fn with_a_session_told_late() -> Self {
        let branch = Self::new().await;
        let on = "2026-11-20";
        branch.trainer(on, told_late(), submission()).await;
        let came = mark(FAITHFUL, Presence::Present);
        branch.trainer(on, told_late(), came).await;
        branch.trainer(on, told_late(), Operation::close()).await;
        branch
    }
}

#[tokio::test]
async fn a_session_told_late_counts_from_the_day_of_the_word() {
    let branch = Branch::with_a_session_told_late().await;
    let days = ["2026-11-20", "2026-11-22", "2026-11-23"];
    assert_eq!(branch.known(FAITHFUL, days).await, [(2, 2); 3]);
    branch.manager("2026-11-23", told_late(), true).await;
    let counted = [(2, 2), (2, 2), (3, 3)];
    assert_eq!(branch.known(FAITHFUL, days).await, counted);
    let counted = [(2, 0), (2, 0), (3, 0)];
    assert_eq!(branch.known(ABSENT, days).await, counted);
}

#[tokio::test]
async fn a_session_that_is_refused_counts_only_once_it_was_asked_for_again() {
    let branch = Branch::with_a_session_told_late().await;
    branch.manager("2026-11-21", told_late(), false).await;
    let days = ["2026-11-21", "2026-11-24", "2026-11-25"];
    assert_eq!(branch.known(FAITHFUL, days).await, [(2, 2); 3]);

    let again = Operation::Amend {
        changes: Changes::new(),
        note: "签到表已补上".to_owned(),
    };
    branch.trainer("2026-11-22", told_late(), again).await;
    let early = branch.says_word(MANAGER, "2026-11-22", told_late(), true);
    assert!(early.await.is_err(), "its attendance is not known");
    let close = Operation::close();
    branch.trainer("2026-11-22", told_late(), close).await;
    branch.manager("2026-11-25", told_late(), true).await;
    let counted = [(2, 2), (2, 2), (3, 3)];
    assert_eq!(branch.known(FAITHFUL, days).await, counted);
}

#[tokio::test]
async fn a_presence_changed_after_the_word_counts_from_the_day_of_the_next_one() {
    let branch = Branch::with_a_session_told_late().await;
    branch.manager("2026-11-20", told_late(), true).await;
    let days = ["2026-11-20", "2026-11-24", "2026-11-25"];
    let change = mark(FAITHFUL, Presence::Absent);
    branch.trainer("2026-11-20", told_late(), change).await;
    assert_eq!(branch.known(FAITHFUL, days).await, [(3, 3); 3]);
    branch.manager("2026-11-25", told_late(), true).await;
    let counted = [(3, 3), (3, 3), (3, 2)];
    assert_eq!(branch.known(FAITHFUL, days).await, counted);
}

#[tokio::test]
async fn a_presence_changed_after_the_day_counts_from_the_day_of_the_word() {
    let branch = Branch::new().await;
    let session = closed_in_time();
    let came = || mark(ABSENT, Presence::Present);
    branch.trainer("2026-11-20", session, came()).await;
    branch.manager("2026-11-21", session, false).await;
    let days = ["2026-11-20", "2026-11-23", "2026-11-24"];
    assert_eq!(branch.known(ABSENT, days).await, [(2, 0); 3]);
    branch.trainer("2026-11-22", session, came()).await;
    assert_eq!(branch.known(ABSENT, days).await, [(2, 0); 3]);
    branch.manager("2026-11-24", session, true).await;
    let counted = [(2, 0), (2, 0), (2, 1)];
    assert_eq!(branch.known(ABSENT, days).await, counted);
}

/// Nobody said anything to it before: it was opened in time, and forgotten.
#[tokio::test]
async fn a_session_closed_after_its_day_counts_from_the_day_of_the_word() {
    let branch = Branch::new().await;
    let session = todays();
    let closing = Operation::Close {
        reason: "忘记结束".to_owned(),
        correction: false,
    };
    branch.trainer("2026-11-22", session, closing).await;
    let days = ["2026-11-22", "2026-11-23", "2026-11-24"];
    assert_eq!(branch.known(ABSENT, days).await, [(2, 0); 3]);
    branch.manager("2026-11-24", session, true).await;
    let counted = [(2, 0), (2, 0), (3, 0)];
    assert_eq!(branch.known(ABSENT, days).await, counted);
}

#[tokio::test]
async fn in_a_closed_month_a_presence_changes_only_as_a_correction_known_from_the_word_on() {
    let branch = Branch::new().await;
    let (session, on) = (closed_in_time(), "2026-12-14");
    let silent = mark(ABSENT, Presence::Present);
    let refused = branch.trainer_does(on, session, silent).await;
    let Outcome::Rejected { findings } = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(findings[0].code.as_str(), "presence_in_closed_month");
    let named = marking(ABSENT, Presence::Present, true);
    branch.trainer(on, session, named).await;
    branch.manager("2026-12-15", session, true).await;
    let days = ["2026-12-13", "2026-12-14", "2026-12-15"];
    let counted = [(2, 0), (2, 0), (2, 1)];
    assert_eq!(branch.known(ABSENT, days).await, counted);
}
