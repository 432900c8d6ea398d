//! How often a trainer's act asks the store.

use super::{Class, session};
use crate::statements::{count_statements, statements_to_send};
use crate::world::TestServer;
use shared::training::Presence;

#[tokio::test]
async fn a_mark_asks_no_more_however_many_are_invited() {
    count_statements();
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    let invited = class.roster().await.entries.len();
    assert!(invited > 10, "{invited}");
    let mark = class.marks(Presence::Excused, "请假");
    let took = statements_to_send(&class.trainer, &mark).await;
    assert!(took > 10 && took < 30, "{took}");
}
