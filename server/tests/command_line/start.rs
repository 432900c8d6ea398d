//! What the server says when it starts, what it refuses, and that it stops when told.

use crate::folders::{Folders, Running, a_demonstration};
use crate::http::get;
use serde_json::Value;
use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn a_demonstration_says_in_one_line_where_it_is_and_who_can_sign_in() {
    let folders = Folders::new();
    let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
    let told: Value = serde_json::from_str(&server.first_line()).unwrap();
    let accounts = told["accounts"].as_array().unwrap();
    for role in [
        "agent",
        "team_leader",
        "reviewer",
        "trainer",
        "manager",
        "administrator",
        "auditor",
    ] {
        assert!(
            accounts.iter().any(|account| account["role"] == role),
            "{role}"
        );
    }
    let url = told["url"].as_str().unwrap();
    assert!(get(url, "/healthz").ends_with("{\"status\":\"ok\"}"));

    let told_to_stop = Command::new("kill").arg(server.0.id().to_string()).status();
    assert!(told_to_stop.unwrap().success());
    assert!(server.0.wait().unwrap().success(), "stops in good order");
    let mut rest = String::new();
    server
        .0
        .stdout
        .as_mut()
        .unwrap()
        .read_to_string(&mut rest)
        .unwrap();
    assert_eq!(rest, "", "one line, nothing else");
    let log = folders.path("data/saddlebag.db-wal");
    assert!(!log.exists(), "everything is in the database itself");
}

#[test]
fn what_would_do_harm_is_refused_with_the_way_out() {
    let folders = Folders::new();
    for (arguments, way_out) in [
        (&["--listen", "0.0.0.0"][..], "--public-url https://"),
        (&["--listen", "0.0.0.0", "--demo"], "leave --demo out"),
        (&["--public-url", "http://bag.example"], "https://"),
        (
            &["--public-url", "https://bag.example", "--demo"],
            "leave --demo out",
        ),
    ] {
        let refusal = folders.refusal(arguments);
        assert!(refusal.contains(way_out), "{arguments:?}: {refusal}");
        assert!(
            !folders.path("data").exists(),
            "refused before anything is made"
        );
    }
}

#[test]
fn a_public_url_that_would_lock_everybody_out_is_refused() {
    let folders = Folders::new();
    for (url, reason) in [
        ("https://bag.example/app", "must end after host and port"),
        ("https://bag@bag.example", "must not hold a user"),
        ("bag.example", "https://saddlebag.example"),
    ] {
        let refusal = folders.refusal(&["--public-url", url]);
        assert!(refusal.contains(reason), "{url}: {refusal}");
    }
}

#[test]
fn a_site_without_the_app_is_refused() {
    let folders = Folders::new();
    std::fs::remove_file(folders.path("site/index.html")).unwrap();
    let refusal = folders.refusal(&[]);
    assert!(refusal.contains("cargo xtask bundle"), "{refusal}");
}

#[test]
fn invented_people_and_real_ones_never_share_a_database() {
    let folders = Folders::new();
    let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
    server.first_line();
    drop(server);
    let refusal = folders.refusal(&["--public-url", "https://bag.example"]);
    assert!(refusal.contains("another folder"), "{refusal}");
}

#[test]
fn an_embedded_database_has_one_server_and_its_commands_go_on() {
    let folders = Folders::embedded();
    let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
    server.first_line();
    let refusal = folders.refusal(&["--demo"]);
    assert!(refusal.contains("another server works"), "{refusal}");
    let file = folders.path("backup");
    let file = file.to_str().unwrap();
    for (command, arguments) in [("backup", &["--to", file][..]), ("verify-audit", &[])] {
        let (code, told) = folders.checks(command, arguments);
        assert_eq!(code, 0, "{command}: {told}");
    }
    let (code, told) = folders.checks("restore", &[file]);
    assert!(code != 0 && told.contains("another server works"), "{told}");
    drop(server);
    let mut next = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
    assert!(
        next.first_line().contains("url"),
        "killed, it holds nothing"
    );
}

#[test]
fn a_database_beyond_this_machine_without_tls_is_refused_without_telling_its_password() {
    let folders = Folders::new();
    let url = "postgres://bag:secret@db.example/bag";
    for arguments in [
        &["--database", url][..],
        &["--database", "mysql://bag:secret@db/bag"],
    ] {
        let refusal = folders.refusal(arguments);
        assert!(!refusal.contains("secret"), "{refusal}");
        assert!(refusal.contains("postgres://") || refusal.contains("sslmode=verify-full"));
    }
}

#[test]
fn a_reader_that_goes_away_ends_a_command_quietly() {
    let folders = a_demonstration();
    let mut head = folders.command("audit-head");
    let mut command = head
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(command.stdout.take());
    let output = command.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_command_on_a_mistyped_folder_makes_nothing_there() {
    let folders = Folders::embedded();
    std::fs::create_dir_all(folders.path("data")).unwrap();
    let file = folders.path("facts.jsonl");
    std::fs::write(&file, "{}").unwrap();
    for (command, arguments) in [
        ("statement", &["--month", "2026-10", "--agent", "all"][..]),
        ("import-facts", &[file.to_str().unwrap()]),
    ] {
        let (code, told) = folders.checks(command, arguments);
        assert!(code != 0 && told.contains("has no database"), "{told}");
    }
    assert_eq!(std::fs::read_dir(folders.path("data")).unwrap().count(), 0);
}
