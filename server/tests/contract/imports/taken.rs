//! A table is looked at, and taken as it was looked at.

use super::{PEOPLE, counts, different, of_person, people, wrong};
use crate::world::{BRANCH, TestServer};
use serde_json::json;
use shared::directory::TableImported;
use shared::finding::Finding;
use shared::people::Role;
use shared::problem::Problem;
use shared::text::{Language, fill, lookup};

fn codes(problem: &Problem) -> Vec<&str> {
    problem.findings.iter().map(|it| it.code.as_str()).collect()
}

/// What a finding says in a language.
fn said(finding: &Finding, language: Language) -> String {
    let text = lookup(language, &format!("findings.{}", finding.code)).unwrap();
    let params = finding.params.iter();
    fill(
        text,
        params.map(|(name, value)| (name.as_str(), value.as_str())),
    )
}

#[tokio::test]
async fn what_is_looked_at_changes_nothing_and_is_taken_once() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let number = of_person(&server, "agent_number", "wangfang").await;
    let before = people(&server).await;
    let table = format!(
        "{PEOPLE}77001,赵丽,13800138010,,晨曦组,代理人,2026-11-20\n{number},,13900139000,,,,\n"
    );
    let looked = administrator.looks_at("people", &table).await;
    assert_eq!(counts(&looked), [1, 1, 0, 0]);
    let told = different(&looked);
    assert!(
        told.contains(&"王芳: mobile: none → 139****9000".to_owned()),
        "{told:?}"
    );
    let appointed = "赵丽: agent in 晨曦组: none → 2026-11-20 to open";
    assert!(told.contains(&appointed.to_owned()), "{told:?}");
    let is_new: Vec<bool> = looked.different.iter().map(|it| it.is_new).collect();
    assert_eq!(is_new, [true, false]);
    assert_eq!(people(&server).await, before, "only looked at");
    assert_eq!(of_person(&server, "mobile", "wangfang").await, "");

    let answer = administrator
        .takes(("people", "all"), &table, &looked)
        .await;
    let taken: TableImported = answer.json();
    assert!(taken.kept);
    assert_eq!(counts(&taken), counts(&looked));
    assert_eq!(people(&server).await, before + 1);
    assert_eq!(
        of_person(&server, "mobile", "wangfang").await,
        "13900139000"
    );

    // Sent twice, it is not what was looked at any more; looked at again, it changes nothing.
    let answer = administrator
        .takes(("people", "all"), &table, &looked)
        .await;
    assert_eq!(answer.refusal(), (409, "changed_meanwhile".to_owned()));
    let again = administrator.imports("people", &table).await;
    assert_eq!(counts(&again), [0, 0, 2, 0]);
    assert_eq!(people(&server).await, before + 1);

    let acts = server.acts().await;
    let mut imports = acts.iter().filter(|it| it.action == "import_people");
    let act = imports.next().unwrap();
    assert!(
        imports.next().is_none(),
        "what changes nothing is not written down"
    );
    assert_eq!(act.chain, BRANCH.to_string());
    assert_eq!(act.person, administrator.profile.person.id.to_string());
    assert_eq!(
        act.subject,
        "people: 1 new, 1 changed, 0 unchanged, 0 rows wrong"
    );
    let entered = acts.iter().filter(|it| it.action == "enter_person");
    let by = entered.map(|it| it.person.as_str()).next_back().unwrap();
    assert_eq!(by, act.person);
}

#[tokio::test]
async fn wrong_rows_are_named_by_row_and_column_and_the_good_ones_taken_alone() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let before = people(&server).await;
    let table = format!(
        "{PEOPLE}77001,赵丽,13800138010,3.7E+17,晨曦组,代理人,2026-11-20
77002,孙浩然,13800138011,,晨曦组,老板,2026-11-20
77003,周婷,13800138012,,没有的组,代理人,2026-11-20
77004,吴敏,13800138013,,晨曦组,代理人,3/11/2026
77005,郑凯,13800138014,,晨曦组,代理人,2026-11-20
77006,,13800138015,,晨曦组,代理人,2026-11-20\n"
    );
    let looked = administrator.looks_at("people", &table).await;
    assert_eq!(counts(&looked), [1, 0, 0, 5]);
    assert_eq!(
        wrong(&looked),
        [
            (2, "证件号码", "cell_rounded"),
            (3, "角色", "cell_none_of"),
            (4, "", "row_unit_unknown"),
            (5, "入职日期", "cell_date_year_not_first"),
            (7, "", "row_new_incomplete"),
        ]
    );
    assert_eq!(looked.rows[4].finding.path, "name");
    let says = |at: usize, language| said(&looked.rows[at].finding, language);
    for at in 0..5 {
        let texts = [Language::ZhHans, Language::En].map(|language| says(at, language));
        assert_ne!(texts[0], texts[1]);
        assert!(!texts.iter().any(|text| text.contains('{')), "{texts:?}");
    }
    assert!(says(1, Language::ZhHans).contains("老板"));
    assert!(says(2, Language::En).contains("没有的组"));

    let answer = administrator
        .takes(("people", "all"), &table, &looked)
        .await;
    assert_eq!(answer.refusal(), (422, "invalid".to_owned()));
    assert_eq!(codes(&answer.json()), ["import_rows_wrong"]);
    assert_eq!(people(&server).await, before);
    let answer = administrator
        .takes(("people", "good"), &table, &looked)
        .await;
    let taken: TableImported = answer.json();
    assert_eq!((counts(&taken), taken.rows), (counts(&looked), looked.rows));
    assert_eq!(people(&server).await, before + 1);
    let name = of_person(&server, "name", "77005").await;
    assert_eq!(name, "郑凯");
}

#[tokio::test]
async fn what_comes_of_it_by_now_is_looked_at_before_it_is_taken() {
    let server = TestServer::start().await;
    server.is_also("guoyan", Role::Administrator, BRANCH).await;
    let first = server.person("fengtao").await;
    let second = server.person("guoyan").await;
    let number = of_person(&server, "agent_number", "wangfang").await;
    let table = |mobile: &str| format!("工号,手机号码\n{number},{mobile}\n");
    let looked = first.looks_at("people", &table("13800138000")).await;
    second.imports("people", &table("13900139000")).await;
    let answer = first
        .takes(("people", "all"), &table("13800138000"), &looked)
        .await;
    assert_eq!(answer.refusal(), (409, "changed_meanwhile".to_owned()));
    assert_eq!(codes(&answer.json()), ["import_changed_meanwhile"]);
    assert_eq!(
        of_person(&server, "mobile", "wangfang").await,
        "13900139000"
    );
    let again = first.looks_at("people", &table("13800138000")).await;
    assert_eq!(
        different(&again),
        ["王芳: mobile: 139****9000 → 138****8000"]
    );

    // Nor is another file taken than was looked at, or one that nobody looked at.
    let answer = first
        .takes(("people", "all"), &table("13700137000"), &again)
        .await;
    assert_eq!(codes(&answer.json()), ["import_of_another_file"]);
    let answer = first
        .sends_file("people?preview=false", "text/csv", table("13700137000"))
        .await;
    assert_eq!(answer.status, 409);
    let answer = first
        .takes(("people", "all"), &table("13800138000"), &again)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    // What somebody else changed beside it does not matter.
    let looked = first.looks_at("people", &table("13600136000")).await;
    second
        .imports(
            "people",
            "工号,姓名,所属机构,角色,入职日期\n77009,钱多,晨曦组,代理人,2026-11-20\n",
        )
        .await;
    let answer = first
        .takes(("people", "all"), &table("13600136000"), &looked)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn what_was_taken_out_is_taken_in_unchanged() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    for (format, kind) in [("csv", "text/csv"), ("xlsx", "application/octet-stream")] {
        for language in ["zh-Hans", "en"] {
            let query = format!("format={format}&language={language}");
            let path = format!("/api/exports/people?{query}");
            let people = administrator.post(&path, &json!({})).await.bytes;
            let units = administrator
                .get(&format!("/api/exports/units?{query}"))
                .await
                .bytes;
            for (of, file) in [("people", people), ("units", units)] {
                let answer = administrator.sends_file(of, kind, file).await;
                assert_eq!(answer.status, 200, "{}", answer.text);
                let looked: TableImported = answer.json();
                assert_eq!(
                    (looked.new, looked.changed, wrong(&looked)),
                    (0, 0, vec![]),
                    "{of} {query}"
                );
                assert!(looked.unchanged > 0);
            }
        }
    }
}
