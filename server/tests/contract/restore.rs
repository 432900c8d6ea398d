//! Backups, and what phones notice of a server that came back from one.

use crate::engine::TestDatabase;
use crate::person::Person;
use crate::world::{DAY, MINUTE, TestServer, place};
use server::{Copied, RestoreError, back_up, restore};
use shared::id::DeviceId;
use shared::sync::{Outcome, Quarantine};
use sqlx::{AnyConnection, Connection};
use std::path::Path;

const APPLIED: Outcome = Outcome::Applied { version: 1 };
const ALREADY: Outcome = Outcome::AlreadyApplied { version: 1 };

/// The phone turns to another server with what it holds.
fn moved<'a>(person: Person<'_>, server: &'a TestServer) -> Person<'a> {
    Person {
        server,
        cookie: person.cookie,
        profile: person.profile,
        device: person.device,
        sent: person.sent,
        cursor: person.cursor,
        held: person.held,
    }
}

#[tokio::test]
async fn a_phone_sends_again_what_the_backup_lacks_and_it_counts_once() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let known = agent.an_application();
    assert_eq!(agent.sends(&[&known]).await, [APPLIED]);
    let backup = server.backed_up().await;
    let lost = agent.an_application();
    assert_eq!(agent.sends(&[&lost]).await, [APPLIED]);
    agent.pulls().await;

    let restored = server.restored(&backup, TestDatabase::new("").await).await;
    let epoch = agent.cursor.clone();
    let mut agent = moved(agent, &restored);
    let page = agent.pulls_page(100).await;
    assert!(
        page.from_start,
        "another epoch: what was pulled is forgotten"
    );
    assert_ne!(page.cursor, epoch);
    agent.pulls().await;
    assert!(agent.holds(known.record).is_some());
    assert!(agent.holds(lost.record).is_none());

    assert_eq!(agent.sends(&[&known, &lost]).await, [ALREADY, APPLIED]);
    assert_eq!(agent.sends(&[&known, &lost]).await, [ALREADY, ALREADY]);
    agent.pulls().await;
    assert_eq!(agent.holds(lost.record).unwrap().version, 1);
    let next = agent.an_application();
    assert_eq!(agent.sends(&[&next]).await, [APPLIED]);
}

#[tokio::test]
async fn a_phone_that_registered_after_the_backup_keeps_its_number_and_its_records() {
    let server = TestServer::start().await;
    let backup = server.backed_up().await;
    server.wait(DAY);
    let mut agent = server.person("wangfang").await;
    let lost = agent.an_application();
    assert_eq!(agent.sends(&[&lost]).await, [APPLIED]);
    server.wait(DAY);

    let restored = server.restored(&backup, TestDatabase::new("").await).await;
    let newcomer = restored.person("zhangmin").await;
    assert_ne!(newcomer.profile.device_number, agent.profile.device_number);

    let stranger = moved(agent, &restored);
    let refused = stranger.post_text("/api/sync", stranger.exchange(10, &[&lost]));
    assert_eq!(refused.await.refusal(), (401, "sign_in_needed".to_owned()));
    let mut agent = restored.person_again(&stranger).await;
    assert_eq!(agent.profile.device_number, stranger.profile.device_number);
    assert_eq!(agent.sends(&[&lost]).await, [APPLIED]);
    assert_eq!(agent.sends(&[&lost]).await, [ALREADY]);
    let next = agent.an_application();
    assert_eq!(agent.sends(&[&next]).await, [APPLIED]);
}

#[tokio::test]
async fn a_number_that_was_never_given_or_is_anothers_cannot_be_claimed() {
    let server = TestServer::start().await;
    let mut claimed = server.person("wangfang").await;
    claimed.device = DeviceId::from_number(0xd0d0);
    let anothers = server.person_again(&claimed).await;
    assert_ne!(
        anothers.profile.device_number,
        claimed.profile.device_number
    );

    let backup = server.backed_up().await;
    let restored = server.restored(&backup, TestDatabase::new("").await).await;
    let highest = restored.person("zhangmin").await.profile.device_number;
    for (device, number) in [
        (1, claimed.profile.device_number.get()),
        (2, highest.get() + 7),
    ] {
        claimed.device = DeviceId::from_number(0xd0e0 + device);
        claimed.profile.device_number = shared::number::DeviceNumber::new(number);
        let mut agent = restored.person_again(&claimed).await;
        assert_ne!(agent.profile.device_number.get(), number);
        agent.profile.device_number = claimed.profile.device_number;
        let made = agent.an_application();
        let number_taken = Outcome::from(Quarantine::NumberTaken);
        assert_eq!(agent.sends(&[&made]).await, [number_taken]);
    }
}

#[tokio::test]
async fn two_restores_of_one_backup_give_different_numbers() {
    let server = TestServer::start().await;
    let backup = server.backed_up().await;
    let once = server.restored(&backup, TestDatabase::new("").await).await;
    let first = once.person("wangfang").await.profile.device_number;
    server.wait(10 * MINUTE);
    let again = server.restored(&backup, TestDatabase::new("").await).await;
    let second = again.person("zhangmin").await.profile.device_number;
    assert!(second > first, "{first:?} {second:?}");
}

#[tokio::test]
async fn a_store_moves_to_the_other_engine_and_back_with_everything_in_it() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    agent.pulls().await;
    let first = server.backed_up().await;
    let embedded = server.restored(&first, TestDatabase::embedded()).await;
    let second = embedded.backed_up().await;
    let back = server.restored(&second, TestDatabase::new("").await).await;
    let third = back.backed_up().await;
    assert_eq!(content(&first).await, content(&second).await);
    assert_eq!(content(&first).await, content(&third).await);

    let held = agent.held.len();
    let mut agent = moved(agent, &back);
    agent.pulls().await;
    assert_eq!(agent.held.len(), held);
}

/// Everything that people and phones put into a store.
async fn content(backup: &Path) -> Vec<String> {
    let mut db = open(backup).await;
    let mut content = Vec::new();
    for rows in [
        "SELECT record_id || version || content || office || searched FROM record ORDER BY 1",
        "SELECT mutation_id || body || outcome FROM mutation ORDER BY 1",
        "SELECT scope || kind || id || position FROM change ORDER BY 1",
        "SELECT chain || seq || hash FROM audit ORDER BY 1",
        "SELECT person_id || unit_id || role || COALESCE(level, '-') FROM appointment ORDER BY 1",
        "SELECT token_hash || device_id FROM session ORDER BY 1",
    ] {
        let rows: Vec<String> = sqlx::query_scalar(rows).fetch_all(&mut db).await.unwrap();
        assert!(!rows.is_empty());
        content.extend(rows);
    }
    content
}

async fn open(backup: &Path) -> AnyConnection {
    let address = format!("sqlite://{}", backup.display());
    AnyConnection::connect(&address).await.unwrap()
}

async fn restored_from(backup: &Path, server: &TestServer) -> Result<Copied, RestoreError> {
    let database = TestDatabase::new("").await;
    restore(backup, &place(&database), server.now()).await
}

#[tokio::test]
async fn what_was_changed_or_damaged_is_not_restored() {
    let server = TestServer::start().await;
    let backup = server.backed_up().await;
    for (change, refused) in [
        (
            "UPDATE audit SET action = 'reject' WHERE seq = 2",
            "audit log was changed",
        ),
        ("DELETE FROM meta WHERE name = 'backed_up_at'", "no backup"),
        ("DROP TABLE _sqlx_migrations", "no backup"),
        ("DROP TABLE fact", "no table fact"),
        ("CREATE TABLE foo (x BLOB)", "a table foo"),
        (
            "INSERT INTO _sqlx_migrations SELECT 9999, '', installed_on, success, checksum, 0
             FROM _sqlx_migrations LIMIT 1",
            "later version",
        ),
    ] {
        let changed = backup.with_extension("changed");
        std::fs::copy(&backup, &changed).unwrap();
        let mut db = open(&changed).await;
        sqlx::raw_sql(change).execute(&mut db).await.unwrap();
        db.close().await.unwrap();
        let refusal = restored_from(&changed, &server).await.unwrap_err();
        assert!(refusal.to_string().contains(refused), "{change}: {refusal}");
    }
    let torn = backup.with_extension("torn");
    let whole = std::fs::read(&backup).unwrap();
    std::fs::write(&torn, &whole[..whole.len() / 2]).unwrap();
    let refusal = restored_from(&torn, &server).await.unwrap_err();
    assert!(matches!(refusal, RestoreError::NotABackup(..)), "{refusal}");
    restored_from(&backup, &server).await.unwrap();
}

#[tokio::test]
async fn nothing_is_written_over_anything() {
    let server = TestServer::start().await;
    let backup = server.backed_up().await;
    let again = back_up(&server.place(), &backup, server.now()).await;
    assert!(again.unwrap_err().to_string().contains("not overwritten"));
    let over = restore(&backup, &server.place(), server.now()).await;
    assert!(matches!(over, Err(RestoreError::NotEmpty { .. })));
    let files = std::fs::read_dir(backup.parent().unwrap()).unwrap();
    let parts = files.filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        name.to_string_lossy().contains(".part-")
    });
    assert_eq!(parts.count(), 0, "nothing unfinished is left");
}
