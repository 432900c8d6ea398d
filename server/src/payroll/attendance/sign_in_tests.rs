//! Sign-ins that the server has late, or whose number is corrected.

use super::steps::{ABSENT, agent, closed_in_time, mark};
use super::tests::{Branch, ten_on};
use super::*;
use shared::answers::{Answers, Changes};
use shared::number::{DeviceNumber, RecordNumber};
use shared::sync::{Operation, Outcome};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use shared::training::{AttendanceRules, Presence, SessionSecret, SessionTimes, code_at};

/// The session of 11 November, whose number the agent typed.
fn another() -> RecordId {
    RecordId::from_number(0x5add_4e00_0000 + 1_000)
}

fn sign_in() -> RecordId {
    RecordId::from_number(0xf002)
}

impl Branch {
    async fn session(&self, record: RecordId) -> Answers {
        self.record(record).await.unwrap().view.content
    }

    /// Somebody typed the code of a session in time under a number, and the server has it at ten on a day.
    async fn sign_in_under(
        &self,
        (who, on): (u128, &str),
        session: RecordId,
        number: RecordId,
    ) -> Outcome {
        let number = self.session(number).await;
        let session = self.session(session).await;
        let at = during(&session);
        let secret: SessionSecret = session.get("secret").unwrap().parse().unwrap();
        let content = Answers::new()
            .with("session_number", number.get("session_number").unwrap())
            .with("code", &code_at(&secret, at).to_string());
        let device = DeviceNumber::new(u32::try_from(who).unwrap() + 1);
        let submission = Operation::Submit {
            number: RecordNumber::new('S', device, 9_001),
            content,
        };
        let about = (RecordKind::CheckIn, sign_in());
        self.does(who, (at, on), about, submission).await
    }

    /// Somebody signed in to a session in time, and the server has it at ten on a day.
    async fn signs_in_late(&self, who: u128, session: RecordId, on: &str) -> Outcome {
        self.sign_in_under((who, on), session, session).await
    }

    async fn counts(&self) -> bool {
        let office = self.record(sign_in()).await.unwrap().view.office;
        matches!(office, Office::CheckIn(CheckInState::Counted { .. }))
    }
}

/// A moment at which the trainer's phone showed a code.
fn during(session: &Answers) -> Timestamp {
    let times = SessionTimes::of(session, CHINA_OFFSET_MINUTES, &AttendanceRules::CURRENT);
    times.unwrap().start.plus_millis(60_000)
}

#[tokio::test]
async fn a_sign_in_counts_since_its_number_is_right_and_leaves_a_closed_month_as_it_was() {
    let branch = Branch::new().await;
    let sent = branch
        .sign_in_under((ABSENT, "2026-11-19"), closed_in_time(), another())
        .await;
    assert!(matches!(sent, Outcome::Applied { .. }), "{sent:?}");
    assert!(!branch.counts().await);
    let days = ["2026-11-30", "2026-12-13", "2026-12-14"];
    assert_eq!(branch.known(ABSENT, days).await, [(2, 0); 3]);

    let session = branch.session(closed_in_time()).await;
    let right = session.get("session_number").unwrap();
    let correction = Operation::Amend {
        changes: Changes::new().with("session_number", right),
        note: String::new(),
    };
    let (on, about) = ("2026-12-14", (RecordKind::CheckIn, sign_in()));
    let made = (ten_on(on), on);
    let sent = branch.does(ABSENT, made, about, correction).await;
    assert!(matches!(sent, Outcome::Applied { .. }), "{sent:?}");
    assert!(branch.counts().await);
    let counted = [(2, 0), (2, 0), (2, 1)];
    assert_eq!(branch.known(ABSENT, days).await, counted);
}

#[tokio::test]
async fn asking_for_what_stands_leaves_a_sign_in_its_place() {
    let branch = Branch::new().await;
    let absent = mark(ABSENT, Presence::Absent);
    branch.trainer("2026-11-20", closed_in_time(), absent).await;
    let (record, days) = (closed_in_time(), ["2026-11-30"]);
    let signed_in = branch.signs_in_late(ABSENT, record, "2026-11-21").await;
    assert!(
        matches!(signed_in, Outcome::Applied { .. }),
        "{signed_in:?}"
    );
    let roster = branch.record(record).await.unwrap().view.office;
    let Office::Roster(roster) = roster else {
        panic!("{roster:?}")
    };
    let mut entries = roster.entries.iter();
    let line = entries.find(|entry| entry.person.id == agent(ABSENT));
    assert_eq!(line.unwrap().presence, Some(Presence::Present));
    assert_eq!(branch.known(ABSENT, days).await, [(2, 1)]);
}
