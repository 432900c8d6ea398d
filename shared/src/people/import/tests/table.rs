//! Tables as tests write them, and the company that grows out of them.

use crate::id::{PersonId, UnitId};
use crate::people::import::{
    PERSON_COLUMNS, PersonField, Plan, Reach, UNIT_COLUMNS, UnitField, import_people, import_units,
};
use crate::people::{Appointment, Organisation, PersonInFull, UnitInFull};
use crate::table::{Cell, Column, Layout, Row, find_headings};
use chrono::NaiveDate;

/// Units and people as they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Company {
    pub(super) units: Vec<UnitInFull>,
    pub(super) people: Vec<PersonInFull>,
    pub(super) made: u128,
}

/// Lines of cells between bars, the first of them the headings.
fn rows(text: &str) -> Vec<Row> {
    let lines = text.lines().map(str::trim).zip(1..);
    let filled = lines.filter(|(line, _)| !line.is_empty());
    filled
        .map(|(line, number)| Row {
            number,
            cells: line
                .split('|')
                .map(|cell| Cell::Shown(cell.trim().to_owned()))
                .collect(),
        })
        .collect()
}

fn headed<F: Copy + Eq>(text: &str, columns: &[Column<F>]) -> (Vec<Row>, Layout<F>) {
    let rows = rows(text);
    let (place, layout) = find_headings(&rows, columns).unwrap();
    (rows[place + 1..].to_vec(), layout)
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The day on which everything is imported.
pub(super) fn today() -> NaiveDate {
    day("2026-11-20")
}

impl Company {
    pub(super) fn appointments(&self) -> Vec<Appointment> {
        self.organisation().appointments
    }

    pub(super) fn organisation(&self) -> Organisation {
        crate::people::import::person_checks::organisation(&self.units, self.people.iter())
    }

    pub(super) fn plan_units(&mut self, text: &str) -> Plan<UnitInFull> {
        let (rows, layout) = headed::<UnitField>(text, &UNIT_COLUMNS);
        let appointments = self.appointments();
        let made = &mut self.made;
        import_units(
            &rows,
            &layout,
            &self.units,
            &appointments,
            (today(), Reach::Everything),
            || {
                *made += 1;
                UnitId::from_number(*made)
            },
        )
    }

    pub(super) fn plan_people(&mut self, text: &str) -> Plan<PersonInFull> {
        let (rows, layout) = headed::<PersonField>(text, &PERSON_COLUMNS);
        let made = &mut self.made;
        let standing = (self.units.as_slice(), self.people.as_slice());
        import_people(
            &rows,
            &layout,
            standing,
            (today(), Reach::Everything),
            || {
                *made += 1;
                PersonId::from_number(*made)
            },
        )
    }

    /// Takes the good rows: how many are new, changed, unchanged; and what is wrong.
    pub(super) fn units(&mut self, text: &str) -> (usize, usize, usize, Vec<String>) {
        let plan = self.plan_units(text);
        let told = counted(&plan);
        for change in plan.changed {
            self.units.retain(|unit| unit.id != change.after.id);
            self.units.push(change.after);
        }
        self.units.extend(plan.new);
        told
    }

    /// The same of people.
    pub(super) fn people(&mut self, text: &str) -> (usize, usize, usize, Vec<String>) {
        let plan = self.plan_people(text);
        let told = counted(&plan);
        for change in plan.changed {
            self.people.retain(|person| person.id != change.after.id);
            self.people.push(change.after);
        }
        self.people.extend(plan.new);
        told
    }

    pub(super) fn person(&self, number: &str) -> &PersonInFull {
        let mut people = self.people.iter();
        people
            .find(|person| person.staff_number.as_deref() == Some(number))
            .unwrap()
    }

    /// In which team somebody was.
    pub(super) fn team(&self, number: &str, on: &str) -> Option<String> {
        let organisation = self.organisation();
        let team = organisation
            .as_of(day(on))
            .team_of(self.person(number).id)?;
        organisation.unit(team).map(|unit| unit.name.clone())
    }
}

fn counted<T>(plan: &Plan<T>) -> (usize, usize, usize, Vec<String>) {
    let wrong = plan.wrong.iter().map(ToString::to_string);
    (
        plan.new.len(),
        plan.changed.len(),
        plan.unchanged,
        wrong.collect(),
    )
}

/// A company with a branch, a department and two teams.
pub(super) const UNITS: &str = "机构编码 | 机构名称 | 机构类型 | 上级机构编码 | 成立日期
    0 | 安和保险代理 | 公司 | | 2010-01-01
    01 | 华东分公司 | 分公司 | 0 | 2012-01-01
    0101 | 徐汇营业部 | 营业部 | 01 | 2014-01-01
    010101 | 晨曦组 | 营业组 | 0101 | 2015-01-01
    010102 | 远航组 | 营业组 | 0101 | 2015-01-01";

/// Their people.
pub(super) const PEOPLE: &str =
    "工号 | 姓名 | 手机号 | 身份证号 | 所属机构 | 角色 | 级别 | 入职日期
    1001 | 李强 | 13800138001 | | 010101 | 主管 | | 2020-03-01
    1002 | 王芳 | 13800138002 | 11010519491231002X | 晨曦组 | 代理人 | | 2021-03-01
    1003 | 张敏 | | | 010102 | 代理人 | | 2022-03-01
    9001 | 冯涛 | | | 01 | 系统管理员 | | 2019-03-01
    9002 | 何军 | | | 01 | 内勤 | 2 | 2019-03-01";

/// All of them.
pub(super) fn company() -> Company {
    let mut company = Company::default();
    assert_eq!(company.units(UNITS), (5, 0, 0, vec![]));
    assert_eq!(company.people(PEOPLE), (5, 0, 0, vec![]));
    company
}
