//! People are entered and changed by hand.

use super::{changed, id_of, told, wrong};
use crate::person::Person;
use crate::world::{Answer, BRANCH, DAWN, OTHER_BRANCH, TestServer, VOYAGE, next};
use serde_json::{Value, json};
use shared::audit::{AuditAction, Log, LogEntry, LogFilter, LogSubject};
use shared::directory::{PeopleFilter, SignInState};
use shared::id::DeviceId;
use shared::people::{Changed, Role, UnitStep, difference_words};
use shared::text::Language;

fn newcomer() -> Value {
    json!({
        "facts": { "staff_number": "31002001", "name": " 赵 敏 ", "login": "ZhaoMin",
            "mobile": "139 0013 9000", "joined_on": "2026-11-20" },
        "unit": DAWN, "role": "agent",
    })
}

impl Person<'_> {
    async fn enters(&self, newcomer: &Value) -> Answer {
        self.post("/api/people", newcomer).await
    }
}

#[tokio::test]
async fn somebody_enters_and_signs_in_with_a_code_on_the_same_day() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let mut leader = server.person("liqiang").await;
    leader.pulls().await;
    let mut preview = newcomer();
    preview["preview"] = json!(true);
    let would_be = changed(&administrator.enters(&preview).await);
    assert!(!would_be.kept);
    assert_eq!(
        told(&would_be),
        [
            "staff_number: none → 31002001",
            "name: none → 赵敏",
            "login: none → zhaomin",
            "mobile: none → 139****9000",
            "joined_on: none → 2026-11-20",
            "agent in 晨曦组: none → 2026-11-20 to open",
        ]
    );
    let everybody = PeopleFilter::default();
    assert_eq!(
        administrator.lists(&everybody).await.total,
        18,
        "nothing is kept"
    );
    let entered = changed(&administrator.enters(&newcomer()).await);
    assert!(entered.kept);
    let page = administrator.looks_up(entered.person_id).await;
    assert_eq!(page.person.sign_in, SignInState::NeverInvited);
    assert_eq!(page.version, entered.version);
    assert_eq!(page.changes[0].action, AuditAction::EnterPerson);
    leader.pulls().await;
    assert_eq!(leader.sees("赵敏").id, entered.person_id);
    let code = administrator.gives_code(entered.person_id).await;
    let device = DeviceId::from_number(0xd000 + u128::from(next()));
    let answer = server
        .chooses("zhaomin", &code, "sieben Pferde am Fluss", device)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let answer = administrator.enters(&newcomer()).await;
    let field = ("staff_number".to_owned(), "of_another_person".to_owned());
    assert!(wrong(&answer).contains(&field), "{}", answer.text);
}

#[tokio::test]
async fn what_cannot_be_so_is_told_by_its_field() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    let administrator = server.person("fengtao").await;
    let with = |path: &str, value: Value| {
        let mut body = newcomer();
        *body.pointer_mut(path).unwrap() = value;
        body
    };
    for (body, field, code) in [
        (
            with("/facts/staff_number", json!("")),
            "staff_number",
            "person_field_missing",
        ),
        (
            with("/facts/staff_number", json!("31001000")),
            "staff_number",
            "of_another_person",
        ),
        (
            with("/facts/name", json!("")),
            "name",
            "person_field_missing",
        ),
        (
            with("/facts/name", json!("王")),
            "name",
            "name_of_person_unreadable",
        ),
        (
            with("/facts/login", json!("wangfang")),
            "login",
            "of_another_person",
        ),
        (
            with("/facts/login", json!("zhao min")),
            "login",
            "sign_in_name_unreadable",
        ),
        (
            with("/facts/mobile", json!("1390013900")),
            "mobile",
            "mobile_unreadable",
        ),
        (
            with("/facts/joined_on", Value::Null),
            "from",
            "first_day_missing",
        ),
        (with("/role", json!("reviewer")), "level", "level_needed"),
        (
            with("/role", json!("team_leader")),
            "unit",
            "team_with_two_leaders",
        ),
        (
            with("/unit", json!(OTHER_BRANCH)),
            "unit",
            "unit_not_theirs",
        ),
    ] {
        let answer = administrator.enters(&body).await;
        let found = wrong(&answer);
        assert_eq!(found, [(field.to_owned(), code.to_owned())], "{body}");
    }
    let everybody = PeopleFilter::default();
    assert_eq!(administrator.lists(&everybody).await.total, 17);
}

#[tokio::test]
async fn what_is_known_is_corrected_and_a_staff_number_stays() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let agent = id_of(&server, "wangfang").await;
    let path = format!("/api/people/{agent}");
    let correction = async |facts: Value| {
        let expected = administrator.looks_up(agent).await.version;
        let body = json!({ "expected": expected, "facts": facts });
        administrator.put(&path, &body).await
    };
    let facts = json!({ "name": "王芳菲", "login": "wangfangfei", "licence_number": "L 77" });
    let corrected = changed(&correction(facts).await);
    assert_eq!(
        told(&corrected),
        [
            "name: 王芳 → 王芳菲",
            "login: wangfang → wangfangfei",
            "licence_number: none → L77",
        ],
        "name and sign-in name at once: by hand there is no doubt who it is"
    );
    let page = administrator.looks_up(agent).await;
    let what: Vec<&Changed> = page.changes[0]
        .differences
        .iter()
        .map(|it| &it.changed)
        .collect();
    assert_eq!(
        what,
        [&Changed::Name, &Changed::Login, &Changed::LicenceNumber]
    );
    assert_eq!(
        page.changes[0].differences[0].to, None,
        "the log keeps no names"
    );
    let again = changed(&correction(json!({ "name": "王芳菲" })).await);
    assert_eq!((again.differences.len(), again.version), (0, page.version));
    assert_eq!(administrator.looks_up(agent).await.changes.len(), 1);
    let answer = correction(json!({ "staff_number": "31009999" })).await;
    let field = ("staff_number".to_owned(), "staff_number_stays".to_owned());
    assert_eq!(wrong(&answer), [field]);
}

#[tokio::test]
async fn a_transfer_ends_what_was_before_and_nobody_transfers_themselves() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    let administrator = server.person("fengtao").await;
    let agent = id_of(&server, "wangfang").await;
    let to = |unit, role: &str| json!({ "unit": unit, "role": role, "from": "2026-12-15" });
    let there = to(VOYAGE, "agent");
    let moved = changed(&administrator.asks("transfer", agent, there).await);
    let since = administrator.looks_up(agent).await.appointments[0]
        .period
        .from;
    assert_eq!(
        told(&moved),
        [
            format!("agent in 晨曦组 from {since}, until: open → 2026-12-14"),
            "agent in 远航组: none → 2026-12-15 to open".to_owned(),
        ]
    );
    let page = administrator.looks_up(agent).await;
    assert_eq!(page.person.unit_id, DAWN, "until the 14th");
    assert_eq!(page.changes[0].differences.len(), 2);
    assert_eq!(
        page.changes[0].differences[1].unit.as_deref(),
        Some("远航组")
    );
    let elsewhere = to(OTHER_BRANCH, "agent");
    let answer = administrator.asks("transfer", agent, elsewhere).await;
    assert_eq!(
        wrong(&answer),
        [("unit".to_owned(), "unit_not_theirs".to_owned())]
    );
    let own = administrator.profile.person.id;
    let answer = administrator
        .asks("transfer", own, to(BRANCH, "auditor"))
        .await;
    assert_eq!(wrong(&answer), [("role".to_owned(), "own_role".to_owned())]);
}

#[tokio::test]
async fn a_role_is_held_instead_of_the_others_or_besides_them() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let reviewer = id_of(&server, "hejun").await;
    let mut rises = json!({ "unit": BRANCH, "role": "auditor", "from": "2026-11-20",
        "besides": true });
    changed(
        &administrator
            .asks("transfer", reviewer, rises.clone())
            .await,
    );
    let roles = administrator.looks_up(reviewer).await.person.roles;
    assert_eq!(roles, [Role::Auditor, Role::Reviewer]);
    rises["role"] = json!("manager");
    rises["level"] = json!(3);
    rises["from"] = json!("2026-12-01");
    rises["besides"] = json!(false);
    let instead = changed(&administrator.asks("transfer", reviewer, rises).await);
    let ended = told(&instead);
    let ended = ended.iter().filter(|it| it.ends_with("open → 2026-11-30"));
    assert_eq!(ended.count(), 2);
}

#[tokio::test]
async fn who_leaves_is_gone_the_day_after_and_the_last_administrator_stays() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let agent = id_of(&server, "wangfang").await;
    let leaves = json!({ "on": "2026-11-30", "reason": "个人原因" });
    let left = changed(&administrator.asks("leave", agent, leaves.clone()).await);
    assert!(told(&left).contains(&"left_on: none → 2026-11-30".to_owned()));
    let page = administrator.looks_up(agent).await;
    assert_eq!(page.left_because.as_deref(), Some("个人原因"));
    assert_eq!(page.person.left_on, Some("2026-11-30".parse().unwrap()));
    let own = administrator.profile.person.id;
    let answer = administrator.asks("leave", own, leaves.clone()).await;
    assert_eq!(wrong(&answer)[0].1, "last_administrator");
    server.is_also("guoyan", Role::Administrator, BRANCH).await;
    changed(&administrator.asks("leave", own, leaves).await);
}

#[tokio::test]
async fn the_log_says_when_somebody_leaves_and_not_why_and_names_a_unit_that_is_gone() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let agent = id_of(&server, "wangfang").await;
    let leaves = json!({ "on": "2026-11-30", "reason": "个人原因" });
    changed(&administrator.asks("leave", agent, leaves).await);
    let branch = BRANCH;
    let team = administrator
        .founds_from("team", "远山组", "T-99", branch, "2026-12-15")
        .await;
    let from = "2026-12-15".parse().unwrap();
    administrator
        .changes_unit(team, &UnitStep::TakeBack { from })
        .await;

    let auditor = server.person("dongxue").await;
    let log: Log = auditor
        .post("/api/audit/log", &LogFilter::default())
        .await
        .json();
    let kept: Vec<&LogEntry> = log
        .entries
        .iter()
        .filter(|it| it.action != Some(AuditAction::SignIn))
        .collect();
    let [gone, founded, left, ..] = kept[..] else {
        panic!("{log:?}");
    };
    let words = |entry: &LogEntry| -> Vec<String> {
        let told = entry.differences.iter();
        told.map(|it| difference_words(Language::En, it))
            .map(|(name, said)| format!("{name}: {said}"))
            .collect()
    };
    assert_eq!(gone.action, Some(AuditAction::TakeBackUnit));
    for entry in [gone, founded] {
        let name = "远山组".to_owned();
        assert_eq!(entry.subject, LogSubject::Unit { name });
    }
    assert!(words(gone).contains(&"Name: 远山组 → —".to_owned()));
    assert!(words(founded).contains(&"Name: — → 远山组".to_owned()));
    let left = words(left);
    assert!(
        left.contains(&"Last day: — → 30 November 2026".to_owned()),
        "{left:?}"
    );
    assert!(
        left.contains(&"Reason for leaving: ".to_owned()),
        "{left:?}"
    );
    assert!(
        !log.entries
            .iter()
            .any(|it| format!("{it:?}").contains("个人原因"))
    );
}

#[tokio::test]
async fn who_lets_somebody_go_is_told_of_the_phone_the_cases_and_the_team_before() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let administrator = server.person("fengtao").await;
    let looks = async |login: &str, on: &str| -> Vec<String> {
        let person = id_of(&server, login).await;
        let leaves = json!({ "on": on, "reason": "个人原因", "preview": true });
        let brings = changed(&administrator.asks("leave", person, leaves).await).consequences;
        let told = brings.iter().map(|it| match it.params.get("n") {
            Some(n) => format!("{} {n}", it.code),
            None => it.code.to_string(),
        });
        told.collect()
    };
    assert_eq!(
        looks("wangfang", "2026-11-30").await,
        ["leaves_signed_in 1", "leaves_queries 1", "leaves_cases 2"]
    );
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    assert_eq!(
        looks("wangfang", "2026-11-30").await[2],
        "leaves_cases 3",
        "one more waits"
    );
    let past = looks("wangfang", "2026-11-10").await;
    assert_eq!(past.first().map(String::as_str), Some("leaves_in_the_past"));
    let leader = looks("liqiang", "2026-11-30").await;
    assert_eq!(leader[0], "unit_without_leader");
}
