//! The demonstration branch, and the commands on it.

use crate::engine::TestDatabase;
use serde_json::Value;
use server::{AppState, Clock, Database, PasswordCost, Reach, SigningKey, Store, seed};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use sqlx::{AnyConnection, Connection};
use std::path::Path;
use std::process::{Command, Output};

/// The day of the stories.
pub const TODAY: &str = "2026-11-20";

/// The first word of a command line.
pub const PROGRAM: &str = "saddlebag";

/// Ten in the morning of that day, at the branch.
pub fn clock() -> Clock {
    let day: chrono::NaiveDate = TODAY.parse().unwrap();
    let ten = day.and_hms_opt(10, 0, 0).unwrap();
    let now = Timestamp::from_civil(ten, CHINA_OFFSET_MINUTES);
    Clock::new(move || now)
}

/// The branch of a story, in a database of its own.
pub struct Branch(TestDatabase);

/// What a command said.
pub struct Said {
    pub good: bool,
    pub out: String,
    pub err: String,
}

impl Branch {
    /// The branch as it was.
    pub async fn new() -> Self {
        let database = TestDatabase::new("").await;
        let place = Database::at(database.url(), database.folder().to_owned()).unwrap();
        let store = Store::open(&place).await.unwrap();
        let (clock, cost) = (clock(), PasswordCost::Demonstration);
        let state = AppState::over(
            store,
            clock,
            cost,
            Reach::default(),
            SigningKey::of_secret(&[7; 32]),
        )
        .await
        .unwrap();
        seed(&state, 0).await.unwrap();
        state.store.close().await;
        Self(database)
    }

    /// The same branch, for a story that changes it.
    pub async fn copy(&self) -> Self {
        let Some(url) = self.0.url() else {
            let copy = TestDatabase::new("").await;
            let file = |database: &TestDatabase| database.folder().join("saddlebag.db");
            std::fs::copy(file(&self.0), file(&copy)).unwrap();
            return Self(copy);
        };
        let name = url.split('?').next().unwrap().rsplit('/').next().unwrap();
        Self(TestDatabase::new(&format!("TEMPLATE {name}")).await)
    }

    /// What the audit log says of imports, in their order: who, of what, and the hash of it.
    pub fn imports_written_down(&self) -> Vec<[String; 3]> {
        self.in_database(imports_in)
    }

    /// Changes a row of what payroll was told, as nobody should.
    pub fn rewrite_first_import(&self) {
        self.in_database(rewrite_in);
    }

    /// As if the gates had been published to hold from November on only.
    pub fn published_gates_too_late(&self) {
        self.in_database(publish_gates_too_late_in);
    }

    /// Takes every fact out of the store.
    pub fn take_facts_out(&self) -> Vec<String> {
        self.in_database(take_facts_out_of)
    }

    fn in_database<T: Send>(&self, ask: impl AsyncFnOnce(&mut AnyConnection) -> T + Send) -> T {
        let file = self.folder().join("saddlebag.db");
        let url = self.0.url().map(str::to_owned);
        let url = url.unwrap_or_else(|| format!("sqlite:{}", file.display()));
        let asking = || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                sqlx::any::install_default_drivers();
                let mut db = AnyConnection::connect(&url).await.unwrap();
                let answer = ask(&mut db).await;
                db.close().await.unwrap();
                answer
            })
        };
        std::thread::scope(|scope| scope.spawn(asking).join().unwrap())
    }

    /// The office learns on a day that somebody's contract ended on an earlier one.
    pub fn learns_the_end(&self, login: &str, ended: &str, known: &str) {
        self.in_database(async |db| learn_the_end_in(db, login, ended, known).await);
    }

    /// The id of a unit.
    pub fn unit(&self, name: &str) -> String {
        self.in_database(async |db| {
            let query = sqlx::query_scalar("SELECT unit_id FROM unit WHERE name = $1");
            query.bind(name.to_owned()).fetch_one(db).await.unwrap()
        })
    }

    /// One team split off from another on this day, as the organisation remembers it.
    pub fn splits(&self, team: &str, mother: &str, on: &str) {
        self.in_database(async |db| split_in(db, team, mother, on).await);
    }

    /// For files of the story.
    pub fn folder(&self) -> &Path {
        self.0.folder()
    }

    pub fn runs(&self, command: &str, arguments: &[&str]) -> Said {
        let mut saddlebag = Command::new(std::env::current_exe().unwrap());
        saddlebag
            .arg(PROGRAM)
            .arg(command)
            .arg("--data")
            .arg(self.folder());
        match self.0.url() {
            Some(url) => saddlebag.env("DATABASE_URL", url),
            None => saddlebag.env_remove("DATABASE_URL"),
        };
        let Output {
            status,
            stdout,
            stderr,
        } = saddlebag.args(arguments).output().unwrap();
        Said {
            good: status.success(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    /// The statement of an agent for October 2026, as of the story's day unless said otherwise.
    pub fn statement(&self, agent: &str, more: &[&str]) -> Said {
        let arguments = ["--month", "2026-10", "--agent", agent];
        let as_of: &[&str] = match more.contains(&"--as-of") {
            true => &[],
            false => &["--as-of", TODAY],
        };
        self.runs("statement", &[&arguments, as_of, more].concat())
    }

    pub fn json(&self, agent: &str, more: &[&str]) -> Value {
        let said = self.statement(agent, &[&["--json"], more].concat());
        assert!(said.good, "{}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    /// The statement for November 2026 as it is now, with everything that was ever imported.
    pub fn statement_now(&self, agent: &str) -> Said {
        let arguments = ["--month", "2026-11", "--agent", agent, "--json"];
        self.runs("statement", &arguments)
    }

    pub fn imports(&self, name: &str, text: impl AsRef<[u8]>, more: &[&str]) -> Said {
        let file = self.folder().join(name);
        std::fs::write(&file, text).unwrap();
        self.runs("import-facts", &[&[file.to_str().unwrap()], more].concat())
    }
}

async fn imports_in(db: &mut AnyConnection) -> Vec<[String; 3]> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT person_id, subject, before_hash FROM audit
         WHERE action = 'import_facts' AND subject NOT LIKE 'demonstration:%' ORDER BY seq",
    )
    .fetch_all(db)
    .await
    .unwrap();
    let row = |(who, subject, hash)| [who, subject, hash];
    rows.into_iter().map(row).collect()
}

async fn learn_the_end_in(db: &mut AnyConnection, login: &str, ended: &str, known: &str) {
    let steps = [
        "INSERT INTO appointment_learned
         SELECT person_id, unit_id, role, level, from_date, until_date, ''
         FROM appointment WHERE person_id = (SELECT person_id FROM person WHERE login = $1)",
        "INSERT INTO appointment_learned
         SELECT person_id, unit_id, role, level, from_date, $2, $3
         FROM appointment WHERE person_id = (SELECT person_id FROM person WHERE login = $1)",
        "UPDATE appointment SET until_date = $2
         WHERE person_id = (SELECT person_id FROM person WHERE login = $1)",
    ];
    for (step, bound) in steps.into_iter().zip([1, 3, 2]) {
        let mut query = sqlx::query(step);
        for value in [login, ended, known].into_iter().take(bound) {
            query = query.bind(value.to_owned());
        }
        assert_eq!(query.execute(&mut *db).await.unwrap().rows_affected(), 1);
    }
}

async fn split_in(db: &mut AnyConnection, team: &str, mother: &str, on: &str) {
    let steps = [
        "UPDATE unit SET mother_id = (SELECT unit_id FROM unit WHERE name = $2) WHERE name = $1",
        "UPDATE unit_place SET from_date = $2
         WHERE unit_id = (SELECT unit_id FROM unit WHERE name = $1)",
    ];
    for (step, value) in steps.into_iter().zip([mother, on]) {
        let query = sqlx::query(step)
            .bind(team.to_owned())
            .bind(value.to_owned());
        assert_eq!(query.execute(&mut *db).await.unwrap().rows_affected(), 1);
    }
}

async fn rewrite_in(db: &mut AnyConnection) {
    sqlx::query("UPDATE audit SET subject = 'nothing' WHERE chain = 'facts' AND seq = 1")
        .execute(db)
        .await
        .unwrap();
}

async fn publish_gates_too_late_in(db: &mut AnyConnection) {
    let changed = sqlx::query(
        "UPDATE compensation_table SET body = replace(body, '2020-01-01', '2026-11-01')
         WHERE name = 'gates'",
    );
    assert_eq!(changed.execute(db).await.unwrap().rows_affected(), 1);
}

async fn take_facts_out_of(db: &mut AnyConnection) -> Vec<String> {
    let facts = sqlx::query_scalar("SELECT body FROM fact ORDER BY fact_id")
        .fetch_all(&mut *db)
        .await
        .unwrap();
    sqlx::query("DELETE FROM fact").execute(db).await.unwrap();
    facts
}
