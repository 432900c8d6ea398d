//! The database under test: SQLite in a folder of its own; or, where `SADDLEBAG_TEST_POSTGRES` is the
//! URL of a PostgreSQL (`cargo xtask test` starts one), a database of its own there.

#![allow(dead_code, reason = "each of the programs of tests uses some of it")]

use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A database that goes with its test, beside a folder for files.
pub struct TestDatabase {
    folder: PathBuf,
    /// Its name and URL, on PostgreSQL.
    postgres: Option<(String, String)>,
}

impl TestDatabase {
    /// A new one without tables; on PostgreSQL made with this clause of `CREATE DATABASE`.
    pub async fn new(clause: &str) -> Self {
        let mut database = Self::embedded();
        if let Some(server) = server() {
            let name = database.folder.file_name().unwrap().to_string_lossy();
            administer(&format!("CREATE DATABASE {name} {clause}")).await;
            let url = server.replacen("/postgres?", &format!("/{name}?"), 1);
            database.postgres = Some((name.into_owned(), url));
        }
        database
    }

    /// A new one without tables, embedded whatever is tested on.
    pub fn embedded() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let number = NEXT.fetch_add(1, Ordering::SeqCst);
        let folder = scratch().join(format!("story_{}_{number}", std::process::id()));
        // Another process with this number may have been killed.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let postgres = None;
        Self { folder, postgres }
    }

    /// For files of the test; the embedded database is among them.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its name, on PostgreSQL.
    pub fn name(&self) -> Option<&str> {
        self.postgres.as_ref().map(|(name, _)| name.as_str())
    }

    /// Its URL, on PostgreSQL.
    pub fn url(&self) -> Option<&str> {
        self.postgres.as_ref().map(|(_, url)| url.as_str())
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some((name, _)) = &self.postgres {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            let dropping = std::thread::spawn(move || {
                let runtime = tokio::runtime::Runtime::new().unwrap();
                runtime.block_on(administer(&drop));
            });
            let _ = dropping.join();
        }
    }
}

/// The URL of the PostgreSQL to test on; none to test on SQLite.
fn server() -> Option<String> {
    std::env::var("SADDLEBAG_TEST_POSTGRES").ok()
}

/// Whether it is tested on PostgreSQL.
pub fn on_postgres() -> bool {
    server().is_some()
}

/// Something done to the databases of the PostgreSQL to test on.
pub async fn administer(sql: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    let mut db = AnyConnection::connect(&server().unwrap()).await.unwrap();
    let sql = AssertSqlSafe(sql.to_owned());
    sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
    db
}

/// Whether the PostgreSQL to test on has a database of this name; each run has one of its own.
pub async fn has_database(name: &str) -> bool {
    let mut server = administer("SELECT 1").await;
    let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM pg_database WHERE datname = $1")
        .bind(name.to_owned())
        .fetch_one(&mut server)
        .await
        .unwrap();
    known > 0
}

/// Below the target folder.
pub fn scratch() -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let scratch = this.ancestors().nth(3).unwrap().join("tmp/stories");
    std::fs::create_dir_all(&scratch).unwrap();
    scratch
}

/// Differs when the tests were compiled anew.
pub fn build() -> u128 {
    let this = std::env::current_exe().unwrap();
    let built = std::fs::metadata(this).unwrap().modified().unwrap();
    let since = built.duration_since(std::time::UNIX_EPOCH).unwrap();
    since.as_nanos()
}
