//! What a backup holds, by the schema itself; and backups of earlier builds.

use super::backup::known;
use super::tables::tables;
use super::{MIGRATIONS, Store, a_store, back_up, meta, place, restore, sqlite};
use crate::engine::TestDatabase;
use shared::time::Timestamp;
use sqlx::{AnyConnection, Connection};
use std::collections::BTreeSet;

fn now() -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000)
}

/// The tables that the engine under test has.
async fn tables_of_engine(store: &Store, on_postgres: bool) -> BTreeSet<String> {
    let names = match on_postgres {
        true => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations'"
        }
        false => {
            "SELECT name FROM sqlite_master
             WHERE type = 'table' AND name NOT IN ('_sqlx_migrations', 'sqlite_sequence')"
        }
    };
    let mut db = store.read().await.unwrap();
    let names: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut *db).await.unwrap();
    names.into_iter().collect()
}

#[tokio::test]
async fn every_table_of_the_schema_is_in_a_backup() {
    let (database, store) = a_store().await;
    let file = database.folder().join("backup");
    let copied = back_up(&place(&database), &file, now()).await.unwrap();
    let copied: BTreeSet<String> = copied.rows.into_iter().map(|(table, _)| table).collect();
    let there = tables_of_engine(&store, database.url().is_some()).await;
    assert_eq!(copied, there);
    assert!(
        there.contains("record") && there.contains("audit"),
        "{there:?}"
    );
}

#[tokio::test]
async fn a_table_comes_after_those_it_refers_to() {
    let database = TestDatabase::embedded();
    Store::open(&place(&database)).await.unwrap();
    let file = sqlite::address(&database.folder().join("saddlebag.db"), "ro");
    let mut db = AnyConnection::connect(&file).await.unwrap();
    let tables = tables(&mut db).await.unwrap();
    let at = |name: &str| tables.iter().position(|table| table.name == name).unwrap();
    assert!(at("person") < at("device") && at("device") < at("session"));
    assert!(at("record") < at("record_place") && at("scope") < at("change"));
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_reads_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let (database, _store) = a_store().await;
    let file = database.folder().join("backup");
    back_up(&place(&database), &file, now()).await.unwrap();
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn a_backup_of_the_first_build_is_brought_to_this_builds_form() {
    sqlx::any::install_default_drivers();
    let database = TestDatabase::new("").await;
    let file = database.folder().join("old");
    let mut old = AnyConnection::connect(&sqlite::address(&file, "rwc"))
        .await
        .unwrap();
    let first = known().into_iter().min().unwrap();
    MIGRATIONS.run_to(first, &mut old).await.unwrap();
    let made = now().millis().to_string();
    meta::set(&mut old, meta::BACKED_UP_AT, &made)
        .await
        .unwrap();
    meta::set(&mut old, meta::DEMONSTRATION, "then")
        .await
        .unwrap();
    old.close().await.unwrap();
    let before = std::fs::read(&file).unwrap();

    restore(&file, &place(&database), now()).await.unwrap();
    let store = Store::open(&place(&database)).await.unwrap();
    let mut db = store.read().await.unwrap();
    let kept = meta::find(&mut db, meta::DEMONSTRATION).await.unwrap();
    assert_eq!(kept.as_deref(), Some("then"));
    assert_eq!(
        std::fs::read(&file).unwrap(),
        before,
        "the file is as it was"
    );
}
