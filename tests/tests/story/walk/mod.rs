//! Everybody walks through every page, and each can be seen, reached and heard: in both languages, on a
//! phone in both positions, with letters twice as large, on a desk, with the longest names.

mod agent;
mod forms;
mod office;
mod trainer;
mod walker;

use shared::text::Language;
use std::collections::BTreeSet;
use tests::browser::PHONE;
use tests::people::Person;
use tests::server::Server;
use tests::words::read_in;
use walker::Walker;

/// Where the app says which pages there are.
const ROUTER: &str = include_str!("../../../../app/src/main.rs");

#[tokio::test]
async fn every_page_can_be_seen_and_reached_in_chinese() {
    walks(Language::ZhHans).await;
}

#[tokio::test]
async fn every_page_can_be_seen_and_reached_in_english() {
    walks(Language::En).await;
}

async fn walks(language: Language) {
    read_in(language);
    let server = Server::with_demo();
    let people = forms::are_sent(&server);
    let mut walker = Walker::new(&server, language);
    for role in [
        "agent",
        "team_leader",
        "reviewer",
        "trainer",
        "manager",
        "administrator",
        "auditor",
    ] {
        let nth = usize::from(role == "reviewer");
        let person = Person::new(&server, role, nth, PHONE).await;
        let window = walker.signs_in(&person).await;
        match role {
            "agent" => agent::walks(&mut walker, &window, &person, &people).await,
            "reviewer" => office::walks(&mut walker, &window).await,
            "trainer" => trainer::walks(&mut walker, &window).await,
            _ => {}
        }
        walker.follows_every_link(&window).await;
    }
    walker.report.is_empty();
    let walked = &walker.walked;
    let missed: Vec<String> = routes()
        .into_iter()
        .filter(|it| !walked.contains(it))
        .collect();
    assert!(
        missed.is_empty(),
        "nobody came to {missed:?}, only to {walked:?}"
    );
}

/// The addresses of the router, as [`walker::pattern`] writes them.
fn routes() -> BTreeSet<String> {
    let mut parent = String::new();
    let mut routes = BTreeSet::new();
    for line in ROUTER.lines().map(str::trim) {
        if line == "</ParentRoute>" {
            parent.clear();
        }
        let Some((_, rest)) = line.split_once("path=path!(\"") else {
            continue;
        };
        let (path, _) = rest.split_once('"').expect("the end of the path");
        match line.starts_with("<ParentRoute") {
            true => path.clone_into(&mut parent),
            // What is behind it, the pages themselves decide: every link there is followed.
            false => drop(routes.insert(format!("{parent}{path}").replace("/*rest", ""))),
        }
    }
    assert!(
        routes.len() > 15,
        "the router reads otherwise now: {routes:?}"
    );
    routes
}
