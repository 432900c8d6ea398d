//! Two servers, as the processes they are, on one PostgreSQL behind a balancer: whichever answers,
//! it is one office.

use crate::engine::TestDatabase;
use crate::template::demonstration;
use crate::world::{PASSWORD, TestServer};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use serde_json::Value;
use shared::id::DeviceId;
use shared::sync::Outcome;
use shared::time::Timestamp;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A server process; ended with its story.
struct Process(Child);

impl Process {
    fn start(database: &TestDatabase, name: &str) -> Self {
        let site = database.folder().join("site");
        std::fs::create_dir_all(&site).unwrap();
        std::fs::write(site.join("index.html"), "<!doctype html>").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_saddlebag"));
        command
            .args(["serve", "--demo", "--json", "--port", "0"])
            .arg("--site")
            .arg(site)
            .arg("--data")
            .arg(database.folder().join(name))
            // The demonstration's store was signed for with the key of the stories.
            .args(["--new-signing-key", "--signing-key"])
            .arg(database.folder().join("signing.key"))
            .env("DATABASE_URL", database.url().unwrap())
            .stdout(Stdio::piped());
        Self(command.spawn().unwrap())
    }

    /// Where it listens, as it says when it does.
    fn address(&mut self) -> SocketAddr {
        let mut line = String::new();
        let output = self.0.stdout.as_mut().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap();
        let url = told["url"].as_str().unwrap();
        url.strip_prefix("http://").unwrap().parse().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Two servers that were started at the same moment.
struct Office {
    balanced: TestServer,
    _servers: [Process; 2],
}

impl Office {
    fn open(database: TestDatabase) -> Self {
        let mut servers = ["one", "other"].map(|name| Process::start(&database, name));
        let addresses = servers.each_mut().map(Process::address);
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap();
        let now = Timestamp::from_millis(i64::try_from(now.as_millis()).unwrap());
        Self {
            balanced: TestServer::reached_by(balancer(addresses), database, now),
            _servers: servers,
        }
    }
}

/// Sends each request to the other server than the one before.
fn balancer(servers: [SocketAddr; 2]) -> Router {
    let next = Arc::new(AtomicUsize::new(0));
    Router::new().fallback(move |request| {
        let server = servers[next.fetch_add(1, Ordering::SeqCst) % 2];
        pass_on(server, request)
    })
}

async fn pass_on(server: SocketAddr, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let mut head = format!(
        "{} {} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\ncontent-length: {}\r\n",
        parts.method,
        parts.uri,
        body.len()
    );
    for (name, value) in &parts.headers {
        head += &format!("{name}: {}\r\n", value.to_str().unwrap());
    }
    let mut stream = TcpStream::connect(server).await.unwrap();
    stream
        .write_all(format!("{head}\r\n").as_bytes())
        .await
        .unwrap();
    stream.write_all(&body).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    read(&answer)
}

/// An answer that ends with its connection.
fn read(answer: &str) -> Response<Body> {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    let mut response = Response::builder().status(status);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        response = response.header(name, value);
    }
    response.body(Body::from(body.to_owned())).unwrap()
}

#[tokio::test]
#[ignore = "on PostgreSQL only: cargo xtask test"]
async fn each_mutation_counts_once_whichever_server_takes_it() {
    let office = Office::open(TestDatabase::new("").await);
    let server = &office.balanced;
    let mut agent = server.person("wangfang").await;
    let mut other = server.person("zhangmin").await;
    for _ in 0..4 {
        let (one, two) = (agent.an_application(), other.an_application());
        let (mine, theirs) = ([&one], [&two]);
        let (first, again, others) =
            tokio::join!(agent.sends(&mine), agent.sends(&mine), other.sends(&theirs));
        let mut twice = [first, again].concat();
        twice.sort_by_key(|outcome| matches!(outcome, Outcome::AlreadyApplied { .. }));
        let once = Outcome::Applied { version: 1 };
        let known = Outcome::AlreadyApplied { version: 1 };
        assert_eq!(twice, [once.clone(), known]);
        assert_eq!(others, [once]);
        agent.pulls().await;
        other.pulls().await;
        assert_eq!(agent.holds(one.record).unwrap().version, 1);
        assert_eq!(other.holds(two.record).unwrap().version, 1);
    }
    assert!(audit_is_whole(server));
}

/// By the command, while the servers run.
fn audit_is_whole(server: &TestServer) -> bool {
    let verified = Command::new(env!("CARGO_BIN_EXE_saddlebag"))
        .args(["verify-audit", "--data", "."])
        .env("DATABASE_URL", server.url().unwrap())
        .output()
        .unwrap();
    verified.status.success()
}

#[tokio::test]
#[ignore = "on PostgreSQL only: cargo xtask test"]
async fn who_signs_in_at_one_server_is_signed_in_at_the_other() {
    let office = Office::open(demonstration().await);
    let agent = office.balanced.person("wangfang").await;
    for _ in 0..4 {
        let answer = agent.get("/api/session").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
}

#[tokio::test]
#[ignore = "on PostgreSQL only: cargo xtask test"]
async fn guessing_at_two_servers_is_no_faster_than_at_one() {
    let office = Office::open(demonstration().await);
    let server = &office.balanced;
    let device = DeviceId::from_number(1);
    for _ in 0..5 {
        let answer = server.try_sign_in("wangfang", "guess", device).await;
        assert_eq!(answer.status, 401);
    }
    for _ in 0..2 {
        let answer = server.try_sign_in("wangfang", PASSWORD, device).await;
        assert_eq!(answer.refusal(), (429, "slow_down".to_owned()));
    }
}
