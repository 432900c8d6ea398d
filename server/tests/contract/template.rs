//! The demonstration, made once for this build of the tests and copied for every story.

use crate::engine::{TestDatabase, administer, build, has_database, on_postgres, scratch};
use crate::world::{morning, place, signing_key};
use server::{AppState, Clock, PasswordCost, Reach, Store, seed};
use std::path::Path;

/// A new database with the demonstration in it.
pub async fn demonstration() -> TestDatabase {
    let template = format!("demonstration_{}", build());
    if on_postgres() {
        make_in_postgres(&template).await;
        return TestDatabase::new(&format!("TEMPLATE {template}")).await;
    }
    let template = scratch().join(template);
    if !template.exists() {
        make_file(&template).await;
    }
    let database = TestDatabase::new("").await;
    std::fs::copy(template, database.folder().join("saddlebag.db")).unwrap();
    database
}

/// Who comes first makes it, the others wait.
async fn make_in_postgres(template: &str) {
    let _one_at_a_time = administer("SELECT pg_advisory_lock(1)").await;
    if !has_database(template).await {
        let made = filled().await;
        let url = made.url().unwrap().split('?').next().unwrap();
        let name = url.rsplit('/').next().unwrap();
        administer(&format!("CREATE DATABASE {template} TEMPLATE {name}")).await;
    }
}

/// If two make it at once, their files are the same.
async fn make_file(template: &Path) {
    let made = filled().await;
    std::fs::rename(made.folder().join("saddlebag.db"), template).unwrap();
}

async fn filled() -> TestDatabase {
    let database = TestDatabase::new("").await;
    let store = Store::open(&place(&database)).await.unwrap();
    let clock = Clock::new(morning);
    let cost = PasswordCost::Demonstration;
    let state = AppState::over(store.clone(), clock, cost, Reach::default(), signing_key())
        .await
        .unwrap();
    seed(&state, 0).await.unwrap();
    store.close().await;
    database
}
