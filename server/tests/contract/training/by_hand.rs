//! Presence that the trainer enters.

use super::{APPLIED, Class, session};
use crate::world::TestServer;
use shared::sync::{Operation, Outcome};
use shared::training::Presence;

#[tokio::test]
async fn the_trainer_marks_by_hand_with_a_reason() {
    let server = TestServer::start().await;
    let mut class = Class::with(&server, session()).await;
    let person = class.agent.profile.person.id;
    let mark = |reason: &str| Operation::Mark {
        person,
        presence: Presence::Excused,
        reason: reason.to_owned(),
        correction: false,
    };
    let silent = class.changes(1, mark(""));
    let told = class.changes(1, mark("手机没电"));
    let outcomes = class.trainer.sends(&[&class.opened, &silent, &told]).await;
    assert_eq!(outcomes[0], APPLIED);
    assert!(matches!(outcomes[1], Outcome::Rejected { .. }));
    assert_eq!(outcomes[2], Outcome::Applied { version: 2 });
}
