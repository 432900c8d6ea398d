//! The binary: what it says when it starts, what it refuses, and that it stops when told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that does not hold ends there"
)]
#![cfg(unix)]

#[path = "engine/mod.rs"]
mod engine;

use engine::TestDatabase;
use serde_json::Value;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use std::fs::Permissions;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

/// Database and folders of one story.
struct Folders(TestDatabase);

impl Folders {
    fn new() -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        Self::over(runtime.block_on(TestDatabase::new("")))
    }

    /// On the embedded database, whatever is tested on.
    fn embedded() -> Self {
        Self::over(TestDatabase::embedded())
    }

    fn over(database: TestDatabase) -> Self {
        let site = database.folder().join("site");
        std::fs::create_dir_all(&site).unwrap();
        std::fs::write(site.join("index.html"), "<!doctype html>").unwrap();
        Self(database)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.folder().join(name)
    }

    /// A command of the binary, on the story's database.
    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_saddlebag"));
        command.arg(name).arg("--data").arg(self.path("data"));
        match self.0.url() {
            Some(url) => command.env("DATABASE_URL", url),
            None => command.env_remove("DATABASE_URL"),
        };
        command
    }

    fn serve(&self) -> Command {
        let mut command = self.command("serve");
        command
            .arg("--site")
            .arg(self.path("site"))
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn runs(&self, command: &str, arguments: &[&str]) -> Output {
        self.command(command).args(arguments).output().unwrap()
    }

    /// Exit code and what was said.
    fn checks(&self, command: &str, arguments: &[&str]) -> (i32, String) {
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

    fn suffers(&self, sql: &str) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let mut db = self.connection().await;
            let sql = AssertSqlSafe(sql.to_owned());
            let done = sqlx::query(sql).execute(&mut db).await.unwrap();
            assert!(done.rows_affected() > 0, "nothing changes");
            db.close().await.unwrap();
        });
    }

    fn number_of_an_accepted_application(&self) -> String {
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
    fn fault_of(&self, record: &str) -> String {
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

    fn refusal(&self, arguments: &[&str]) -> String {
        let Output { status, stderr, .. } = self.serve().args(arguments).output().unwrap();
        assert!(!status.success(), "{arguments:?} was not refused");
        String::from_utf8(stderr).unwrap()
    }
}

/// Ended with its story, however that goes.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn first_line(&mut self) -> String {
        let mut line = String::new();
        let stdout = self.0.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        line
    }
}

fn get(url: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

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
fn a_data_folder_that_others_can_read_is_refused() {
    let folders = Folders::new();
    let data = folders.path("data");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("note"), "").unwrap();
    for mode in [0o755, 0o770] {
        std::fs::set_permissions(&data, Permissions::from_mode(mode)).unwrap();
        let refusal = folders.refusal(&[]);
        assert!(refusal.contains("chmod 700"), "{mode:o}: {refusal}");
    }
}

#[test]
fn a_database_that_others_could_read_is_made_private() {
    let folders = Folders::embedded();
    let files = ["saddlebag.db", "saddlebag.db-wal", "saddlebag.db-shm"];
    let file = |name: &str| folders.path("data").join(name);
    let modes = || {
        files.map(|name| {
            let mode = std::fs::metadata(file(name)).unwrap().permissions().mode();
            format!("{:o}", mode & 0o777)
        })
    };
    let serves = || {
        let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
        server.first_line();
        server
    };
    let server = serves();
    assert_eq!(modes(), ["600"; 3]);
    drop(server);
    for name in files {
        std::fs::set_permissions(file(name), Permissions::from_mode(0o644)).unwrap();
    }
    let _server = serves();
    assert_eq!(modes(), ["600"; 3]);
}

#[test]
fn nothing_secret_may_be_where_it_would_be_served() {
    let folders = Folders::new();
    let below = folders.path("site/below");
    std::fs::create_dir_all(&below).unwrap();
    let key = below.join("signing.key");
    let refusal = folders.refusal(&["--demo", "--signing-key", key.to_str().unwrap()]);
    assert!(refusal.contains("--signing-key another place"), "{refusal}");
    std::fs::remove_dir(folders.path("data")).unwrap();
    std::os::unix::fs::symlink(&below, folders.path("data")).unwrap();
    let refusal = folders.refusal(&["--demo"]);
    assert!(refusal.contains("--data another place"), "{refusal}");
    assert!(!below.join("saddlebag.db").exists() && !key.exists());
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

/// A demonstration that has run and ended.
fn a_demonstration() -> Folders {
    let folders = Folders::new();
    let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
    server.first_line();
    folders
}

#[test]
fn the_audit_log_of_a_demonstration_fits_its_exported_head() {
    let folders = a_demonstration();
    let (code, told) = folders.checks("verify-audit", &[]);
    assert!(code == 0 && told.starts_with("whole: "), "{told}");
    let (code, exported) = folders.checks("audit-head", &[]);
    assert_eq!(code, 0, "{exported}");
    let file = folders.path("heads.json");
    std::fs::write(&file, &exported).unwrap();
    let head = ["--json", "--head", file.to_str().unwrap()];
    let (code, told) = folders.checks("verify-audit", &head);
    assert_eq!(code, 0, "{told}");
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (&told["whole"], &told["exported"]["as_signed"]),
        (&true.into(), &true.into())
    );

    // An export that somebody changed is not believed.
    let changed = exported.replacen("\"seq\": ", "\"seq\": 1", 1);
    assert_ne!(changed, exported);
    std::fs::write(&file, changed).unwrap();
    let (code, told) = folders.checks("verify-audit", &["--head", file.to_str().unwrap()]);
    assert!(
        code == 1 && told.contains("was changed after it was exported"),
        "{told}"
    );
}

/// What somebody does to a record's row, the way back, and what is found.
const EDITS: [(&str, &str, &str); 7] = [
    (
        r#"content = REPLACE(content, '.name":"', '.name":"阿')"#,
        r#"content = REPLACE(content, '.name":"阿', '.name":"')"#,
        "altered",
    ),
    (
        "content = content || '.'",
        "content = SUBSTR(content, 1, LENGTH(content) - 1)",
        "altered",
    ),
    (
        r#"office = REPLACE(office, '"accepted"', '"rejected"')"#,
        r#"office = REPLACE(office, '"rejected"', '"accepted"')"#,
        "altered",
    ),
    (
        "captured_by_name = captured_by_name || ' '",
        "captured_by_name = RTRIM(captured_by_name)",
        "altered",
    ),
    (
        "captured_at = captured_at - 1",
        "captured_at = captured_at + 1",
        "altered",
    ),
    ("version = version + 1", "version = version - 1", "altered"),
    ("status = 'rejected'", "status = 'accepted'", "refiled"),
];

#[test]
fn a_record_that_was_altered_past_the_log_is_named_with_its_number() {
    let folders = a_demonstration();
    let number = folders.number_of_an_accepted_application();
    let update = |set: &str| format!("UPDATE record SET {set} WHERE number = '{number}'");
    for (edit, back, fault) in EDITS {
        folders.suffers(&update(edit));
        assert_eq!(folders.fault_of(&number), fault, "{edit}");
        folders.suffers(&update(back));
    }
    let (code, told) = folders.checks("verify-audit", &[]);
    assert_eq!(code, 0, "put back as it was: {told}");
    folders.suffers(&update(
        "branch_id = (SELECT MIN(unit_id) FROM unit WHERE unit_id <> record.branch_id)",
    ));
    assert_eq!(folders.fault_of(&number), "refiled");
    let (_, told) = folders.checks("verify-audit", &[]);
    assert!(told.contains(&format!("record {number}: ")), "{told}");
}

#[test]
fn a_record_that_was_put_in_past_the_log_is_named_with_its_number() {
    let folders = a_demonstration();
    let number = folders.number_of_an_accepted_application();
    folders.suffers(&format!(
        "INSERT INTO record (record_id, kind, number, captured_by, captured_by_name, captured_at,
             captured_on, received_at, version, content_version, rules, content, office, branch_id,
             team, status, title, subject, warnings, searched)
         SELECT 'f' || SUBSTR(record_id, 2), kind, number || '0', captured_by, captured_by_name,
             captured_at, captured_on, received_at, version, content_version, rules, content,
             office, branch_id, team, status, title, subject, warnings, searched
         FROM record WHERE number = '{number}'"
    ));
    assert_eq!(folders.fault_of(&format!("{number}0")), "unlogged");
}

#[test]
fn a_folder_without_a_database_is_not_whole() {
    let folders = Folders::embedded();
    std::fs::create_dir_all(folders.path("data")).unwrap();
    let (code, told) = folders.checks("verify-audit", &[]);
    assert!(code != 0 && told.contains("has no database"), "{told}");
    assert_eq!(std::fs::read_dir(folders.path("data")).unwrap().count(), 0);
}

#[test]
fn a_signing_key_that_others_can_read_is_refused() {
    let folders = a_demonstration();
    let key = folders.path("data/signing.key");
    let mode = std::fs::metadata(&key).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    let refusal = folders.refusal(&["--demo"]);
    assert!(refusal.contains("chmod 600"), "{refusal}");
    let other = folders.path("no.key");
    std::fs::write(&other, "no key").unwrap();
    std::fs::set_permissions(&other, Permissions::from_mode(0o600)).unwrap();
    let refusal = folders.refusal(&["--demo", "--signing-key", other.to_str().unwrap()]);
    assert!(refusal.contains("is not a signing key"), "{refusal}");
}

/// Starts, with this, and is stopped.
fn starts(folders: &Folders, arguments: &[&str]) {
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

#[test]
fn a_store_that_lost_its_signing_key_says_so_and_makes_no_other_unasked() {
    let folders = a_demonstration();
    let key = folders.path("data/signing.key");
    let copy = folders.path("copy.key");
    std::fs::rename(&key, &copy).unwrap();
    let refusal = folders.refusal(&["--demo"]);
    for way_out in [
        key.to_str().unwrap(),
        "put the copy",
        "--new-signing-key",
        "still hold",
    ] {
        assert!(refusal.contains(way_out), "{way_out}: {refusal}");
    }
    assert!(!key.exists(), "none is made");
    starts(&folders, &["--signing-key", copy.to_str().unwrap()]);

    starts(&folders, &["--new-signing-key"]);
    assert_ne!(std::fs::read(&key).unwrap(), std::fs::read(&copy).unwrap());
    starts(&folders, &[]);
    // The copy was found after all: the store has signed with it.
    std::fs::rename(&copy, &key).unwrap();
    starts(&folders, &[]);
}

#[test]
fn a_store_does_not_sign_with_the_key_of_another() {
    let (folders, other) = (a_demonstration(), a_demonstration());
    let (key, others) = (
        folders.path("data/signing.key"),
        other.path("data/signing.key"),
    );
    std::fs::copy(&others, &key).unwrap();
    let refusal = folders.refusal(&["--demo"]);
    assert!(
        refusal.contains("none that this store has signed with"),
        "{refusal}"
    );
    assert!(refusal.contains("--new-signing-key"), "{refusal}");
    starts(&folders, &["--new-signing-key"]);
    starts(&folders, &[]);
}

#[test]
fn a_restored_store_starts_with_the_copy_of_its_key() {
    let folders = a_demonstration();
    let file = folders.path("backup");
    let file = file.to_str().unwrap();
    assert!(folders.runs("backup", &["--to", file]).status.success());
    let restored = Folders::new();
    let key = restored.path("data/signing.key");
    let (code, told) = restored.checks("restore", &[file]);
    assert_eq!(code, 0, "{told}");
    assert!(
        told.contains("put its copy at") && told.contains(key.to_str().unwrap()),
        "{told}"
    );
    let refusal = restored.refusal(&["--demo"]);
    assert!(
        refusal.contains("a backup does not contain the key"),
        "{refusal}"
    );
    std::fs::copy(folders.path("data/signing.key"), &key).unwrap();
    starts(&restored, &[]);
}

#[test]
fn a_running_server_is_backed_up_and_restored_elsewhere() {
    let folders = Folders::new();
    let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
    server.first_line();
    let file = folders.path("backup");
    let file = file.to_str().unwrap();
    let written = folders.runs("backup", &["--to", file]);
    let told = String::from_utf8(written.stdout).unwrap();
    assert!(written.status.success(), "{told}");
    assert!(
        told.contains(" record\n") && told.contains("\naudit "),
        "{told}"
    );
    let again = folders.runs("backup", &["--to", file]);
    let refusal = String::from_utf8(again.stderr).unwrap();
    assert!(!again.status.success() && refusal.contains("not overwritten"));

    let other = Folders::new();
    let restored = other.runs("restore", &[file]);
    let loaded = String::from_utf8(restored.stdout).unwrap();
    let rows = |told: &str| told.lines().filter(|line| line.starts_with(' ')).count();
    assert_eq!(rows(&loaded), rows(&told), "{loaded}");
    assert!(other.runs("verify-audit", &[]).status.success());
    let over = other.runs("restore", &[file]);
    let refusal = String::from_utf8(over.stderr).unwrap();
    assert!(
        !over.status.success() && refusal.contains("not empty"),
        "{refusal}"
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
