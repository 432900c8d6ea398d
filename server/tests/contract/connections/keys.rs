//! A key is made, used, and ended.

use super::{bearing, takes_people_out, takes_units_out, wrong};
use crate::world::{BRANCH, DAWN, DAY, MINUTE, OTHER_BRANCH, TestServer};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use shared::audit::{AuditAction, LogActor, LogSubject};
use shared::connections::{KeyEnd, KeyScope};
use shared::directory::TableImported;
use shared::people::Role;

fn lines(text: &str) -> usize {
    text.trim().lines().count()
}

#[tokio::test]
async fn another_system_takes_people_out_until_its_key_is_ended() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let made = administrator.makes_key(&[KeyScope::PeopleRead]).await;
    assert!(made.secret.starts_with(&made.key.beginning));
    let held = administrator.sees_key(&made).await.unwrap();
    assert_eq!((held.name.as_str(), held.used_on), ("薪酬系统", None));
    let answer = takes_people_out(&server, &made.secret).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(lines(&answer.text), 1 + 18);
    let held = administrator.sees_key(&made).await.unwrap();
    assert_eq!(held.used_on, "2026-11-20".parse().ok());
    let path = format!("/api/connections/keys/{}", made.key.key_id);
    assert_eq!(administrator.delete(&path).await.status, 204);
    let answer = takes_people_out(&server, &made.secret).await;
    assert_eq!(answer.refusal(), (401, "key_ended".to_owned()));
    let held = administrator.sees_key(&made).await.unwrap();
    assert_eq!(held.ended.map(|it| it.because), Some(KeyEnd::ByHand));
    // Ended twice is ended once.
    assert_eq!(administrator.delete(&path).await.status, 204);
    let ends = server.acts_on(&made.key.key_id.to_string()).await;
    let ends: Vec<&str> = ends.iter().map(|act| act.action.as_str()).collect();
    assert_eq!(ends, ["make_key", "begin_key", "end_key", "refuse_key"]);
}

#[tokio::test]
async fn only_its_hash_is_kept() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let made = administrator.makes_key(&[KeyScope::PeopleRead]).await;
    let hash: String = sqlx::query_scalar("SELECT key_hash FROM api_key")
        .fetch_one(&mut server.connection().await)
        .await
        .unwrap();
    assert!(!hash.contains(&made.secret[10..20]));
    let listed = administrator.get("/api/connections").await;
    assert!(!listed.text.contains(&made.secret) && !listed.text.contains(&hash));
    let backup = std::fs::read(server.backed_up().await).unwrap();
    let secret = made.secret.as_bytes();
    assert!(!backup.windows(secret.len()).any(|it| it == secret));
}

#[tokio::test]
async fn a_key_does_what_it_may_and_nothing_else() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let units = administrator.makes_key(&[KeyScope::UnitsRead]).await.secret;
    assert_eq!(takes_units_out(&server, &units).await.status, 200);
    let may_not = (403, "key_may_not".to_owned());
    assert_eq!(takes_people_out(&server, &units).await.refusal(), may_not);
    let people = administrator.makes_key(&[KeyScope::PeopleRead]).await;
    let whole = "/api/exports/people?format=csv&identity=whole";
    let json = ("application/json", "{}");
    let answer = server
        .call(bearing(&people.secret, "POST", whole, json))
        .await;
    assert_eq!(
        answer.refusal(),
        may_not,
        "whole numbers are another matter"
    );
    let whole_too = [KeyScope::PeopleRead, KeyScope::IdentityNumbersRead];
    let whole_too = administrator.makes_key(&whole_too).await.secret;
    let answer = server.call(bearing(&whole_too, "POST", whole, json)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn a_key_imports_what_its_maker_could_and_acts_as_itself() {
    let server = TestServer::start().await;
    server.is_also("fengtao", Role::Auditor, BRANCH).await;
    let administrator = server.person("fengtao").await;
    let made = administrator.makes_key(&[KeyScope::PeopleWrite]).await;
    let table = "工号,姓名,手机号码,证件号码,所属机构,角色,入职日期\n\
         31009001,赵新,,,晨曦组,代理人,2026-11-20\n";
    let csv = ("text/csv", table);
    let look = bearing(&made.secret, "POST", "/api/imports/people", csv);
    let looked: TableImported = server.call(look).await.json();
    assert_eq!((looked.new, looked.wrong, looked.kept), (1, 0, false));
    let (file, token) = (&looked.file, &looked.token);
    let path = format!("/api/imports/people?preview=false&rows=all&file={file}&token={token}");
    let answer = server.call(bearing(&made.secret, "POST", &path, csv)).await;
    assert!(answer.json::<TableImported>().kept);
    let log: shared::audit::Log = administrator
        .post("/api/audit/log", &json!({}))
        .await
        .json();
    for action in [
        AuditAction::ImportPeople,
        AuditAction::EnterPerson,
        AuditAction::BeginKey,
    ] {
        let mut entries = log.entries.iter();
        let entry = entries.find(|it| it.action == Some(action)).unwrap();
        let name = "薪酬系统".to_owned();
        assert_eq!(entry.actor, LogActor::Key { name }, "{action:?}");
        assert_eq!(entry.device, None);
    }
    let mut entries = log.entries.iter();
    let made = entries.find(|it| it.action == Some(AuditAction::MakeKey));
    let name = "薪酬系统".to_owned();
    assert_eq!(made.unwrap().subject, LogSubject::Connection { name });
}

#[tokio::test]
async fn nobody_makes_a_key_that_does_more_than_they_may() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    let administrator = server.person("fengtao").await;
    let good = json!({ "name": "系统", "scopes": ["people:read"], "unit": BRANCH });
    let with = |name: &str, value: Value| {
        let mut asked = good.clone();
        asked[name] = value;
        asked
    };
    let long = "长".repeat(61);
    for (asked, field, code) in [
        (
            with("scopes", json!(["cases:read"])),
            "scopes",
            "key_scope_not_yours",
        ),
        (
            with("scopes", json!(["log:read"])),
            "scopes",
            "key_scope_not_yours",
        ),
        (
            with("scopes", json!(["attendance:read"])),
            "scopes",
            "key_scope_not_yours",
        ),
        (with("scopes", json!([])), "scopes", "key_scopes_needed"),
        (with("name", json!(" ")), "name", "key_name_needed"),
        (with("name", json!(long)), "name", "key_name_needed"),
        (with("name", json!("a\0b")), "name", "key_name_needed"),
        (
            with("last_day", json!("2026-11-19")),
            "last_day",
            "key_last_day_over",
        ),
        (with("unit", json!(OTHER_BRANCH)), "unit", "unit_not_theirs"),
    ] {
        let answer = administrator.tries_to_make_key(&asked).await;
        let expected = [(field.to_owned(), code.to_owned())];
        assert_eq!(wrong(&answer), expected, "{asked}");
    }
    let unknown = with("scopes", json!(["everything"]));
    assert_eq!(administrator.tries_to_make_key(&unknown).await.status, 400);
    assert_eq!(administrator.connections().await.keys, []);
    assert!(
        !administrator
            .connections()
            .await
            .scopes
            .contains(&KeyScope::CasesRead)
    );
}

#[tokio::test]
async fn a_key_sees_no_more_than_its_unit() {
    let server = TestServer::start().await;
    server.is_also("fengtao", Role::Manager, BRANCH).await;
    server.is_also("fengtao", Role::Auditor, BRANCH).await;
    let administrator = server.person("fengtao").await;
    let scopes = [KeyScope::PeopleRead, KeyScope::CasesRead, KeyScope::LogRead];
    let of = |unit| json!({ "name": "数据仓库", "scopes": scopes, "unit": unit });
    let mut found = Vec::new();
    for unit in [BRANCH, DAWN] {
        let answer = administrator.tries_to_make_key(&of(unit)).await;
        let made: shared::connections::KeyMade = answer.json();
        let people = takes_people_out(&server, &made.secret).await;
        let mut counts = vec![lines(&people.text)];
        for list in ["cases", "audit-log"] {
            let path = format!("/api/exports/{list}?format=csv");
            let json = ("application/json", "{}");
            let answer = server
                .call(bearing(&made.secret, "POST", &path, json))
                .await;
            assert_eq!(answer.status, 200, "{}", answer.text);
            counts.push(lines(&answer.text));
        }
        found.push(counts);
    }
    let (branch, team) = (&found[0], &found[1]);
    assert_eq!((branch[0], team[0]), (1 + 18 + 2, 1 + 4));
    for at in 1..3 {
        assert!(1 < team[at] && team[at] < branch[at], "{found:?}");
    }
}

#[tokio::test]
async fn a_key_is_seen_and_ended_only_where_it_is_bound() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    let here = server.person("fengtao").await;
    let elsewhere = server.person("linmei").await;
    let made = here.makes_key(&[KeyScope::PeopleRead]).await;
    assert_eq!(elsewhere.connections().await.keys, []);
    let path = format!("/api/connections/keys/{}", made.key.key_id);
    assert_eq!(elsewhere.delete(&path).await.status, 404);
    assert_eq!(takes_people_out(&server, &made.secret).await.status, 200);
}

#[tokio::test]
async fn what_is_no_key_is_refused_and_a_session_beside_one_too() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let made = administrator.makes_key(&[KeyScope::UnitsRead]).await;
    let other = format!("saddlebag_{}", "0".repeat(48));
    let short = &made.secret[..made.secret.len() - 1];
    for text in ["", "secret", other.as_str(), short] {
        let answer = takes_units_out(&server, text).await;
        assert_eq!(answer.refusal(), (401, "key_wrong".to_owned()), "{text}");
    }
    let both = Request::get("/api/exports/units?format=csv")
        .header("authorization", format!("Bearer {}", made.secret))
        .header("cookie", &administrator.cookie);
    let answer = server.call(both.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.refusal(), (400, "malformed".to_owned()));
    // What a proxy on the way wants is nobody's key.
    let basic = Request::get("/api/exports/units?format=csv")
        .header("authorization", "Basic c2FkZGxlYmFn")
        .header("cookie", &administrator.cookie);
    let answer = server.call(basic.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, 200);
    // No browser sends a key for another site: where a request comes from does not matter.
    let elsewhere = Request::post("/api/exports/people?format=csv")
        .header(
            "authorization",
            format!(
                "Bearer {}",
                administrator
                    .makes_key(&[KeyScope::PeopleRead])
                    .await
                    .secret
            ),
        )
        .header("origin", "https://payroll.example")
        .header("content-type", "application/json");
    let answer = server.call(elsewhere.body(Body::from("{}")).unwrap()).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn a_key_with_a_last_day_holds_through_it() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let asked = json!({ "name": "系统", "scopes": ["people:read"], "unit": BRANCH,
        "last_day": "2026-11-20" });
    let answer = administrator.tries_to_make_key(&asked).await;
    let made: shared::connections::KeyMade = answer.json();
    server.wait(13 * 60 * MINUTE);
    assert_eq!(takes_people_out(&server, &made.secret).await.status, 200);
    server.wait(DAY / 24 * 2);
    let answer = takes_people_out(&server, &made.secret).await;
    assert_eq!(answer.refusal(), (401, "key_ended".to_owned()));
    let administrator = server.person("fengtao").await;
    let ended = administrator.sees_key(&made).await.unwrap().ended.unwrap();
    assert_eq!(ended.because, KeyEnd::LastDay);
    assert_eq!(ended.at.civil_date(480), "2026-11-21".parse().ok());
}
