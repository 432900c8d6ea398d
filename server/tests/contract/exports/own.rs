//! Everything that is kept of somebody, for themselves.

use super::taken_out;
use crate::person::Person;
use crate::world::{TestServer, catalogue};
use serde_json::Value;
use shared::record::RecordKind;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

impl Person<'_> {
    /// The files of what is kept of them.
    async fn takes_out_their_data(&self) -> BTreeMap<String, String> {
        let answer = self.get("/api/exports/my-data").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let name = "attachment; filename=\"my-data-2026-11-20.zip\"";
        assert_eq!(answer.headers["content-disposition"], name);
        let mut archive = ZipArchive::new(Cursor::new(answer.bytes)).unwrap();
        let mut files = BTreeMap::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            files.insert(file.name().unwrap().into_owned(), text);
        }
        files
    }
}

fn json(files: &BTreeMap<String, String>, name: &str) -> Value {
    serde_json::from_str(&files[name]).unwrap()
}

#[tokio::test]
async fn an_agent_takes_out_everything_of_their_own_and_nothing_of_others() {
    let server = TestServer::start().await;
    server
        .by_hand(
            "UPDATE person SET identity_kind = 'resident_id',
             identity_number = '11010519491231002X' WHERE login = 'wangfang'",
        )
        .await;
    let mut agent = server.person("wangfang").await;
    let today = "2026-11-20".parse().unwrap();
    let content = shared::sample::application(7, today, catalogue());
    let applicant = content.typed("applicant.name").to_owned();
    let made = agent.submits(RecordKind::Application, content);
    agent.sends(&[&made]).await;
    let files = agent.takes_out_their_data().await;

    let person = json(&files, "person.json");
    assert_eq!(person["identity"]["number"], "11010519491231002X");
    assert_eq!(person["appointments"][0]["unit"], "晨曦组");
    assert_eq!(json(&files, "sessions.json")[0]["current"], true);
    assert!(!json(&files, "devices.json").as_array().unwrap().is_empty());
    let records: Vec<&String> = files
        .keys()
        .filter(|name| name.starts_with("records/"))
        .collect();
    let captured: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM record WHERE captured_by = (SELECT person_id FROM person WHERE login = 'wangfang')",
    )
    .fetch_one(&mut server.connection().await)
    .await
    .unwrap();
    assert_eq!(i64::try_from(records.len()).unwrap(), captured);
    assert!(captured > 1, "of the demonstration, too");
    let of_today = records
        .iter()
        .map(|name| json(&files, name))
        .find(|file| file["record"]["record_id"] == made.record.to_string());
    let of_today = of_today.unwrap();
    assert_eq!(of_today["record"]["content"]["applicant.name"], applicant);
    assert_eq!(of_today["proofs"].as_array().unwrap().len(), 1);
    let training = json(&files, "training.json");
    let sessions = training.as_array().unwrap();
    assert!(!sessions.is_empty());
    for session in sessions {
        let entries = session["session"]["office"]["roster"]["entries"]
            .as_array()
            .unwrap();
        assert_eq!(entries.len(), 1, "without the others");
    }
    assert!(
        !json(&files, "statements.json")
            .as_array()
            .unwrap()
            .is_empty()
    );
    let log = json(&files, "log.json");
    let last = log.as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["action"], &last["own"]),
        (&"submit".into(), &true.into())
    );
    assert_eq!(last["at"], "2026-11-20T10:00:00+08:00");
    let proved = &of_today["proofs"][0];
    assert!(
        proved.to_string().contains("1795"),
        "as it was signed: {proved}"
    );
    for language in [
        "Everything that is kept of you",
        "关于您的全部内容",
        "王芳, 20 November 2026",
    ] {
        assert!(files["README.txt"].contains(language));
    }
    let whole: String = files.values().map(String::as_str).collect();
    assert!(!whole.contains("password") && !whole.contains("token"));
    assert!(!whole.contains("张敏"), "a colleague");
    let told = format!("own data: {captured} records");
    assert_eq!(
        taken_out(&server).await,
        [("export_own_data".to_owned(), told)]
    );
}

#[tokio::test]
async fn a_trainer_takes_out_no_secret_of_a_session() {
    let server = TestServer::start().await;
    let trainer = server.person("guoyan").await;
    let files = trainer.takes_out_their_data().await;
    let sessions: Vec<&String> = files
        .keys()
        .filter(|name| name.starts_with("records/T-"))
        .collect();
    assert!(!sessions.is_empty());
    for name in sessions {
        let content = &json(&files, name)["record"]["content"];
        assert!(content.get("topic").is_some() && content.get("secret").is_none());
    }
}
