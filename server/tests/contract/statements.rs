//! How often one mutation asks the store, in the transaction that everybody else of the branch waits for; and how
//! often a page of changes does.

use crate::person::{Made, Person};
use crate::world::{TestServer, catalogue};
use core::sync::atomic::{AtomicUsize, Ordering};
use shared::record::RecordKind;
use shared::sync::Outcome;
use std::collections::BTreeSet;
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

/// How many statements a page of so many changes takes.
async fn statements_to_pull(person: &mut Person<'_>, changes: usize) -> usize {
    let before = STATEMENTS.load(Ordering::SeqCst);
    let page = person.pulls_page(u32::try_from(changes).unwrap()).await;
    assert_eq!(page.changes.len(), changes);
    STATEMENTS.load(Ordering::SeqCst) - before
}

/// The book of somebody has a hundred policies more.
async fn fills_the_book(server: &TestServer, login: &str) {
    let person = format!("(SELECT person_id FROM person WHERE login = '{login}')");
    let hundred = "WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 100)";
    server
        .by_hand(&format!(
            "{hundred} INSERT INTO policy
                 SELECT 'X-' || k, {person}, 1, (SELECT MIN(body) FROM policy) FROM n;
             {hundred} INSERT INTO change
                 SELECT s.scope, 'policy', 'X-' || k, 1, s.position + k
                 FROM n, scope s WHERE s.scope = 'person:' || {person};
             UPDATE scope SET position = position + 100 WHERE scope = 'person:' || {person};"
        ))
        .await;
}

#[tokio::test]
async fn a_page_asks_no_more_however_much_is_in_it() {
    if !are_counted() {
        return;
    }
    let server = TestServer::start().await;
    // Who leads a team pulls things of every kind.
    let mut leader = server.person("liqiang").await;
    let made: Vec<Made> = (0..100).map(|_| leader.an_application()).collect();
    leader.sends(&made.iter().collect::<Vec<_>>()).await;
    fills_the_book(&server, "liqiang").await;
    let mut of_few = server.person("liqiang").await;
    let few = statements_to_pull(&mut of_few, 20).await;
    let next = statements_to_pull(&mut of_few, 20).await;
    let mut of_many = server.person("liqiang").await;
    let many = statements_to_pull(&mut of_many, 200).await;
    let kinds: BTreeSet<&str> = of_many.held.keys().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(
        kinds,
        BTreeSet::from(["catalogue", "person", "policy", "record"])
    );
    assert!(few > 5, "they are counted: {few}");
    assert!(many <= few + 1, "{many} for 200, {few} for 20");
    assert!(many <= 30, "{many}");
    assert!(
        next < few,
        "what is left is counted once: {next} after {few}"
    );
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

#[tokio::test]
async fn what_leaves_the_answers_as_they_are_counts_the_other_cases_anew_once() {
    if !are_counted() {
        return;
    }
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    // What the server asks once when it has just started is not counted with the first case.
    let another = agent.an_application();
    agent.sends(&[&another]).await;
    let content = shared::sample::application(901, "2026-11-20".parse().unwrap(), catalogue());
    let mut sent = Vec::new();
    for day in ["2026-12-01", "2026-12-02"] {
        let content = content.clone().with("product.effective_date", day);
        let made = agent.submits(RecordKind::Application, content);
        sent.push((statements_to_send(&agent, &made).await, made.record));
    }
    let [(alone, first), (beside, second)] = sent[..] else {
        panic!("{sent:?}");
    };
    let mut withdrawn = Vec::new();
    for record in [first, second] {
        let withdrawal = agent.withdraws(RecordKind::Application, record);
        withdrawn.push(statements_to_send(&agent, &withdrawal).await);
    }
    let (for_one_that_waits, took) = (beside - alone, withdrawn[0] - withdrawn[1]);
    assert!(for_one_that_waits > 3, "{sent:?}");
    assert!(took <= for_one_that_waits, "{sent:?} {withdrawn:?}");
}
