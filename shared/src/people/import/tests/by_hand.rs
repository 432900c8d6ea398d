//! What is asked of one person by hand comes to what a table would.

use super::table::{Company, company, day, today};
use crate::finding::Finding;
use crate::id::{PersonId, UnitId};
use crate::people::import::{ByHand, change_by_hand};
use crate::people::{
    EndRole, EnterPerson, LeavePerson, PersonFacts, PersonInFull, Role, TransferPerson,
};
use crate::submission::Level;

impl Company {
    fn asked(&self, asked: ByHand<'_>) -> Result<PersonInFull, Vec<Finding>> {
        change_by_hand(asked, (&self.units, &self.people), today())
    }

    fn unit(&self, code: &str) -> UnitId {
        let mut units = self.units.iter();
        units
            .find(|unit| unit.code.as_deref() == Some(code))
            .unwrap()
            .id
    }

    fn transfer(&self, code: &str, role: Role, from: &str) -> TransferPerson {
        TransferPerson {
            expected: String::new(),
            unit: self.unit(code),
            role,
            level: None,
            from: day(from),
            besides: false,
            preview: false,
        }
    }
}

fn codes(refused: Result<PersonInFull, Vec<Finding>>) -> Vec<(String, String)> {
    let findings = refused.unwrap_err().into_iter();
    findings.map(|it| (it.path, it.code.to_string())).collect()
}

fn leave(on: &str) -> LeavePerson {
    LeavePerson {
        expected: String::new(),
        on: day(on),
        reason: "个人原因".to_owned(),
        preview: false,
    }
}

#[test]
fn a_transfer_by_hand_and_in_a_table_are_the_same() {
    let mut company = company();
    let transfer = company.transfer("010102", Role::Agent, "2026-12-15");
    let by_hand = company
        .asked(ByHand::Transfer(&transfer, company.person("1002")))
        .unwrap();
    company.people("工号 | 所属机构 | 角色 | 任职起始日期\n1002 | 远航组 | 代理人 | 2026-12-15");
    assert_eq!(by_hand, *company.person("1002"));
}

#[test]
fn who_enters_by_hand_is_who_would_enter_in_a_table() {
    let mut company = company();
    company.made = 100;
    let enters = EnterPerson {
        facts: PersonFacts {
            staff_number: Some(" 1010 ".to_owned()),
            name: Some("赵 丽".to_owned()),
            mobile: Some("138 0013 8010".to_owned()),
            joined_on: Some(day("2026-11-20")),
            ..PersonFacts::default()
        },
        unit: company.unit("01"),
        role: Role::Reviewer,
        level: Some(Level(1)),
        from: None,
        preview: false,
    };
    let by_hand = company.asked(ByHand::Enter(&enters, PersonId::from_number(101)));
    company.people(
        "工号 | 姓名 | 手机号 | 所属机构 | 角色 | 级别 | 入职日期
        1010 | 赵丽 | 13800138010 | 01 | 内勤 | 1 | 2026-11-20",
    );
    assert_eq!(by_hand.as_ref(), Ok(company.person("1010")));
    let twice = company.asked(ByHand::Enter(&enters, PersonId::from_number(102)));
    let staff_number = ("staff_number".to_owned(), "of_another_person".to_owned());
    assert_eq!(codes(twice), [staff_number]);
}

#[test]
fn who_leaves_by_hand_leaves_as_in_a_table_and_the_last_administrator_does_not() {
    let mut company = company();
    let by_hand = company.asked(ByHand::Leave(&leave("2026-11-30"), company.person("1003")));
    company.people("工号 | 离职日期 | 离职原因\n1003 | 2026-11-30 | 个人原因");
    assert_eq!(by_hand.as_ref(), Ok(company.person("1003")));
    let last = company.asked(ByHand::Leave(&leave("2026-11-30"), company.person("9001")));
    assert_eq!(codes(last)[0].1, "last_administrator");
    let early = company.asked(ByHand::Leave(&leave("2019-01-01"), company.person("9002")));
    let on = ("on".to_owned(), "later_appointment".to_owned());
    assert_eq!(codes(early), [on]);
}

#[test]
fn who_is_going_to_leave_is_transferred_until_then() {
    let mut company = company();
    company.people("工号 | 离职日期\n1003 | 2026-12-31");
    let transfer = company.transfer("010101", Role::Agent, "2026-12-01");
    let moved = company.asked(ByHand::Transfer(&transfer, company.person("1003")));
    let moved = moved.unwrap();
    assert_eq!(moved.left_on, Some(day("2026-12-31")));
    let untils: Vec<_> = moved
        .appointments
        .iter()
        .map(|it| it.period.until)
        .collect();
    assert_eq!(untils, [Some(day("2026-11-30")), Some(day("2026-12-31"))]);
    // In a table, too.
    company.people(
        "工号 | 所属机构 | 角色 | 任职起始日期 | 任职截止日期
        1003 | 远航组 | 代理人 | 2022-03-01 | 2026-11-30
        1003 | 晨曦组 | 代理人 | 2026-12-01 |",
    );
    let stands = company.person("1003").appointments[1].period.until;
    assert_eq!(stands, Some(day("2026-12-31")));
    let (.., wrong) = company.people(
        "工号 | 所属机构 | 角色 | 任职起始日期 | 任职截止日期
        1003 | 晨曦组 | 代理人 | 2026-12-01 | 2027-01-31",
    );
    assert_eq!(wrong, ["row 2: after the last day, 2026-12-31"]);
}

#[test]
fn another_role_takes_the_place_of_the_others_unless_it_comes_besides() {
    let company = company();
    let mut transfer = company.transfer("01", Role::Manager, "2026-12-01");
    let without_level = company.asked(ByHand::Transfer(&transfer, company.person("9002")));
    let level = ("level".to_owned(), "level_needed".to_owned());
    assert_eq!(codes(without_level), [level]);
    transfer.level = Some(Level(3));
    let instead = company.asked(ByHand::Transfer(&transfer, company.person("9002")));
    let reviewer = instead.unwrap().appointments[0].period.until;
    assert_eq!(reviewer, Some(day("2026-11-30")));
    transfer.besides = true;
    let besides = company.asked(ByHand::Transfer(&transfer, company.person("9002")));
    assert_eq!(besides.unwrap().appointments[0].period.until, None);
}

#[test]
fn the_name_of_whoever_was_picked_may_change_with_anything_else() {
    let company = company();
    let facts = PersonFacts {
        name: Some("王芳菲".to_owned()),
        mobile: Some("13900139000".to_owned()),
        ..PersonFacts::default()
    };
    let corrected = company.asked(ByHand::Correct(&facts, company.person("1002")));
    assert_eq!(corrected.unwrap().name, "王芳菲");
    let other = PersonFacts {
        staff_number: Some("1999".to_owned()),
        ..PersonFacts::default()
    };
    let stays = company.asked(ByHand::Correct(&other, company.person("1002")));
    let staff_number = ("staff_number".to_owned(), "staff_number_stays".to_owned());
    assert_eq!(codes(stays), [staff_number]);
}

#[test]
fn a_transfer_that_changes_nothing_or_comes_before_the_day_of_joining_is_refused() {
    let company = company();
    let stays = company.transfer("010101", Role::Agent, "2026-12-01");
    let refused = company.asked(ByHand::Transfer(&stays, company.person("1002")));
    let role = ("role".to_owned(), "role_held_already".to_owned());
    assert_eq!(codes(refused), [role]);
    let early = company.transfer("010102", Role::Agent, "2021-02-28");
    let refused = company.asked(ByHand::Transfer(&early, company.person("1002")));
    let from = ("from".to_owned(), "before_joining".to_owned());
    assert_eq!(codes(refused), [from]);
}

#[test]
fn one_role_of_two_ends_and_the_only_one_does_not() {
    let mut company = company();
    let mut besides = company.transfer("01", Role::Auditor, "2026-11-20");
    besides.besides = true;
    let both = company.asked(ByHand::Transfer(&besides, company.person("9002")));
    let both = both.unwrap();
    let reviewer = both.appointments[0];
    let ends = |on: &str| EndRole {
        expected: String::new(),
        unit: reviewer.unit,
        role: reviewer.role,
        from: reviewer.period.from,
        on: day(on),
        preview: false,
    };
    let ended = company.asked(ByHand::EndRole(&ends("2026-11-30"), &both));
    let untils: Vec<_> = ended
        .unwrap()
        .appointments
        .iter()
        .map(|it| it.period.until)
        .collect();
    assert_eq!(untils, [Some(day("2026-11-30")), None]);
    let only = company.asked(ByHand::EndRole(&ends("2026-11-30"), company.person("9002")));
    assert_eq!(codes(only), [("on".to_owned(), "only_role".to_owned())]);
    let early = company.asked(ByHand::EndRole(&ends("2019-01-01"), &both));
    assert_eq!(
        codes(early),
        [("on".to_owned(), "last_day_before_the_first".to_owned())]
    );
    company.people("工号 | 所属机构 | 角色 | 任职起始日期\n9001 | 01 | 审计 | 2026-11-20");
    let administrator = company.person("9001");
    let held = administrator.appointments[0];
    let ends = EndRole {
        role: held.role,
        from: held.period.from,
        ..ends("2026-11-30")
    };
    let last = company.asked(ByHand::EndRole(&ends, administrator));
    assert_eq!(codes(last)[0].1, "last_administrator");
}

#[test]
fn what_was_to_come_is_taken_back_as_if_it_had_never_been_said() {
    let mut company = company();
    let stood = company.person("1003").clone();
    let back = |company: &Company, on: &str| {
        company.asked(ByHand::TakeBack(day(on), company.person("1003")))
    };
    company.people("工号 | 所属机构 | 角色 | 任职起始日期\n1003 | 晨曦组 | 代理人 | 2026-12-15");
    assert_eq!(back(&company, "2026-12-15").unwrap(), stood);
    // Between two that are to come: the first goes on until the second.
    company.people("工号 | 所属机构 | 角色 | 任职起始日期\n1003 | 远航组 | 代理人 | 2027-03-01");
    let between = back(&company, "2026-12-15").unwrap();
    let periods: Vec<_> = between
        .appointments
        .iter()
        .map(|it| it.period.until)
        .collect();
    assert_eq!(periods, [Some(day("2027-02-28")), None]);
    for (on, code) in [
        ("2026-11-20", "change_has_begun"),
        ("2027-01-01", "nothing_changes_then"),
    ] {
        assert_eq!(
            codes(back(&company, on)),
            [("from".to_owned(), code.to_owned())]
        );
    }
    let mut company = super::table::company();
    company.people("工号 | 离职日期 | 离职原因\n1003 | 2026-12-31 | 个人原因");
    assert_eq!(
        back(&company, "2027-01-01").unwrap(),
        stood,
        "who was to leave stays"
    );
    company.people(
        "工号 | 姓名 | 所属机构 | 角色 | 入职日期\n1010 | 赵丽 | 晨曦组 | 代理人 | 2026-12-01",
    );
    let all = company.asked(ByHand::TakeBack(day("2026-12-01"), company.person("1010")));
    assert_eq!(
        codes(all),
        [("from".to_owned(), "entered_for_good".to_owned())]
    );
}
