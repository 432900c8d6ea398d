//! People and units: as the administrator sees them, in the words of the import.

use super::{cells, lines, taken_out, under};
use crate::world::{DAWN, OTHER_BRANCH, TestServer};
use calamine::Data;
use serde_json::json;
use shared::directory::{PeopleFilter, PeopleState};
use shared::people::import::{PERSON_COLUMNS, UNIT_COLUMNS};
use shared::text::Language;

const FORMULA: &str = r#"=HYPERLINK("http://x.example","王芳")"#;

async fn is_called(server: &TestServer, login: &str, set: &str) {
    server
        .by_hand(&format!("UPDATE person SET {set} WHERE login = '{login}'"))
        .await;
}

#[tokio::test]
async fn an_administrator_takes_out_their_own_branch_alone() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    let (here, elsewhere) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let everybody = PeopleFilter::default();
    let people = here.takes_out("people", &everybody).await;
    assert_eq!(people.len(), 1 + 17);
    assert!(!under(&people, "姓名").contains(&"林梅".to_owned()));
    let people = elsewhere.takes_out("people", &everybody).await;
    assert_eq!(under(&people, "姓名"), ["林梅"]);
    assert_eq!(under(&people, "所属机构"), ["华南分公司"]);
    let units = here.takes_out_all("units").await;
    assert_eq!(units.len(), 1 + 5);
    assert!(!under(&units, "机构名称").contains(&"华南分公司".to_owned()));
    let units = elsewhere.takes_out_all("units").await;
    assert_eq!(under(&units, "机构名称"), ["华南分公司"]);
    // What it hangs under is named, so that it can be imported.
    assert_eq!(under(&units, "上级机构编码"), ["安和保险代理有限公司"]);
}

#[tokio::test]
async fn what_is_taken_out_is_what_is_looked_for_and_an_empty_list_has_its_headings() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let in_dawn = PeopleFilter {
        unit: Some(DAWN),
        after: Some("not looked at".to_owned()),
        ..PeopleFilter::default()
    };
    let people = administrator.takes_out("people", &in_dawn).await;
    assert_eq!(under(&people, "姓名"), ["刘洋", "张敏", "李强", "王芳"]);
    assert_eq!(
        under(&people, "角色"),
        ["代理人", "代理人", "主管", "代理人"]
    );
    let headings: Vec<&str> = PERSON_COLUMNS.iter().map(|it| it.chinese).collect();
    for nobody in [
        json!({ "state": PeopleState::Left }),
        json!({ "unit": OTHER_BRANCH }),
        json!({ "search": "nobody is called so" }),
    ] {
        assert_eq!(
            administrator.takes_out("people", &nobody).await,
            std::slice::from_ref(&headings)
        );
    }
    let (code, refusal) = (administrator
        .post("/api/exports/people", &json!({ "search": "\0" }))
        .await)
        .refusal();
    assert_eq!((code, refusal.as_str()), (400, "malformed"));
    for query in ["format=pdf", "language=fr", "identity=some", "more=1"] {
        let path = format!("/api/exports/people?{query}");
        let answer = administrator.post(&path, &in_dawn).await;
        assert_eq!(answer.refusal(), (400, "malformed".to_owned()), "{query}");
    }
    let named = administrator.get("/api/exports/units?format=csv").await;
    assert_eq!(
        named.headers["content-disposition"],
        "attachment; filename=\"units-2026-11-20.csv\""
    );
    assert_eq!(named.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(named.headers["cache-control"], "no-store");
    assert_eq!(
        lines(&named)[0][0],
        UNIT_COLUMNS[0].chinese,
        "nobody prefers a language"
    );
    let english = axum::http::Request::get("/api/exports/units?format=csv")
        .header("cookie", &administrator.cookie)
        .header("accept-language", "en-GB,en;q=0.9,zh;q=0.8");
    let english = server
        .call(english.body(axum::body::Body::empty()).unwrap())
        .await;
    assert_eq!(lines(&english)[0][0], UNIT_COLUMNS[0].english);
}

#[tokio::test]
async fn a_name_that_a_spreadsheet_would_run_comes_out_as_a_name() {
    let server = TestServer::start().await;
    is_called(&server, "wangfang", &format!("name = '{FORMULA}'")).await;
    is_called(
        &server,
        "zhangmin",
        "left_because = '@SUM(1)', agent_number = '0001'",
    )
    .await;
    let administrator = server.person("fengtao").await;
    let filter = PeopleFilter {
        unit: Some(DAWN),
        ..PeopleFilter::default()
    };
    let people = administrator.takes_out("people", &filter).await;
    let names = under(&people, "姓名");
    assert!(names.contains(&format!("'{FORMULA}")), "{names:?}");
    assert!(under(&people, "离职原因").contains(&"'@SUM(1)".to_owned()));
    assert!(under(&people, "工号").contains(&"'0001".to_owned()));
    let book = cells(&administrator.post("/api/exports/people", &filter).await);
    let column = |heading: &str| {
        let at = book[0]
            .iter()
            .position(|it| *it == Data::String(heading.to_owned()));
        let at = at.unwrap();
        book[1..]
            .iter()
            .map(move |row| row[at].clone())
            .collect::<Vec<_>>()
    };
    assert!(column("姓名").contains(&Data::String(FORMULA.to_owned())));
    assert!(column("工号").contains(&Data::String("0001".to_owned())));
    assert!(
        column("工号")
            .iter()
            .all(|cell| matches!(cell, Data::String(_)))
    );
    assert!(
        column("入职日期")
            .iter()
            .all(|cell| matches!(cell, Data::DateTime(_)))
    );
}

#[tokio::test]
async fn whole_numbers_are_asked_for_and_written_down() {
    let server = TestServer::start().await;
    let document = "identity_kind = 'resident_id', identity_number = '11010519491231002X',
        mobile = '13800138000'";
    is_called(&server, "wangfang", document).await;
    let administrator = server.person("fengtao").await;
    let filter = json!({ "search": "wangfang" });
    let masked = administrator.takes_out("people", &filter).await;
    assert_eq!(under(&masked, "证件号码"), ["110***********002X"]);
    assert_eq!(under(&masked, "手机号码"), ["138****8000"]);
    assert_eq!(under(&masked, "证件类型"), ["身份证"]);
    let path = "/api/exports/people?format=csv&language=en&identity=whole";
    let whole = lines(&administrator.post(path, &filter).await);
    assert_eq!(under(&whole, "identity_number"), ["11010519491231002X"]);
    assert_eq!(under(&whole, "mobile"), ["13800138000"]);
    assert_eq!(under(&whole, "identity_kind"), ["resident id"]);
    let told = |action: &str| (action.to_owned(), "people: 1 lines".to_owned());
    let acts = taken_out(&server).await;
    assert_eq!(acts, [told("export_list"), told("export_identity_numbers")]);
    // Who asks for what is not theirs takes out nothing, and nothing is written down.
    let trainer = server.person("guoyan").await;
    assert_eq!(trainer.post(path, &filter).await.status, 404);
    assert_eq!(taken_out(&server).await.len(), 2);
    let acts = server.acts().await;
    let by = acts
        .iter()
        .find(|act| act.action == "export_identity_numbers");
    assert_eq!(
        by.unwrap().person,
        administrator.profile.person.id.to_string()
    );
    let english = PERSON_COLUMNS.iter().map(|it| it.name(Language::En));
    assert_eq!(whole[0], english.collect::<Vec<_>>());
}
