//! How often a trainer's act asks the store.

use super::{Class, session};
use crate::statements::{are_counted, statements_to_send};
use crate::world::TestServer;
use shared::training::Presence;

/// How many statements it takes to mark the agent of a class, and how many are invited.
async fn marks(class: &mut Class<'_>) -> (usize, usize) {
    let invited = class.roster().await.entries.len();
    let mark = class.marks(Presence::Excused, "请假");
    (statements_to_send(&class.trainer, &mark).await, invited)
}

#[tokio::test]
async fn a_mark_asks_no_more_however_many_are_invited() {
    if !are_counted() {
        return;
    }
    let server = TestServer::start().await;
    let mut whole = Class::that_is_known(&server, session()).await;
    let agent = &whole.agent.profile.person;
    let for_one = session()
        .with("audience_people.0.person", &agent.id.to_string())
        .with("audience_people.0.name", &agent.name);
    let mut alone = Class::that_is_known(&server, for_one).await;
    let (of_one, one) = marks(&mut alone).await;
    let (of_all, all) = marks(&mut whole).await;
    assert!(one == 1 && all > 10, "{one} and {all} are invited");
    assert!(of_one > 5, "they are counted: {of_one}");
    assert!(of_all <= of_one + 3, "{of_all} for {all}, {of_one} for one");
}
