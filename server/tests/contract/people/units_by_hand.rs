//! Units are founded and changed by hand.

use super::{day, findings, id_of, wrong};
use crate::access::{ROUTES, answer_about};
use crate::world::{BRANCH, DAWN, OTHER_BRANCH, TestServer, VOYAGE};
use serde_json::{Value, json};
use shared::audit::{AuditAction, LogActor};
use shared::id::UnitId;
use shared::people::{Changed, Role, UnitChanged, UnitKind, UnitStep};
use shared::problem::Problem;

/// 徐汇营业部
const DEPARTMENT: UnitId = UnitId::from_number(0x5add_1e02);

fn rename(name: &str, from: &str) -> UnitStep {
    UnitStep::Rename {
        name: name.to_owned(),
        from: day(from),
    }
}

fn close(on: &str) -> UnitStep {
    UnitStep::Close { on: day(on) }
}

/// What would be, or is, different, in words.
fn told(changed: &UnitChanged) -> Vec<String> {
    let units = changed.units.iter().flat_map(|unit| {
        let differences = unit.differences.iter();
        differences.map(|it| format!("{}: {it}", unit.name))
    });
    let people = changed.people.iter().flat_map(|person| {
        let differences = person.differences.iter();
        differences.map(|it| format!("{}: {it}", person.person.name))
    });
    units.chain(people).collect()
}

#[tokio::test]
async fn a_unit_is_founded_and_stands_in_the_tree_from_its_day_on() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let mut founds = json!({ "code": "010104", "name": " 朝阳组 ", "kind": "team",
        "parent": DEPARTMENT, "from": "2026-12-15", "preview": true });
    let answer = administrator.post("/api/units", &founds).await;
    let would_be: UnitChanged = answer.json();
    assert!(!would_be.kept);
    assert_eq!(
        told(&would_be),
        [
            "朝阳组: code: none → 010104",
            "朝阳组: name: none → 朝阳组",
            "朝阳组: kind: none → team",
            "朝阳组: founded_on: none → 2026-12-15",
            "朝阳组: under 徐汇营业部: none → 2026-12-15 to open",
        ]
    );
    assert_eq!(administrator.units("?on=2026-12-15").await.units.len(), 5);
    founds["preview"] = json!(false);
    let answer = administrator.post("/api/units", &founds).await;
    let founded: UnitChanged = answer.json();
    let unit = founded.unit_id;
    assert!(administrator.unit_on(unit, "2026-12-14").await.is_none());
    let line = administrator.unit_on(unit, "2026-12-15").await.unwrap();
    assert_eq!((line.name.as_str(), line.kind), ("朝阳组", UnitKind::Team));
    assert_eq!(line.founded_on, Some(day("2026-12-15")));
    let page = administrator.unit_page(unit).await;
    assert!(!page.is_there);
    assert_eq!(page.to_come, [day("2026-12-15")]);
    let [change] = &page.changes[..] else {
        panic!("{:?}", page.changes);
    };
    let person = administrator.profile.person.clone();
    assert_eq!(change.by, LogActor::Person { person });
    assert_eq!(change.action, AuditAction::FoundUnit);
    let [act] = &server.acts_on(&unit.to_string()).await[..] else {
        panic!("more than one act");
    };
    assert_eq!(act.chain, BRANCH.to_string());
    for (field, value, code) in [
        ("code", json!("010104"), "unit_code_taken"),
        ("name", json!("晨曦组"), "unit_name_taken"),
        ("parent", json!(OTHER_BRANCH), "unit_not_theirs"),
        ("parent", json!(DAWN), "unit_hangs_too_low"),
    ] {
        let mut body = json!({ "code": "010105", "name": "新组", "kind": "team",
            "parent": DEPARTMENT, "from": "2026-12-15" });
        body[field] = value;
        let answer = administrator.post("/api/units", &body).await;
        assert_eq!(
            wrong(&answer),
            [(field.to_owned(), code.to_owned())],
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_unit_is_called_otherwise_from_a_day_on_and_the_page_says_who_changed_it() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let changed = administrator
        .changes_unit(DAWN, &rename("朝阳组", "2026-12-15"))
        .await;
    assert_eq!(
        told(&changed),
        ["晨曦组: name from 2026-12-15: 晨曦组 → 朝阳组"]
    );
    let name_on = async |on| administrator.unit_on(DAWN, on).await.unwrap().name;
    assert_eq!(name_on("2026-12-14").await, "晨曦组");
    assert_eq!(name_on("2026-12-15").await, "朝阳组");
    let page = administrator.unit_page(DAWN).await;
    let names: Vec<&str> = page.names.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["晨曦组", "朝阳组"]);
    assert_eq!(page.to_come, [day("2026-12-15")]);
    let told: Vec<&Changed> = page.changes[0]
        .differences
        .iter()
        .map(|it| &it.changed)
        .collect();
    let from = day("2026-12-15");
    assert_eq!(told, [&Changed::Renamed { from }]);
    let said = &page.changes[0].differences[0];
    assert_eq!(
        (said.from.as_deref(), said.to.as_deref()),
        (Some("晨曦组"), Some("朝阳组"))
    );
    let people: Vec<&str> = page.people.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(people.len(), 4);
    assert!(people.contains(&"王芳"));
    let back = UnitStep::TakeBack { from };
    administrator.changes_unit(DAWN, &back).await;
    assert_eq!(name_on("2026-12-15").await, "晨曦组");
    assert_eq!(administrator.unit_page(DAWN).await.to_come, []);
    // From today on at once, wherever it is named.
    administrator
        .changes_unit(DAWN, &rename("曙光组", "2026-11-20"))
        .await;
    let agent = id_of(&server, "wangfang").await;
    assert_eq!(administrator.looks_up(agent).await.person.unit, "曙光组");
    assert_eq!(name_on("2026-11-19").await, "晨曦组");
}

#[tokio::test]
async fn closing_names_who_and_what_is_in_the_way_and_oneself_above_all() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let answer = administrator
        .asks_of_unit(VOYAGE, &close("2026-12-31"), true)
        .await;
    let problem: Problem = answer.json();
    let named = problem.findings.iter();
    let named: Vec<&str> = named.map(|it| it.params["person"].as_str()).collect();
    assert_eq!(named, ["陈静", "杨伟", "赵丽", "黄磊"]);
    let leader = id_of(&server, "chenjing").await.to_string();
    assert_eq!(problem.findings[0].params["person_id"], leader);
    let answer = administrator
        .asks_of_unit(DEPARTMENT, &close("2026-12-31"), true)
        .await;
    let codes = wrong(&answer).into_iter().map(|(_, code)| code);
    assert_eq!(codes.collect::<Vec<_>>(), ["unit_under_it"; 3]);
    let answer = administrator
        .asks_of_unit(BRANCH, &close("2026-12-31"), false)
        .await;
    let own = ("on".to_owned(), "own_place_in_it".to_owned());
    assert!(wrong(&answer).contains(&own), "{}", answer.text);
    assert!(administrator.is_signed_in().await);
}

#[tokio::test]
async fn everybody_comes_to_the_unit_into_which_theirs_is_merged_unless_they_work_elsewhere_too() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    let administrator = server.person("fengtao").await;
    let merge = UnitStep::Merge {
        into: DAWN,
        from: day("2026-12-15"),
    };
    server.is_also("yangwei", Role::Trainer, OTHER_BRANCH).await;
    let answer = administrator.asks_of_unit(VOYAGE, &merge, true).await;
    let elsewhere = ("people".to_owned(), "person_works_elsewhere".to_owned());
    assert_eq!(wrong(&answer), [elsewhere]);
    server.ends_as("yangwei", Role::Trainer, "2026-10-31").await;
    let changed = administrator.changes_unit(VOYAGE, &merge).await;
    let told = told(&changed);
    assert!(
        told.contains(&"远航组: closed_on: open → 2026-12-14".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"远航组: merged into 晨曦组".to_owned()),
        "{told:?}"
    );
    let leader = "陈静: agent in 晨曦组: none → 2026-12-15 to open".to_owned();
    assert!(told.contains(&leader), "{told:?}");
    assert!(administrator.unit_on(VOYAGE, "2026-12-15").await.is_none());
    let dawn = administrator.unit_on(DAWN, "2026-12-15").await.unwrap();
    assert_eq!(dawn.people_today, 8);
    let page = administrator.unit_page(VOYAGE).await;
    assert_eq!(page.merged_into.unwrap().name, "晨曦组");
    let back = UnitStep::TakeBack {
        from: day("2026-12-15"),
    };
    let taken_back = administrator.changes_unit(VOYAGE, &back).await;
    assert_eq!(taken_back.people.len(), 4);
    let voyage = administrator.unit_on(VOYAGE, "2026-12-15").await.unwrap();
    assert_eq!((voyage.people_today, voyage.closed_on), (4, None));
}

#[tokio::test]
async fn the_second_of_two_administrators_is_told_what_changed_of_a_unit() {
    let server = TestServer::start().await;
    server.is_also("guoyan", Role::Administrator, BRANCH).await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("guoyan").await,
    );
    let read = second.unit_page(DAWN).await.version;
    first
        .changes_unit(DAWN, &rename("朝阳组", "2026-12-15"))
        .await;
    let body = json!({ "expected": read, "change": rename("曙光组", "2026-12-01") });
    let path = format!("/api/units/{DAWN}/changes");
    let answer = second.post(&path, &body).await;
    assert_eq!(answer.refusal(), (409, "changed_meanwhile".to_owned()));
    let told = [("renamed".to_owned(), "person_changed_by".to_owned())];
    assert_eq!(findings(&answer), told);
    assert!(answer.text.contains("冯涛"));
}

#[tokio::test]
async fn an_administrator_sees_and_changes_the_units_of_their_own_branch_alone() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    let (here, elsewhere) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let routes = ROUTES.iter();
    for route in routes.filter(|route| route.path.starts_with("/api/units/{not_there}")) {
        let asked = async |cookie: &str, about: UnitId| {
            let about = about.to_string();
            answer_about(&server, route, cookie, (about.as_str(), "")).await
        };
        let told = format!("{} {}", route.method, route.path);
        assert_eq!(asked(&elsewhere.cookie, DAWN).await, 404, "{told}");
        assert_eq!(asked(&here.cookie, OTHER_BRANCH).await, 404, "{told}");
        assert_ne!(asked(&here.cookie, DAWN).await, 404, "{told}");
        assert_ne!(asked(&elsewhere.cookie, OTHER_BRANCH).await, 404, "{told}");
    }
    let moves = UnitStep::Move {
        parent: OTHER_BRANCH,
        from: day("2026-12-15"),
    };
    let answer = here.asks_of_unit(DAWN, &moves, true).await;
    let parent = ("parent".to_owned(), "unit_not_theirs".to_owned());
    assert_eq!(wrong(&answer), [parent]);
    // Where their own branch hangs is the matter of the company's administrator, and what it is called their own.
    let back = UnitStep::TakeBack {
        from: day("2026-12-15"),
    };
    for (change, code) in [(close("2026-12-31"), "own_place_in_it"), (back, "own_unit")] {
        let answer = here.asks_of_unit(BRANCH, &change, true).await;
        let codes = wrong(&answer).into_iter().map(|(_, code)| code);
        assert!(codes.eq([code]), "{}", answer.text);
    }
    here.changes_unit(BRANCH, &rename("华东总部", "2026-12-01"))
        .await;
    // What came from another branch is theirs all the same.
    server
        .by_hand(&format!(
            "UPDATE unit_place SET from_date = '2026-06-01' WHERE unit_id = '{VOYAGE}';
             INSERT INTO unit_place VALUES
             ('{VOYAGE}', '{OTHER_BRANCH}', '2021-01-01', '2026-05-31')"
        ))
        .await;
    here.changes_unit(VOYAGE, &rename("启航组", "2026-12-01"))
        .await;
    let merge = UnitStep::Merge {
        into: DAWN,
        from: day("2026-12-15"),
    };
    let answer = here.asks_of_unit(VOYAGE, &merge, true).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let unknown: Value = json!({ "expected": "", "change": { "step": "dissolve" } });
    let path = format!("/api/units/{DAWN}/changes");
    let answer = here.post(&path, &unknown).await;
    assert_eq!(answer.refusal().0, 400);
}
