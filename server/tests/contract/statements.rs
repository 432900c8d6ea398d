//! How often one mutation asks the store, in the transaction that everybody else of the branch waits for.

use crate::person::{Made, Person};
use crate::world::{TestServer, catalogue};
use core::sync::atomic::{AtomicUsize, Ordering};
use shared::record::RecordKind;
use shared::sync::Outcome;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// How many statements the database was given. Only a story that has a process of its own can tell.
static STATEMENTS: AtomicUsize = AtomicUsize::new(0);

/// Counts what the driver tells of every statement.
struct Statements;

impl Subscriber for Statements {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        STATEMENTS.fetch_add(1, Ordering::SeqCst);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// From now on they are counted, if this process has no other story.
pub fn are_counted() -> bool {
    let is_alone = std::env::var_os("NEXTEST").is_some();
    if is_alone {
        tracing::subscriber::set_global_default(Statements).unwrap();
    } else {
        println!(
            "Not told: statements are counted by process, and this one runs other stories too."
        );
    }
    is_alone
}

/// How many statements it takes to send this.
pub async fn statements_to_send(person: &Person<'_>, made: &Made) -> usize {
    let before = STATEMENTS.load(Ordering::SeqCst);
    let outcomes = person.sends(&[made]).await;
    let applied = matches!(outcomes[0], Outcome::Applied { .. });
    assert!(applied, "{outcomes:?}");
    STATEMENTS.load(Ordering::SeqCst) - before
}

#[tokio::test]
async fn a_case_asks_no_more_however_many_others_of_its_people_wait() {
    if !are_counted() {
        return;
    }
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let content = shared::sample::application(901, "2026-11-20".parse().unwrap(), catalogue());
    let mut took = Vec::new();
    for day in 1..=30 {
        let content = content
            .clone()
            .with("product.effective_date", &format!("2026-12-{day:02}"));
        let made = agent.submits(RecordKind::Application, content);
        took.push(statements_to_send(&agent, &made).await);
    }
    assert!(took[4] > 10, "they are counted: {took:?}");
    assert!(took[29] <= took[4] + 5, "{took:?}");
    assert!(took.iter().all(|took| *took < 100), "{took:?}");
}
