//! Whom a session is for, and how it is changed or called off.

use super::{APPLIED, Class, found, not_counted, roster, session, state};
use crate::world::{MINUTE, TestServer};
use shared::answers::Changes;
use shared::record::RecordKind;
use shared::sync::{Operation, Outcome};
use shared::training::CheckInRefusal;

#[tokio::test]
async fn a_session_is_for_its_audience_alone() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut voyage = server.person("yangwei").await;
    trainer.pulls().await;
    let team = trainer.sees("王芳").units[0].clone();
    let content = session()
        .with("audience_units.0.unit", &team.id.to_string())
        .with("audience_units.0.name", &team.name);
    let mut class = Class::that_is_known(&server, content).await;
    class.agent.pulls().await;
    voyage.pulls().await;
    let session = class.opened.record;
    assert!(class.agent.holds(session).is_some() && voyage.holds(session).is_none());
    assert_eq!(class.roster().await.entries.len(), 4);

    server.wait(25 * MINUTE);
    let signed_in = voyage.submits(RecordKind::CheckIn, class.check_in());
    voyage.sends(&[&signed_in]).await;
    voyage.pulls().await;
    assert_eq!(
        state(&voyage, signed_in.record),
        not_counted(CheckInRefusal::NotOnRoster)
    );
}

#[tokio::test]
async fn who_is_not_invited_any_more_hears_of_it() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    let session = class.opened.record;
    class.trainer.pulls().await;
    class.agent.pulls().await;
    assert!(class.agent.holds(session).is_some());
    let newcomer = class.trainer.sees("刘洋");
    let changes = Changes::new()
        .with("audience_people.0.person", &newcomer.id.to_string())
        .with("audience_people.0.name", &newcomer.name);
    let note = "只请新人".to_owned();
    let edit = class.changes(1, Operation::Amend { changes, note });
    assert_eq!(
        class.trainer.sends(&[&edit]).await,
        [Outcome::Applied { version: 2 }]
    );
    class.agent.pulls().await;
    assert!(class.agent.holds(session).is_none());
    let mut invited = server.person("liuyang").await;
    invited.pulls().await;
    let content = invited.holds(session).unwrap().content;
    assert_eq!(
        (content.get("secret"), content.items("audience_people")),
        (None, 0)
    );
    assert_eq!(class.roster().await.entries.len(), 1);
}

#[tokio::test]
async fn a_session_is_not_closed_before_it_begins_and_may_be_called_off() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    let early = class.changes(1, Operation::close());
    let outcomes = class.trainer.sends(&[&early]).await;
    assert_eq!(found(&outcomes), ["session_not_begun"]);
    let note = "讲师生病".to_owned();
    let off = class.changes(1, Operation::Withdraw { note });
    assert_eq!(
        class.trainer.sends(&[&off]).await,
        [Outcome::Applied { version: 2 }]
    );
    assert!(!class.roster().await.is_in_force());
}

#[tokio::test]
async fn a_closed_session_tells_who_was_absent() {
    let server = TestServer::start().await;
    let mut class = Class::with(&server, session()).await;
    let session = class.opened.record;
    server.wait(145 * MINUTE);
    let closing = class.changes(1, Operation::close());
    let outcomes = class.trainer.sends(&[&class.opened, &closing]).await;
    assert_eq!(outcomes, [APPLIED, Outcome::Applied { version: 2 }]);
    class.agent.pulls().await;
    let own = roster(&class.agent, session).entries[0].presence;
    assert_eq!(own, Some(shared::training::Presence::Absent));
}
