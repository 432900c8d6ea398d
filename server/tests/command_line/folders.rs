//! Database and folders of a story, and the binary on them.

use crate::engine::{TestDatabase, administer, build, has_database, on_postgres, scratch};
use serde_json::Value;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use std::fs::{DirBuilder, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

/// Database and folders of one story.
pub struct Folders(TestDatabase);

impl Folders {
    pub fn new() -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        Self::over(runtime.block_on(TestDatabase::new("")))
    }

    /// On the embedded database, whatever is tested on.
    pub fn embedded() -> Self {
        Self::over(TestDatabase::embedded())
    }

    fn over(database: TestDatabase) -> Self {
        let site = database.folder().join("site");
        std::fs::create_dir_all(&site).unwrap();
        std::fs::write(site.join("index.html"), "<!doctype html>").unwrap();
        Self(database)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.folder().join(name)
    }

    /// A command of the binary, on the story's database.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_saddlebag"));
        command.arg(name).arg("--data").arg(self.path("data"));
        match self.0.url() {
            Some(url) => command.env("DATABASE_URL", url),
            None => command.env_remove("DATABASE_URL"),
        };
        command
    }

    pub fn serve(&self) -> Command {
        let mut command = self.command("serve");
        command
            .arg("--site")
            .arg(self.path("site"))
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn runs(&self, command: &str, arguments: &[&str]) -> Output {
        self.command(command).args(arguments).output().unwrap()
    }

    /// Exit code and what was said.
    pub fn checks(&self, command: &str, arguments: &[&str]) -> (i32, String) {
        let output = self.runs(command, arguments);
        let told = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(told).unwrap(),
        )
    }

    /// Somebody with the database in their hands.
    async fn connection(&self) -> AnyConnection {
        let file = format!("sqlite://{}", self.path("data/saddlebag.db").display());
        sqlx::any::install_default_drivers();
        let address = self.0.url().unwrap_or(&file);
        AnyConnection::connect(address).await.unwrap()
    }

    pub fn suffers(&self, sql: &str) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let mut db = self.connection().await;
            let sql = AssertSqlSafe(sql.to_owned());
            let done = sqlx::query(sql).execute(&mut db).await.unwrap();
            assert!(done.rows_affected() > 0, "nothing changes");
            db.close().await.unwrap();
        });
    }

    /// How many rows a table has.
    pub fn rows_of(&self, table: &str) -> i64 {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
            let rows = sqlx::query_scalar(sql);
            rows.fetch_one(&mut self.connection().await).await.unwrap()
        })
    }

    /// The first column of what is asked of the database.
    pub fn asks(&self, sql: &str) -> Vec<String> {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let mut db = self.connection().await;
            let sql = AssertSqlSafe(sql.to_owned());
            let told = sqlx::query_scalar(sql).fetch_all(&mut db).await.unwrap();
            db.close().await.unwrap();
            told
        })
    }

    pub fn number_of_an_accepted_application(&self) -> String {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            sqlx::query_scalar(
                "SELECT number FROM record WHERE kind = 'application' AND status = 'accepted'
                 ORDER BY number LIMIT 1",
            )
            .fetch_one(&mut self.connection().await)
            .await
            .unwrap()
        })
    }

    /// The fault that `verify-audit` names of this record, of one alone.
    pub fn fault_of(&self, record: &str) -> String {
        let (code, told) = self.checks("verify-audit", &["--json"]);
        assert_eq!(code, 1, "{told}");
        let told: Value = serde_json::from_str(&told).unwrap();
        let strayed = told["strayed"].as_array().unwrap();
        assert_eq!(
            (strayed.len(), &told["whole"]),
            (1, &false.into()),
            "{told}"
        );
        assert_eq!(strayed[0]["record"], record, "{told}");
        strayed[0]["fault"].as_str().unwrap().to_owned()
    }

    pub fn refusal(&self, arguments: &[&str]) -> String {
        let Output { status, stderr, .. } = self.serve().args(arguments).output().unwrap();
        assert!(!status.success(), "{arguments:?} was not refused");
        String::from_utf8(stderr).unwrap()
    }
}

/// Ended with its story, however that goes.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    pub fn first_line(&mut self) -> String {
        let mut line = String::new();
        let stdout = self.0.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        line
    }
}

/// A demonstration that has run and ended: the first of this build of the tests, copied.
pub fn a_demonstration() -> Folders {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let one_at_a_time = File::create(scratch().join("demonstration.lock")).unwrap();
    one_at_a_time.lock().unwrap();
    let engine = if on_postgres() {
        "postgres"
    } else {
        "embedded"
    };
    let name = format!("ended_{engine}_{}", build());
    let kept = scratch().join(&name);
    if on_postgres() && !runtime.block_on(has_database(&name)) {
        // Of a run before, whose PostgreSQL went with it.
        let _ = std::fs::remove_dir_all(&kept);
    }
    if !kept.exists() {
        let first = another_demonstration();
        if let Some(database) = first.0.name() {
            let copy = format!("CREATE DATABASE {name} TEMPLATE {database}");
            runtime.block_on(administer(&copy));
        }
        std::fs::rename(first.path("data"), &kept).unwrap();
    }
    let clause = format!("TEMPLATE {name}");
    let folders = Folders::over(runtime.block_on(TestDatabase::new(&clause)));
    let data = folders.path("data");
    DirBuilder::new().mode(0o700).create(&data).unwrap();
    for file in std::fs::read_dir(&kept).unwrap().flatten() {
        std::fs::copy(file.path(), data.join(file.file_name())).unwrap();
    }
    folders
}

/// A demonstration that has run and ended, and is no copy: it has a signing key of its own.
pub fn another_demonstration() -> Folders {
    let folders = Folders::new();
    let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
    server.first_line();
    folders
}

/// A store in which nobody is.
pub fn an_empty_store() -> Folders {
    let folders = Folders::new();
    let mut server = Running(folders.serve().arg("--json").spawn().unwrap());
    server.first_line();
    drop(server);
    folders
}

/// Starts, with this, and is stopped.
pub fn starts(folders: &Folders, arguments: &[&str]) {
    let mut server = Running(
        folders
            .serve()
            .args(["--demo", "--json"])
            .args(arguments)
            .spawn()
            .unwrap(),
    );
    let told: Value = serde_json::from_str(&server.first_line()).expect("it starts");
    assert!(told["url"].is_string());
}
