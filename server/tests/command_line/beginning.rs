//! An organisation begins from nothing, and its people sign in for the first time.

use crate::folders::{Folders, Running, a_demonstration};
use crate::http::send;
use serde_json::{Value, json};
use std::io::Read;
use std::os::unix::fs::PermissionsExt;

const INIT: [&str; 8] = [
    "--company",
    "安和保险代理有限公司",
    "--branch",
    "华东分公司",
    "--administrator",
    "FengTao ",
    "--name",
    "冯涛",
];
const PASSPHRASE: &str = "sieben Pferde am Fluss";

/// The code in what a command said.
fn code_in(told: &str) -> String {
    let mut words = told.split_whitespace();
    let code = words.find(|word| {
        word.len() == 14 && word.split('-').map(str::len).collect::<Vec<_>>() == [4, 4, 4]
    });
    code.unwrap_or_else(|| panic!("no code in {told}"))
        .to_owned()
}

fn serving(folders: &Folders) -> (Running, String) {
    let mut server = Running(folders.serve().arg("--json").spawn().unwrap());
    let told: Value = serde_json::from_str(&server.first_line()).unwrap();
    let url = told["url"].as_str().unwrap().to_owned();
    (server, url)
}

fn sign_in(url: &str, login: &str, password: &str, new: Option<&str>) -> (u16, Value) {
    let mut request = json!({ "login": login, "password": password,
        "device_id": "00000000-0000-0000-0000-0000000000d1" });
    if let Some(new) = new {
        request["new_passphrase"] = new.into();
    }
    send(url, "POST", "/api/session", &request)
}

#[test]
fn from_nothing_to_a_signed_in_administrator() {
    let folders = Folders::new();
    let (code, told) = folders.checks("init", &INIT);
    assert_eq!(code, 0, "{told}");
    for part in [
        "安和保险代理有限公司, 华东分公司: begun",
        "fengtao",
        "冯涛",
        "for one sign-in",
    ] {
        assert!(told.contains(part), "{told}");
    }
    let one_time = code_in(&told);
    let (_server, url) = serving(&folders);
    let (status, problem) = sign_in(&url, "fengtao", &one_time, None);
    assert_eq!(
        (status, &problem["code"]),
        (403, &json!("passphrase_to_choose"))
    );
    let (status, problem) = sign_in(&url, "fengtao", &one_time, Some("password1234"));
    assert_eq!(
        (status, &problem["code"]),
        (422, &json!("passphrase_refused"))
    );
    let (status, profile) = sign_in(&url, "fengtao", &one_time, Some(PASSPHRASE));
    assert_eq!(status, 200, "{profile}");
    assert_eq!(profile["person"]["name"], "冯涛");
    assert_eq!(profile["branch"]["name"], "华东分公司");
    assert_eq!(profile["branch"]["offset_minutes"], 480);
    assert_eq!(profile["appointments"][0]["role"], "administrator");
    for wrong in [&one_time, "0000-0000-0000", "saddlebag"] {
        assert_eq!(sign_in(&url, "fengtao", wrong, None).0, 401, "{wrong}");
    }
    assert_eq!(sign_in(&url, "fengtao", PASSPHRASE, None).0, 200);
    let (code, told) = folders.checks("verify-audit", &[]);
    assert_eq!(code, 0, "{told}");
    assert!(told.starts_with("whole: "), "{told}");
}

#[test]
fn a_store_with_people_in_it_does_not_begin_again() {
    let folders = a_demonstration();
    let (code, told) = folders.checks("init", &INIT);
    assert_ne!(code, 0, "{told}");
    assert!(told.contains("has people already (chenjing, "), "{told}");
    assert!(told.contains("saddlebag invite LOGIN"), "{told}");

    let folders = Folders::new();
    assert_eq!(folders.checks("init", &INIT).0, 0);
    let (code, told) = folders.checks("init", &INIT);
    assert!(code != 0 && told.contains("(fengtao)"), "{told}");
}

#[test]
fn what_nobody_could_be_called_begins_nothing() {
    let folders = Folders::embedded();
    for (flag, value, reason) in [
        ("--company", "  ", "a name has 1 to 100 characters"),
        ("--administrator", "feng tao", "letters and digits"),
        ("--administrator", "", "letters and digits"),
        ("--name", "7", "not a person's name"),
        ("--offset-minutes", "900", "not in -720..=840"),
    ] {
        let mut arguments = INIT.to_vec();
        match arguments.iter().position(|it| *it == flag) {
            Some(at) => arguments[at + 1] = value,
            None => arguments.extend([flag, value]),
        }
        let (code, told) = folders.checks("init", &arguments);
        assert!(
            code != 0 && told.contains(reason),
            "{flag} {value:?}: {told}"
        );
    }
    assert!(!folders.path("data").exists());
}

#[test]
fn a_server_over_nobody_says_how_to_begin_and_what_begins_beside_it_signs_in_at_once() {
    let folders = Folders::new();
    let (mut server, url) = serving(&folders);
    let west = ["--offset-minutes", "-210"];
    let (code, told) = folders.checks("init", &[&INIT[..], &west].concat());
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("UTC-03:30"), "{told}");
    let (status, _) = sign_in(&url, "fengtao", &code_in(&told), Some(PASSPHRASE));
    assert_eq!(status, 200);
    let _ = server.0.kill();
    let mut log = String::new();
    let mut stderr = server.0.stderr.take().unwrap();
    stderr.read_to_string(&mut log).unwrap();
    assert!(
        log.contains("begin with: saddlebag init --company NAME"),
        "{log}"
    );

    let (mut server, _) = serving(&folders);
    let _ = server.0.kill();
    let mut log = String::new();
    let mut stderr = server.0.stderr.take().unwrap();
    stderr.read_to_string(&mut log).unwrap();
    assert!(!log.contains("saddlebag init"), "{log}");
}

#[test]
fn people_are_invited_all_or_nobody() {
    let folders = a_demonstration();
    let person = |login: &str| format!("(SELECT person_id FROM person WHERE login = '{login}')");
    folders.suffers(&format!(
        "UPDATE appointment SET until_date = '2020-01-01' WHERE person_id = {}",
        person("sunhao")
    ));
    let (code, told) = folders.checks("invite", &["wangfang", "nobody", "sunhao", "noone"]);
    assert_ne!(code, 0);
    let reason =
        "nobody has this sign-in name: nobody, noone; has left: sunhao; nobody was given a code";
    assert!(told.contains(reason), "{told}");
    assert_eq!(folders.rows_of("one_time_code"), 0);

    let (code, told) = folders.checks("invite", &["WangFang", "wangfang", "linmei"]);
    assert_eq!(code, 0, "{told}");
    let lines: Vec<Vec<&str>> = told
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(lines[0], ["unit", "name", "login", "code", "valid until"]);
    assert_eq!(lines[1][..3], ["晨曦组", "王芳", "wangfang"]);
    assert_eq!(lines[2][..3], ["华东分公司", "林梅", "linmei"]);
    assert_eq!(lines.len(), 3);
    assert_eq!(folders.rows_of("one_time_code"), 2);

    let first = lines[1][3].to_owned();
    let (_, told) = folders.checks("invite", &["wangfang"]);
    let mut server = Running(folders.serve().args(["--demo", "--json"]).spawn().unwrap());
    let started: Value = serde_json::from_str(&server.first_line()).unwrap();
    let url = started["url"].as_str().unwrap();
    assert_eq!(sign_in(url, "wangfang", &first, None).0, 401, "replaced");
    assert_eq!(sign_in(url, "wangfang", &code_in(&told), None).0, 403);
    assert_eq!(sign_in(url, "wangfang", "saddlebag", None).0, 200);
}

#[test]
fn who_has_no_passphrase_is_invited_in_one_go_into_a_file_for_its_owner_alone() {
    let folders = a_demonstration();
    let file = folders.path("codes.csv");
    let to = ["--all-without-passphrase", "--to", file.to_str().unwrap()];
    let (code, told) = folders.checks("invite", &to);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("everybody has a passphrase"), "{told}");
    assert!(!file.exists());

    folders.suffers(
        "UPDATE person SET password_hash = '' WHERE login IN ('wangfang', 'zhangmin', 'sunhao')",
    );
    folders.suffers(
        "UPDATE appointment SET until_date = '2020-01-01'
         WHERE person_id = (SELECT person_id FROM person WHERE login = 'sunhao')",
    );
    let (code, told) = folders.checks("invite", &to);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("one-time codes for 2 in "), "{told}");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let written = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[0], "\u{FEFF}unit,name,login,code,valid until");
    assert!(lines[1].starts_with("晨曦组,王芳,wangfang,"), "{written}");
    assert!(lines[2].starts_with("晨曦组,张敏,zhangmin,"), "{written}");
    assert_eq!(lines.len(), 3);

    let (code, told) = folders.checks("invite", &to);
    assert!(code != 0 && told.contains("is there already"), "{told}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
    let (code, told) = folders.checks("invite", &[]);
    assert!(code != 0 && told.contains("LOGIN"), "{told}");
}
