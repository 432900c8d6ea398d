//! People out of a table.

use super::table::{Company, PEOPLE, company, day};
use crate::people::person_differences;
use crate::submission::Level;

const NOTHING: Vec<String> = Vec::new();

/// Nothing is taken, for this reason.
fn refused(company: &mut Company, text: &str, words: &str) {
    let (new, changed, _, wrong) = company.people(text);
    assert_eq!((new, changed), (0, 0), "{text}\n{wrong:?}");
    assert!(
        wrong.iter().any(|it| it.contains(words)),
        "{text}\n{wrong:?}"
    );
}

#[test]
fn people_enter_and_the_same_again_changes_nothing() {
    let mut company = company();
    assert_eq!(company.people(PEOPLE), (0, 0, 5, NOTHING));
    let fang = company.person("1002");
    assert_eq!(
        (fang.login.as_str(), fang.joined_on),
        ("1002", day("2021-03-01"))
    );
    assert_eq!(
        company.team("1002", "2021-03-01").as_deref(),
        Some("晨曦组")
    );
    assert_eq!(company.team("1002", "2021-02-28"), None);
    assert_eq!(company.person("9002").appointments[0].level, Some(Level(2)));
}

#[test]
fn a_transfer_on_the_15th_leaves_what_was_before() {
    let mut company = company();
    let transfer = "工号 | 所属机构 | 角色 | 任职起始日期\n1002 | 远航组 | 代理人 | 2026-12-15";
    let plan = company.plan_people(transfer);
    let name = |unit| company.organisation().unit(unit).unwrap().name.clone();
    let change = &plan.changed[0];
    let said = person_differences(Some(&change.before), &change.after, name);
    let said: Vec<String> = said.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "agent in 晨曦组 from 2021-03-01, until: open → 2026-12-14",
            "agent in 远航组: none → 2026-12-15 to open",
        ]
    );
    assert_eq!(company.people(transfer), (0, 1, 0, NOTHING));
    assert_eq!(
        company.team("1002", "2026-12-14").as_deref(),
        Some("晨曦组")
    );
    assert_eq!(
        company.team("1002", "2026-12-15").as_deref(),
        Some("远航组")
    );
    assert_eq!(company.people(transfer), (0, 0, 1, NOTHING));
    // Both appointments in one table say the same.
    let both = "工号 | 所属机构 | 角色 | 任职起始日期 | 任职截止日期
        1002 | 晨曦组 | 代理人 | 2021-03-01 | 2026-12-14
        1002 | 远航组 | 代理人 | 2026-12-15 |";
    assert_eq!(company.people(both), (0, 0, 1, NOTHING));
}

#[test]
fn who_leaves_holds_nothing_after_the_last_day_and_may_come_back() {
    let mut company = company();
    let leaves = "工号 | 离职日期 | 离职原因\n1003 | 2026-11-30 | 个人原因";
    assert_eq!(company.people(leaves), (0, 1, 0, NOTHING));
    assert_eq!(company.people(leaves), (0, 0, 1, NOTHING));
    assert_eq!(company.team("1003", "2026-12-01"), None);
    assert_eq!(
        company.person("1003").left_because.as_deref(),
        Some("个人原因")
    );
    let returns = "工号 | 所属机构 | 角色 | 任职起始日期\n1003 | 远航组 | 代理人 | 2027-02-01";
    assert_eq!(company.people(returns), (0, 1, 0, NOTHING));
    let back = company.person("1003");
    assert_eq!((back.left_on, back.appointments.len()), (None, 2));
    refused(&mut company, leaves, "an appointment begins on 2027-02-01");
}

#[test]
fn a_level_rises_from_a_day_on() {
    let mut company = company();
    let head = "工号 | 所属机构 | 角色 | 级别 | 任职起始日期\n";
    refused(
        &mut company,
        &format!("{head}9002 | 01 | 内勤 | 3 |"),
        "changes from a day on",
    );
    let rises = format!("{head}9002 | 01 | 内勤 | 3级 | 2026-12-01");
    assert_eq!(company.people(&rises), (0, 1, 0, NOTHING));
    assert_eq!(company.people(&rises), (0, 0, 1, NOTHING));
    let organisation = company.organisation();
    let (person, branch) = (
        company.person("9002").id,
        company.person("9002").appointments[0].unit,
    );
    let level = |on| organisation.as_of(day(on)).review_level(person, branch);
    assert_eq!(
        (level("2026-11-30"), level("2026-12-01")),
        (Some(Level(2)), Some(Level(3)))
    );
}

#[test]
fn a_wrong_row_is_named_and_keeps_the_others_of_its_person() {
    let mut company = company();
    let text = "工号 | 姓名 | 手机号 | 所属机构 | 角色 | 任职起始日期
        1010 | 赵丽 | 1380013800 | 晨曦组 | 代理人 | 2026-11-01
        1010 | | | 01 | 讲师 | 2026-11-01
        1011 | 孙浩然 | 13800138011 | 晨曦组 | 代理人 | 2026-11-01";
    let (new, _, _, wrong) = company.people(text);
    assert_eq!(new, 1);
    assert_eq!(
        wrong,
        [
            "row 2, 手机号: not a mobile number: eleven digits that begin with 13 to 19",
            "row 3: waits for row 2, which is wrong",
        ]
    );
}

#[test]
fn what_cannot_be_so_is_refused() {
    let mut company = company();
    let head = "工号 | 姓名 | 登录名 | 证件号码 | 所属机构 | 角色 | 级别 | 入职日期 | 离职日期 | 任职起始日期 | 任职截止日期\n";
    for (row, words) in [
        ("1010 || | | 晨曦组|代理人||2026-01-01|||", "without name"),
        ("1010|赵丽|| | |||2026-01-01|||", "without unit and role"),
        (
            "1010|赵丽|| |晨曦组|||2026-01-01|||",
            "a unit has a role beside it",
        ),
        (
            "1010|赵丽|| |晨曦组|代理人|||||",
            "that changes from a day on",
        ),
        (
            "1010|赵丽|| |晨曦组|老板||2026-01-01|||",
            "老板 is none of 代理人 (agent)",
        ),
        (
            "1010|赵丽|| |晨曦组|代理人|2|2026-01-01|||",
            "a agent decides nothing",
        ),
        (
            "1010|赵丽|| |01|内勤||2026-01-01|||",
            "a reviewer decides up to a level",
        ),
        (
            "1010|赵丽|| |01|内勤|4|2026-01-01|||",
            "a level is 1, 2 or 3",
        ),
        (
            "1010|赵丽|| |火星组|代理人||2026-01-01|||",
            "there is no unit 火星组",
        ),
        (
            "1010|赵丽|| |晨曦组|代理人||2014-01-01|||",
            "晨曦组 is not there on 2014-01-01",
        ),
        (
            "1010|赵丽|| |晨曦组|主管||2026-01-01|||",
            "晨曦组 has a leader at that time",
        ),
        (
            "1010|赵丽|1002| |晨曦组|代理人||2026-01-01|||",
            "this sign-in name is that of 1002",
        ),
        (
            "1010|赵丽|a b| |晨曦组|代理人||2026-01-01|||",
            "a sign-in name has 1 to 64 letters and digits",
        ),
        (
            "1010|赵丽||11010519491231002x|晨曦组|代理人||2026-01-01|||",
            "this identity number is that of 1002",
        ),
        (
            "1010|赵丽||110105194912310021|晨曦组|代理人||2026-01-01|||",
            "the check character does not fit",
        ),
        (
            "1010|赵丽||3.7E+17|晨曦组|代理人||2026-01-01|||",
            "kept only the first digits",
        ),
        (
            "1010|赵丽|| |晨曦组|代理人||2026-01-01||2025-01-01|",
            "before the day of joining",
        ),
        (
            "1010|赵丽|| |晨曦组|代理人||2026-01-01||2026-02-01|2026-01-31",
            "the last day is before the first",
        ),
        (
            "1010|赵丽|| |晨曦组|代理人||2026-01-01|2026-03-01||2026-04-01",
            "after the last day, 2026-03-01",
        ),
        ("1002| || |远航组|代理人|||||", "that changes from a day on"),
        (
            "1002| || |远航组|代理人||||2020-01-01|2021-06-01",
            "in 晨曦组 and another team",
        ),
        (
            "1002|王芳|| |晨曦组|代理人||||2021-03-01|\n1002||||晨曦组|代理人||||2021-03-01|",
            "row 2 says it already",
        ),
        (
            "1002|王芳||||||||\n1002|王方||||||||",
            "row 2 of the same says another name",
        ),
        ("1002|新来的|xinlaide||||||||", "王芳's for ever"),
        ("9001| || | |||||2026-12-31|", "unit"),
    ] {
        refused(&mut company, &format!("{head}{row}"), words);
    }
}

#[test]
fn zeros_that_a_spreadsheet_lost_make_no_second_person() {
    let mut company = company();
    let head = "工号 | 姓名 | 所属机构 | 角色 | 入职日期\n";
    let row = "赵丽 | 晨曦组 | 代理人 | 2026-01-01";
    assert_eq!(company.people(&format!("{head}00777 | {row}")).0, 1);
    refused(
        &mut company,
        &format!("{head}777 | {row}"),
        "there is 00777, and spreadsheets lose zeros",
    );
}

#[test]
fn the_last_administrator_of_a_branch_cannot_leave() {
    let mut company = company();
    let leaves = "工号 | 离职日期\n9001 | 2026-12-31";
    refused(&mut company, leaves, "nobody would administer 华东分公司");
    let ends = "工号 | 所属机构 | 角色 | 任职截止日期\n9001 | 01 | 管理员 | 2026-12-31";
    refused(&mut company, ends, "nobody would administer 华东分公司");
    let follows = "工号 | 姓名 | 所属机构 | 角色 | 任职起始日期 | 离职日期
        9003 | 董雪 | 01 | 系统管理员 | 2027-01-01 |
        9001 | | | | | 2026-12-31";
    assert_eq!(company.people(follows), (1, 1, 0, NOTHING));
}

#[test]
fn who_has_no_staff_number_yet_is_given_one() {
    let mut company = company();
    let admin = company
        .people
        .iter_mut()
        .find(|person| person.login == "9001")
        .unwrap();
    (admin.staff_number, admin.login) = (None, "fengtao".to_owned());
    let text = "工号 | 姓名 | 登录名 | 所属机构 | 角色 | 入职日期\nA-01 | 冯涛 | FengTao | 01 | 系统管理员 | 2019-03-01";
    assert_eq!(company.people(text), (0, 1, 0, NOTHING));
    assert_eq!(company.person("A-01").login, "fengtao");
    assert_eq!(company.people(text), (0, 0, 1, NOTHING));
}

#[test]
fn identity_numbers_are_masked_where_they_are_said() {
    let mut company = company();
    let text = "工号 | 证件号码\n1003 | 11010519491231002X";
    refused(&mut company, text, "this identity number is that of 1002");
    let plan = company.plan_people("工号 | 证件类型 | 证件号码\n1003 | 护照 | E12345678");
    let change = &plan.changed[0];
    let said = person_differences(Some(&change.before), &change.after, |_| String::new());
    assert_eq!(said[0].to_string(), "identity_number: none → *******78");
    let said = format!("{:?}", plan.wrong);
    assert!(!said.contains("11010519491231002X"));
}
