//! An administrator imports what they could change by hand, and no more.

use super::{PEOPLE, counts, different, of_person, wrong};
use crate::world::{OTHER_BRANCH, TestServer};
use shared::people::Role;

const UNITS: &str = "机构编码,机构名称,机构类型,上级机构编码,成立日期\n";

#[tokio::test]
async fn rows_about_others_are_wrong_and_tell_nothing_of_them() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    server.is_also("hejun", Role::Trainer, OTHER_BRANCH).await;
    server
        .by_hand("UPDATE person SET agent_number = '88001' WHERE login = 'linmei'; UPDATE person SET agent_number = '88002' WHERE login = 'hejun'")
        .await;
    let administrator = server.person("fengtao").await;
    let table = format!(
        "{PEOPLE}88001,别人,13800138010,,,,
88002,,13800138011,,,,
77001,赵丽,13800138012,,华南分公司,讲师,2026-11-20
77002,孙浩然,13800138013,,晨曦组,代理人,2026-11-20\n"
    );
    let looked = administrator.looks_at("people", &table).await;
    assert_eq!(
        wrong(&looked),
        [
            (2, "", "person_not_theirs"),
            (3, "", "person_not_theirs"),
            (4, "", "row_unit_not_theirs"),
        ]
    );
    assert_eq!(counts(&looked), [1, 0, 0, 3]);
    let text = serde_json::to_string(&looked).unwrap();
    assert!(!text.contains("林梅") && !text.contains("何军"), "{text}");
    let answer = administrator
        .takes(("people", "good"), &table, &looked)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(of_person(&server, "name", "linmei").await, "林梅");
    assert_eq!(of_person(&server, "mobile", "hejun").await, "");
    // Whoever administers the other branch takes in the rows that were not this one's matter.
    let elsewhere = server.person("linmei").await;
    let looked = elsewhere.looks_at("people", &table).await;
    assert_eq!(
        wrong(&looked),
        [(3, "", "person_not_theirs"), (5, "", "person_not_theirs")]
    );
    assert_eq!(counts(&looked), [1, 1, 0, 2]);
}

#[tokio::test]
async fn nobody_gives_themselves_a_role_and_the_last_administrator_stays() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let table = |rest: &str| {
        format!("工号,登录名,所属机构,角色,审核级别,任职起始日期,离职日期\n,fengtao,{rest}\n")
    };
    let looked = administrator
        .looks_at("people", &table("华东分公司,内勤,3,2026-12-01,"))
        .await;
    assert_eq!(wrong(&looked), [(2, "", "own_role")]);
    let looked = administrator
        .looks_at("people", &table(",,,,2026-12-31"))
        .await;
    assert_eq!(wrong(&looked), [(2, "", "last_administrator")]);
    // Their own number is corrected as by hand.
    let mobile = administrator
        .imports("people", "工号,登录名,手机号码\n,fengtao,13800138010\n")
        .await;
    assert_eq!(counts(&mobile), [0, 1, 0, 0]);
}

#[tokio::test]
async fn units_are_founded_and_moved_within_the_branch_alone() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    let administrator = server.person("fengtao").await;
    let table = format!(
        "{UNITS}010109,静安营业部,营业部,华东分公司,2026-11-20
01010901,朝阳组,营业组,010109,2026-11-20
020101,珠江营业部,营业部,华南分公司,2026-11-20
02010101,白云组,营业组,020101,2026-11-20
03,华北分公司,分公司,安和保险代理有限公司,2026-11-20\n"
    );
    let looked = administrator.looks_at("units", &table).await;
    assert_eq!(
        wrong(&looked),
        [
            (4, "", "row_unit_not_theirs"),
            (5, "", "row_unit_wrong"),
            (6, "", "row_unit_not_theirs"),
        ]
    );
    let under = "朝阳组: under 静安营业部: none → 2026-11-20 to open".to_owned();
    assert!(
        different(&looked).contains(&under),
        "{:?}",
        different(&looked)
    );
    let answer = administrator
        .takes(("units", "good"), &table, &looked)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let again = administrator.looks_at("units", &table).await;
    assert_eq!(counts(&again), [0, 0, 2, 3]);

    // What they administer is called otherwise, and hangs where it hangs.
    let renamed = ",华东分公司,分公司,华南分公司,";
    let moved =
        format!("机构编码,机构名称,机构类型,上级机构编码,隶属起始日期\n{renamed}2026-12-01\n");
    let looked = administrator.looks_at("units", &moved).await;
    assert_eq!(wrong(&looked).len(), 1);
    let company = "机构编码,机构名称,机构类型\n00,安和控股,公司\n";
    let looked = administrator.looks_at("units", company).await;
    assert_eq!(wrong(&looked), [(2, "", "row_unit_not_theirs")]);
}
