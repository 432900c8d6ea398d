//! `pressure [--phones N] [--each N] [--sign-ins N]`: what a server goes through after an outage, when
//! all phones send at once, and when everybody signs in at once. Counts and ratios; times are for
//! information only. Fails if something that was sent is not there, if much of it had to be done twice, or if
//! the server took more memory than it should.

use chrono::NaiveDate;
use shared::id::DeviceId;
use shared::product::Catalogue;
use shared::session::SignInRequest;
use shared::sync::Outcome;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tests::clock::today;
use tests::device::{Gone, Phone};
use tests::http;
use tests::server::Server;

/// How long a phone waits for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most memory that a server may take.
const MOST_MB: u64 = 300;
/// How much of what was sent may have to be done twice, in percent.
const MOST_TWICE: usize = 10;

fn main() -> ExitCode {
    let site = TempDir::new().expect("a folder for the site");
    fs::write(site.path().join("index.html"), "<!doctype html>").expect("a page");
    let modest = sign_ins(argument("--sign-ins", 200), site.path().to_owned());
    let (phones, each) = (argument("--phones", 300), argument("--each", 50));
    only_sending(phones / 10, each, site.path().to_owned());
    match outage(phones, each, site.path().to_owned()) && modest {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Everybody signs in at once, each from an address of their own; whether memory was enough for it.
fn sign_ins(people: usize, site: PathBuf) -> bool {
    let server = Server::behind_tls(site);
    let before = Usage::of(&server);
    let begun = Instant::now();
    let start = Barrier::new(people);
    thread::scope(|scope| {
        for person in 0..people {
            let (server, start) = (&server, &start);
            scope.spawn(move || {
                start.wait();
                signs_in(server, person);
            });
        }
    });
    let after = Usage::of(&server);
    println!(
        "{people} sign-ins at once: {} MB before, {} MB at most, {} MB kept; {} ms (information)",
        before.kept_mb,
        after.most_mb,
        after.kept_mb,
        begun.elapsed().as_millis()
    );
    after.most_mb <= MOST_MB
}

/// An unknown name costs as much as a known one.
fn signs_in(server: &Server, person: usize) {
    let request = SignInRequest {
        login: format!("nobody{person}"),
        password: "saddlebag".to_owned(),
        new_passphrase: None,
        device_id: DeviceId::from_number(person as u128 + 1),
        device_number: None,
    };
    let body = serde_json::to_string(&request).expect("a request");
    let from = format!("10.0.{}.{}", person / 250, person % 250 + 1);
    let answer = http::post_from(&from, &server.at("/api/session"), &body).expect("an answer");
    assert_eq!(answer.status, 401, "{}", answer.body);
}

/// What it costs to take what a phone sends, of which it asks for nothing back.
fn only_sending(phones: usize, each: usize, site: PathBuf) {
    let server = Server::with_agents(site, phones);
    let all = phones_of(&server, phones, each);
    let before = Usage::of(&server);
    let sent = all.iter().flat_map(Phone::only_sends);
    let applied = sent.filter(|it| matches!(it.outcome, Outcome::Applied { .. }));
    let applied = applied.count();
    let used = Usage::of(&server).since(before);
    println!(
        "{phones} phones one after the other, {applied} of {} mutations taken: (information) {} µs of processor each",
        phones * each,
        used.processor.as_micros() / applied.max(1) as u128,
    );
}

/// So many phones, each of an agent of its own, with what was captured on them.
fn phones_of(server: &Server, phones: usize, each: usize) -> Vec<Phone> {
    let catalogue = Catalogue::demonstration().expect("products");
    let agents = server.accounts("agent");
    let (today, first) = (today(), agents.len() - phones);
    let agents = agents.iter().skip(first).enumerate();
    let phone = |(place, agent)| {
        let mut phone = Phone::new(server, agent, place as u128 + 1);
        captures(&mut phone, place, each, today, &catalogue);
        phone
    };
    agents.map(phone).collect()
}

/// All phones send at once what they have captured; whether all of it is there in the end.
fn outage(phones: usize, each: usize, site: PathBuf) -> bool {
    let server = Server::with_agents(site, phones);
    let mut all = phones_of(&server, phones, each);
    let before = Usage::of(&server);
    let begun = Instant::now();
    let start = Barrier::new(phones);
    thread::scope(|scope| {
        for phone in &mut all {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                phone.rides_out();
            });
        }
    });
    let took = begun.elapsed();
    let modest = report(&all, phones * each, took, Usage::of(&server).since(before));
    modest && all.iter().all(has_everything)
}

fn has_everything(phone: &Phone) -> bool {
    let records = phone.records();
    let mut captured = phone.captured.keys();
    captured.all(|record| records.contains_key(record))
}

fn captures(phone: &mut Phone, place: usize, each: usize, today: NaiveDate, catalogue: &Catalogue) {
    for nth in 0..each {
        let number = (place * each + nth) as u64 + 1_000_000;
        let content = shared::sample::application(number, today, catalogue);
        phone.captures(u128::from(number), content);
    }
}

/// Says how it went; whether it cost no more than it may.
fn report(phones: &[Phone], mutations: usize, took: Duration, used: Usage) -> bool {
    let gone: Vec<Gone> = phones.iter().flat_map(|phone| phone.gone.clone()).collect();
    let mut times: Vec<Duration> = gone.iter().map(|gone| gone.took).collect();
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_millis();
    let again = phones.iter().flat_map(|phone| &phone.outcomes);
    let again = again.filter(|named| matches!(named.outcome, Outcome::AlreadyApplied { .. }));
    let twice = again.count() * 100 / mutations.max(1);
    let in_part = gone
        .iter()
        .filter(|gone| gone.answered.is_some_and(|n| n < gone.sent));
    println!(
        "{} phones with {mutations} mutations in all: {} exchanges, {} turned away, {} answered in part, {} without an answer, {} given up",
        phones.len(),
        gone.len(),
        gone.iter().filter(|gone| gone.turned_away).count(),
        in_part.count(),
        gone.iter()
            .filter(|gone| gone.answered.is_none() && !gone.turned_away)
            .count(),
        gone.iter().filter(|gone| gone.took > PATIENCE).count(),
    );
    println!(
        "done twice: {twice} %; memory: {} MB at most, {} MB kept",
        used.most_mb, used.kept_mb
    );
    println!(
        "(information) {} s in all; an exchange: {} ms in the middle, {} ms of a hundred the slowest, {} ms at most; {} µs of processor a mutation",
        took.as_secs(),
        at(50),
        at(99),
        at(100),
        used.processor.as_micros() / mutations.max(1) as u128,
    );
    twice <= MOST_TWICE && used.most_mb <= MOST_MB
}

/// What a server's process has used.
#[derive(Clone, Copy)]
struct Usage {
    most_mb: u64,
    kept_mb: u64,
    processor: Duration,
}

impl Usage {
    /// As Linux tells it; nothing elsewhere.
    fn of(server: &Server) -> Self {
        let read = |name| fs::read_to_string(format!("/proc/{}/{name}", server.process()));
        let status = read("status").unwrap_or_default();
        let megabytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
            kilobytes.unwrap_or(0_u64) / 1_024
        };
        let stat = read("stat").unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let ticks = after_name.split_whitespace().skip(11).take(2);
        let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
        Self {
            most_mb: megabytes("VmHWM:"),
            kept_mb: megabytes("VmRSS:"),
            processor: Duration::from_millis(ticks * 10),
        }
    }

    fn since(self, before: Self) -> Self {
        Self {
            processor: self.processor.saturating_sub(before.processor),
            ..self
        }
    }
}

fn argument(name: &str, default: usize) -> usize {
    let mut arguments = env::args().skip_while(|argument| argument != name);
    let value = arguments.nth(1).and_then(|value| value.parse().ok());
    value.unwrap_or(default)
}
