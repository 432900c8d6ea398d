//! The stage: a server with the demonstration branch, and people who call it.

use crate::engine::TestDatabase;
use crate::openapi;
use crate::person::Person;
use crate::template::demonstration;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use server::{
    AppState, CallReach, Clock, Database, PasswordCost, PushSettings, Reach, SigningKey, Store,
    back_up, restore, router,
};
use shared::id::{DeviceId, UnitId};
use shared::people::Role;
use shared::product::Catalogue;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tower::ServiceExt;

pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 24 * 60 * MINUTE;
pub const PASSWORD: &str = "saddlebag";

/// The demonstration's branch, and two of its teams.
pub const BRANCH: UnitId = UnitId::from_number(0x5add_1e01);
pub const DAWN: UnitId = UnitId::from_number(0x5add_1e03);
pub const VOYAGE: UnitId = UnitId::from_number(0x5add_1e04);
/// Of [`TestServer::has_another_branch`].
pub const OTHER_BRANCH: UnitId = UnitId::from_number(0x07e2);

static NEXT: AtomicU64 = AtomicU64::new(1);

/// A number nobody else has.
pub fn next() -> u64 {
    NEXT.fetch_add(1, Ordering::SeqCst)
}

/// The morning on which every story begins: 20 November 2026, 10:00 in Shanghai.
pub fn morning() -> Timestamp {
    let day: chrono::NaiveDate = "2026-11-20".parse().unwrap();
    let ten = day.and_hms_opt(10, 0, 0).unwrap();
    Timestamp::from_civil(ten, CHINA_OFFSET_MINUTES)
}

pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| Catalogue::demonstration().unwrap())
}

/// The key of every server of these stories.
pub fn signing_key() -> SigningKey {
    SigningKey::of_secret(&[7; 32])
}

/// A server of its own, with a clock that stands still until it is moved.
pub struct TestServer {
    app: Router,
    now: Arc<AtomicI64>,
    database: TestDatabase,
}

impl TestServer {
    pub async fn start() -> Self {
        Self::reached(Reach::default()).await
    }

    /// One that is reached in another way.
    pub async fn reached(reach: Reach) -> Self {
        let database = demonstration().await;
        let now = Arc::new(AtomicI64::new(morning().millis()));
        let app = open(&database, &now, reach).await;
        Self { app, now, database }
    }

    /// One whose company lets its agents be told while the app is closed, with what tells them.
    pub async fn telling(settings: PushSettings) -> (Self, AppState) {
        let database = demonstration().await;
        let now = Arc::new(AtomicI64::new(morning().millis()));
        let state = state_over(&database, &now, Reach::default()).await;
        let state = state.telling(settings).await.unwrap();
        let app = app_of(state.clone(), &database);
        (Self { app, now, database }, state)
    }

    /// One that calls other systems, with what calls them.
    pub async fn calling(reach: CallReach) -> (Self, AppState) {
        let database = demonstration().await;
        let now = Arc::new(AtomicI64::new(morning().millis()));
        let state = state_over(&database, &now, Reach::default()).await;
        let state = state.calling(reach).unwrap();
        let app = app_of(state.clone(), &database);
        (Self { app, now, database }, state)
    }

    /// Another server over the same database that calls other systems.
    pub async fn calling_again(&self, reach: CallReach) -> AppState {
        let state = state_over(&self.database, &self.now, Reach::default()).await;
        state.calling(reach).unwrap()
    }

    /// A server, or several, that is reached by `app`.
    pub fn reached_by(app: Router, database: TestDatabase, now: Timestamp) -> Self {
        let now = Arc::new(AtomicI64::new(now.millis()));
        Self { app, now, database }
    }

    /// The same database under a new server.
    pub async fn restart(&mut self) {
        self.app = open(&self.database, &self.now, Reach::default()).await;
    }

    /// Everything in the audit log, each chain in its order.
    pub async fn acts(&self) -> Vec<Act> {
        let rows: Vec<(String, String, String, String)> = sqlx::query_as(
            "SELECT chain, person_id, action, subject FROM audit ORDER BY chain, seq",
        )
        .fetch_all(&mut self.connection().await)
        .await
        .unwrap();
        let act = |(chain, person, action, subject)| Act {
            chain,
            person,
            action,
            subject,
        };
        rows.into_iter().map(act).collect()
    }

    /// What the log says was done to this.
    pub async fn acts_on(&self, subject: &str) -> Vec<Act> {
        let mut acts = self.acts().await;
        acts.retain(|act| act.subject == subject);
        acts
    }

    /// Somebody with the database in their hands.
    pub async fn connection(&self) -> AnyConnection {
        let file = self.database.folder().join("saddlebag.db");
        let file = format!("sqlite://{}", file.display());
        let address = self.database.url().unwrap_or(&file);
        AnyConnection::connect(address).await.unwrap()
    }

    /// Somebody else who is writing to the same database, and takes long.
    pub async fn another_writer(&self) -> AnyConnection {
        let locks = match self.database.url() {
            Some(_) => "BEGIN; LOCK TABLE mutation",
            None => "BEGIN IMMEDIATE",
        };
        let mut writer = self.connection().await;
        sqlx::raw_sql(locks).execute(&mut writer).await.unwrap();
        writer
    }

    /// Somebody changes the database by hand.
    pub async fn by_hand(&self, sql: &str) {
        let mut db = self.connection().await;
        let sql = AssertSqlSafe(sql.to_owned());
        sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
        db.close().await.unwrap();
    }

    /// Another branch of the company, with an administrator of its own in the place of the first reviewer.
    pub async fn has_another_branch(&self) {
        self.by_hand(&format!(
            "INSERT INTO unit (unit_id, kind, name, offset_minutes)
             SELECT '{OTHER_BRANCH}', kind, '华南分公司', offset_minutes FROM unit
             WHERE kind = 'branch';
             INSERT INTO unit_place SELECT '{OTHER_BRANCH}', parent_id, from_date, until_date
             FROM unit_place WHERE unit_id = (SELECT unit_id FROM unit WHERE kind = 'branch'
             AND unit_id <> '{OTHER_BRANCH}');
             UPDATE appointment SET unit_id = '{OTHER_BRANCH}', role = 'administrator', level = NULL
             WHERE person_id = (SELECT person_id FROM person WHERE login = 'linmei')"
        ))
        .await;
    }

    /// Somebody does this from the beginning of the year on, besides.
    pub async fn is_also(&self, login: &str, role: Role, unit: UnitId) {
        let role = role.as_str();
        self.by_hand(&format!(
            "INSERT INTO appointment SELECT person_id, '{unit}', '{role}', NULL, '2026-01-01',
             '9999-12-31' FROM person WHERE login = '{login}'"
        ))
        .await;
    }

    /// This appointment of somebody ends with that day.
    pub async fn ends_as(&self, login: &str, role: Role, last_day: &str) {
        let role = role.as_str();
        self.by_hand(&format!(
            "UPDATE appointment SET until_date = '{last_day}' WHERE role = '{role}'
             AND person_id = (SELECT person_id FROM person WHERE login = '{login}')"
        ))
        .await;
    }

    /// The last day of somebody's appointment becomes this one.
    pub async fn ends_appointment(&self, login: &str, last_day: &str) {
        self.by_hand(&format!(
            "UPDATE appointment SET until_date = '{last_day}'
             WHERE person_id = (SELECT person_id FROM person WHERE login = '{login}')"
        ))
        .await;
    }

    /// A folder of its own.
    pub fn folder(&self) -> &Path {
        self.database.folder()
    }

    pub fn place(&self) -> Database {
        place(&self.database)
    }

    /// Where the database is, on PostgreSQL.
    pub fn url(&self) -> Option<&str> {
        self.database.url()
    }

    /// Everything in one file, copied while the server runs.
    pub async fn backed_up(&self) -> PathBuf {
        let file = self.database.folder().join(format!("backup-{}", next()));
        back_up(&place(&self.database), &file, self.now())
            .await
            .unwrap();
        file
    }

    /// Another server over a database of its own with what is in the backup.
    pub async fn restored(&self, backup: &Path, database: TestDatabase) -> Self {
        restore(backup, &place(&database), self.now())
            .await
            .unwrap();
        let now = Arc::clone(&self.now);
        let app = open(&database, &now, Reach::default()).await;
        Self { app, now, database }
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.now.load(Ordering::SeqCst))
    }

    pub fn wait(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::SeqCst);
    }

    pub async fn call(&self, request: Request<Body>) -> Answer {
        let asked = (request.method().clone(), request.uri().path().to_owned());
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.into(),
        };
        openapi::assert_documented(&asked.0, &asked.1, &answer);
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn try_sign_in(&self, login: &str, password: &str, device: DeviceId) -> Answer {
        let body = json!({ "login": login, "password": password, "device_id": device });
        self.call(post("/api/session", None, &body)).await
    }

    /// Somebody has a one-time code and chooses a passphrase with it.
    pub async fn chooses(&self, login: &str, code: &str, new: &str, device: DeviceId) -> Answer {
        let body = json!({ "login": login, "password": code, "new_passphrase": new,
            "device_id": device });
        self.call(post("/api/session", None, &body)).await
    }

    /// Somebody with a new phone or desk, signed in.
    pub async fn person(&self, login: &str) -> Person<'_> {
        let device = DeviceId::from_number(0xd000 + u128::from(next()));
        self.person_on(login, device).await
    }

    pub async fn person_on(&self, login: &str, device: DeviceId) -> Person<'_> {
        let answer = self.try_sign_in(login, PASSWORD, device).await;
        self.signed_in(device, &answer)
    }

    /// Somebody signs in again with a phone that was given a number before.
    pub async fn person_again(&self, before: &Person<'_>) -> Person<'_> {
        let body = json!({
            "login": before.profile.login, "password": PASSWORD,
            "device_id": before.device, "device_number": before.profile.device_number,
        });
        let answer = self.call(post("/api/session", None, &body)).await;
        Person {
            sent: before.sent,
            cursor: before.cursor.clone(),
            held: before.held.clone(),
            ..self.signed_in(before.device, &answer)
        }
    }

    pub fn signed_in(&self, device: DeviceId, answer: &Answer) -> Person<'_> {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        Person {
            server: self,
            cookie: cookie.split(';').next().unwrap().to_owned(),
            profile: answer.json(),
            device,
            sent: 0,
            cursor: None,
            held: BTreeMap::new(),
        }
    }
}

/// The database as the server is told of it.
pub fn place(database: &TestDatabase) -> Database {
    Database::at(database.url(), database.folder().to_owned()).unwrap()
}

async fn open(database: &TestDatabase, now: &Arc<AtomicI64>, reach: Reach) -> Router {
    app_of(state_over(database, now, reach).await, database)
}

async fn state_over(database: &TestDatabase, now: &Arc<AtomicI64>, reach: Reach) -> AppState {
    let told = Arc::clone(now);
    let clock = Clock::new(move || Timestamp::from_millis(told.load(Ordering::SeqCst)));
    let store = Store::open(&place(database)).await.unwrap();
    let cost = PasswordCost::Demonstration;
    let state = AppState::over(store, clock, cost, reach, signing_key());
    state.await.unwrap()
}

fn app_of(state: AppState, database: &TestDatabase) -> Router {
    let site = database.folder().join("site");
    std::fs::create_dir_all(site.join("a/build")).unwrap();
    std::fs::write(site.join("index.html"), "<!doctype html>").unwrap();
    std::fs::write(site.join("a/build/app.js"), "start()").unwrap();
    router(state, &site)
}

/// A row of the audit log.
#[derive(Debug, Clone)]
pub struct Act {
    pub chain: String,
    pub person: String,
    pub action: String,
    pub subject: String,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn code(&self) -> String {
        let problem: Value = self.json();
        problem["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Status and problem code.
    pub fn refusal(&self) -> (u16, String) {
        (self.status.as_u16(), self.code())
    }
}

pub fn post(path: &str, cookie: Option<&str>, body: &impl Serialize) -> Request<Body> {
    let body = serde_json::to_string(body).unwrap();
    let request = Request::post(path).header("content-type", "application/json");
    let request = match cookie {
        Some(cookie) => request.header("cookie", cookie),
        None => request,
    };
    request.body(Body::from(body)).unwrap()
}
