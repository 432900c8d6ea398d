//! The stage: a server with the demonstration branch, and people who call it.

use crate::openapi;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use server::{AppState, Clock, PasswordCost, Store, router, seed};
use shared::answers::Answers;
use shared::desk::{Case, Decision, DecisionRequest};
use shared::id::{DecisionId, DeviceId, MutationId, RecordId};
use shared::number::RecordNumber;
use shared::product::Catalogue;
use shared::record::{RecordKind, RecordView, RuleVersion};
use shared::session::Profile;
use shared::sync::{Change, Cursor, Mutation, Operation, Outcome, SyncResponse};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tower::ServiceExt;

pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 24 * 60 * MINUTE;
pub const PASSWORD: &str = "saddlebag";

static NEXT: AtomicU64 = AtomicU64::new(1);

/// A number nobody else has.
fn next() -> u64 {
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

/// A server of its own, with a clock that stands still until it is moved.
pub struct TestServer {
    app: Router,
    now: Arc<AtomicI64>,
    folder: Folder,
}

impl TestServer {
    pub async fn start() -> Self {
        let folder = Folder::new();
        std::fs::copy(
            template().join("saddlebag.db"),
            folder.0.join("saddlebag.db"),
        )
        .unwrap();
        let now = Arc::new(AtomicI64::new(morning().millis()));
        let app = Self::open(&folder.0, &now).await;
        Self { app, now, folder }
    }

    async fn open(folder: &Path, now: &Arc<AtomicI64>) -> Router {
        let told = Arc::clone(now);
        let clock = Clock::new(move || Timestamp::from_millis(told.load(Ordering::SeqCst)));
        let store = Store::open(folder).await.unwrap();
        let cost = PasswordCost::Demonstration;
        let state = AppState::over(store, clock, cost, None).await.unwrap();
        let site = folder.join("site");
        std::fs::create_dir_all(site.join("a/build")).unwrap();
        std::fs::write(site.join("index.html"), "<!doctype html>").unwrap();
        std::fs::write(site.join("a/build/app.js"), "start()").unwrap();
        router(state, &site)
    }

    /// The same database under a new server.
    pub async fn restart(&mut self) {
        self.app = Self::open(&self.folder.0, &self.now).await;
    }

    /// Somebody else who is writing to the same database, and takes long.
    pub async fn another_writer(&self) -> impl Drop {
        let store = Store::open(&self.folder.0).await.unwrap();
        store.write().await.unwrap()
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

    /// Somebody with a new phone or desk, signed in.
    pub async fn person(&self, login: &str) -> Person<'_> {
        let device = DeviceId::from_number(0xd000 + u128::from(next()));
        self.person_on(login, device).await
    }

    pub async fn person_on(&self, login: &str, device: DeviceId) -> Person<'_> {
        let answer = self.try_sign_in(login, PASSWORD, device).await;
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

/// The demonstration, made once for this build of the tests and copied for every story.
fn template() -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let built = std::fs::metadata(this).unwrap().modified().unwrap();
    let built = built
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_nanos();
    let template = scratch().join(format!("template-{built}"));
    if !template.exists() {
        let made = Folder::new();
        let path = made.0.clone();
        let seeding = std::thread::spawn(move || seed_template(&path));
        seeding.join().unwrap();
        // Another process may have been faster; its template is the same.
        let _ = std::fs::rename(&made.0, &template);
    }
    template
}

fn seed_template(folder: &Path) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(folder).await.unwrap();
        let clock = Clock::new(morning);
        let cost = PasswordCost::Demonstration;
        let state = AppState::over(store.clone(), clock, cost, None)
            .await
            .unwrap();
        seed(&state).await.unwrap();
        store.close().await;
    });
}

fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// A folder that goes with its story.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("story-{}-{}", std::process::id(), next());
        let path = scratch().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
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

/// Somebody with a phone or a desk.
pub struct Person<'a> {
    pub server: &'a TestServer,
    pub cookie: String,
    pub profile: Profile,
    pub device: DeviceId,
    pub sent: u64,
    pub cursor: Option<Cursor>,
    /// What the device has pulled, by kind and id.
    pub held: BTreeMap<(String, String), Change>,
}

/// A mutation's fixed bytes, with what it is about.
#[derive(Debug, Clone)]
pub struct Made {
    pub record: RecordId,
    pub body: String,
}

impl Person<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("cookie", &self.cookie);
        self.server.call(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.server.call(post(path, Some(&self.cookie), body)).await
    }

    /// The body of an exchange.
    pub fn exchange(&self, page_limit: u32, made: &[&Made]) -> String {
        let bodies: Vec<&str> = made.iter().map(|made| made.body.as_str()).collect();
        let mut request = json!({
            "protocol": 1, "build": "story", "device_id": self.device,
            "device_now": self.server.now(), "cursor": self.cursor, "page_limit": page_limit,
        })
        .to_string();
        request.truncate(request.len() - 1);
        format!("{request},\"mutations\":[{}]}}", bodies.join(","))
    }

    pub async fn post_text(&self, path: &str, body: String) -> Answer {
        let request = Request::post(path)
            .header("content-type", "application/json")
            .header("cookie", &self.cookie);
        self.server
            .call(request.body(Body::from(body)).unwrap())
            .await
    }

    /// Sends mutations and asks for no changes: what became of each.
    pub async fn sends(&self, made: &[&Made]) -> Vec<Outcome> {
        let answer = self.post_text("/api/sync", self.exchange(0, made)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let response: SyncResponse = answer.json();
        response
            .outcomes
            .into_iter()
            .map(|named| named.outcome)
            .collect()
    }

    pub async fn pulls_page(&mut self, limit: u32) -> SyncResponse {
        let answer = self.post_text("/api/sync", self.exchange(limit, &[])).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let response: SyncResponse = answer.json();
        if response.from_start {
            self.held.clear();
        }
        for change in &response.changes {
            let key = (change.kind.clone(), change.id.clone());
            self.held.insert(key, change.clone());
        }
        self.cursor.clone_from(&response.cursor);
        response
    }

    /// Pulls until nothing is left.
    pub async fn pulls(&mut self) {
        while self.pulls_page(100).await.remaining > 0 {}
    }

    /// A record as the device holds it.
    pub fn holds(&self, record: RecordId) -> Option<RecordView> {
        let change = self.held.get(&("record".to_owned(), record.to_string()))?;
        Some(serde_json::from_str(change.body.as_ref()?.get()).unwrap())
    }

    pub fn make(
        &mut self,
        kind: RecordKind,
        record: RecordId,
        base: u64,
        operation: Operation,
    ) -> Made {
        self.sent += 1;
        let mutation = Mutation {
            mutation_id: MutationId::from_number(0xe000 + u128::from(next())),
            device_id: self.device,
            device_seq: self.sent,
            record_id: record,
            kind,
            base_version: base,
            made_at: self.server.now(),
            rules: RuleVersion::CURRENT,
            operation,
        };
        Made {
            record,
            body: serde_json::to_string(&mutation).unwrap(),
        }
    }

    pub fn submits(&mut self, kind: RecordKind, content: Answers) -> Made {
        let record = RecordId::from_number(0xf000 + u128::from(next()));
        let sequence = u32::try_from(next()).unwrap();
        let number = RecordNumber::new(kind.letter(), self.profile.device_number, sequence);
        self.make(kind, record, 0, Operation::Submit { number, content })
    }

    /// A complete application with nothing wrong.
    pub fn an_application(&mut self) -> Made {
        let today = self.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
        let content = shared::sample::application(100_000 + next(), today, catalogue());
        self.submits(RecordKind::Application, content)
    }

    /// A complete claim report over so many yuan.
    pub fn a_loss_of(&mut self, yuan: u32) -> Made {
        let today = self.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
        let content = shared::sample::loss_notice(100_000 + next(), today);
        let content = content.with("loss.estimate", &format!("{yuan}.00"));
        self.submits(RecordKind::LossNotice, content)
    }

    pub fn withdraws(&mut self, kind: RecordKind, record: RecordId) -> Made {
        let note = "客户改变了主意".to_owned();
        self.make(kind, record, 1, Operation::Withdraw { note })
    }

    pub async fn opens(&self, record: RecordId) -> Case {
        let answer = self
            .post(&format!("/api/desk/cases/{record}/open"), &())
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    pub async fn reads(&self, record: RecordId) -> Answer {
        self.get(&format!("/api/desk/cases/{record}")).await
    }

    /// Decides on the version of the record as it is now.
    pub async fn decides(&self, record: RecordId, decision: Decision) -> Answer {
        let case: Case = self.reads(record).await.json();
        let request = decision_on(case.record.version, decision);
        self.sends_decision(record, &request).await
    }

    pub async fn sends_decision(&self, record: RecordId, request: &DecisionRequest) -> Answer {
        self.post(&format!("/api/desk/cases/{record}/decisions"), request)
            .await
    }
}

pub fn decision_on(version: u64, decision: Decision) -> DecisionRequest {
    DecisionRequest {
        decision_id: DecisionId::from_number(0xc000 + u128::from(next())),
        version,
        decision,
    }
}
