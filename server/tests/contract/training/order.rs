//! What counts of somebody's presence, in whatever order the phones find network.

use super::{Class, not_counted, session, state};
use crate::world::{MINUTE, TestServer};
use shared::answers::Changes;
use shared::record::RecordKind;
use shared::sync::{Operation, Outcome};
use shared::training::{CheckInRefusal, CheckInState, Presence};

#[tokio::test]
async fn a_code_that_comes_after_the_trainers_mark_contradicts_it_until_the_trainer_settles_it() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(25 * MINUTE);
    let signed_in = class.signs_in();
    let absent = class.marks(Presence::Absent, "not_seen");
    class.trainer.sends(&[&absent]).await;
    server.wait(60 * MINUTE);
    let counted = CheckInState::Counted {
        session: class.opened.record,
        presence: Presence::Present,
    };
    assert_eq!(class.sent(&signed_in).await, counted);
    let line = class.line().await;
    assert_eq!(line.presence, Some(Presence::Absent));
    assert!(line.contradiction().is_some());

    server.wait(MINUTE);
    let settled = class.marks(Presence::Absent, "left_after_code");
    let outcomes = class.trainer.sends(&[&settled]).await;
    assert_eq!(outcomes, [Outcome::Applied { version: 4 }]);
    let line = class.line().await;
    assert_eq!(line.presence, Some(Presence::Absent));
    assert!(line.contradiction().is_none() && line.signed_in().is_some());
}

#[tokio::test]
async fn of_two_marks_the_one_made_later_stands_though_it_arrives_first() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(25 * MINUTE);
    let came = class.marks(Presence::Present, "no_phone");
    server.wait(MINUTE);
    let absent = class.marks(Presence::Absent, "not_seen");
    class.trainer.sends(&[&absent]).await;
    let outcomes = class.trainer.sends(&[&came]).await;
    assert_eq!(outcomes, [Outcome::Applied { version: 3 }]);
    assert_eq!(class.line().await.presence, Some(Presence::Absent));
}

#[tokio::test]
async fn a_sign_in_from_outside_the_roster_counts_once_the_person_is_put_on_it() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    trainer.pulls().await;
    let (newcomer, agent) = (trainer.sees("刘洋"), trainer.sees("王芳"));
    let content = session()
        .with("audience_people.0.person", &newcomer.id.to_string())
        .with("audience_people.0.name", &newcomer.name);
    let mut class = Class::that_is_known(&server, content).await;
    server.wait(25 * MINUTE);
    let signed_in = class.signs_in();
    let refused = not_counted(CheckInRefusal::NotOnRoster);
    assert_eq!(class.sent(&signed_in).await, refused);

    server.wait(60 * MINUTE);
    let changes = Changes::new()
        .with("audience_people.1.person", &agent.id.to_string())
        .with("audience_people.1.name", &agent.name);
    let note = "临时加入".to_owned();
    let edit = class.changes(1, Operation::Amend { changes, note });
    class.trainer.sends(&[&edit]).await;
    class.agent.pulls().await;
    let counted = CheckInState::Counted {
        session: class.opened.record,
        presence: Presence::Present,
    };
    assert_eq!(state(&class.agent, signed_in.record), counted);
    assert_eq!(class.line().await.presence, Some(Presence::Present));
}

/// The number is read on the server as on the phone.
#[tokio::test]
async fn a_number_typed_in_another_way_finds_its_session() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(25 * MINUTE);
    let printed = class.check_in();
    let number = printed.get("session_number").unwrap().to_lowercase();
    let typed = printed
        .clone()
        .with("session_number", &format!(" {number}"));
    let made = class.agent.submits(RecordKind::CheckIn, typed);
    let state = class.sent(&made).await;
    assert!(matches!(state, CheckInState::Counted { .. }), "{state:?}");
}
