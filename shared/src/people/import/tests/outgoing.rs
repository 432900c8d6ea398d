//! What is taken out is read again as it stands.

use super::table::{Company, company, today};
use crate::id::{PersonId, UnitId};
use crate::people::PersonInFull;
use crate::people::UnitInFull;
use crate::people::import::{
    Numbers, Outgoing, PERSON_COLUMNS, Plan, Reach, UNIT_COLUMNS, import_people, import_units,
};
use crate::table::{Cell, Column, Row, Value, find_headings};
use crate::text::Language;

const BOTH: [Language; 2] = [Language::ZhHans, Language::En];

/// How a file has a value.
type Written = fn(&Value) -> Cell;

fn in_csv(value: &Value) -> Cell {
    Cell::Shown(value.in_csv())
}

fn in_workbook(value: &Value) -> Cell {
    match value {
        Value::Empty => Cell::Empty,
        Value::Text(text) | Value::Code(text) => Cell::Text(text.clone()),
        Value::Day(day) => Cell::Moment(day.to_string()),
        Value::Moment(_) | Value::Number(_) => Cell::Text(value.in_csv()),
    }
}

fn headed<F>(
    columns: &[Column<F>],
    language: Language,
    rows: impl Iterator<Item = Vec<Value>>,
    written: Written,
) -> Vec<Row> {
    let headings = columns
        .iter()
        .map(|column| Value::text(column.name(language)));
    let rows = core::iter::once(headings.collect::<Vec<_>>()).chain(rows);
    let rows = rows.zip(1..);
    rows.map(|(values, number)| Row {
        number,
        cells: values.iter().map(written).collect(),
    })
    .collect()
}

impl Company {
    fn people_again(
        &self,
        (language, written): (Language, Written),
        numbers: Numbers,
        correct: impl Fn(&mut Cell),
    ) -> Plan<PersonInFull> {
        let outgoing = Outgoing::of(&self.units, language);
        let rows = self
            .people
            .iter()
            .flat_map(|it| outgoing.person(it, numbers));
        let mut rows = headed(&PERSON_COLUMNS, language, rows, written);
        for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
            correct(cell);
        }
        let (place, layout) = find_headings(&rows, &PERSON_COLUMNS).unwrap();
        let standing = (self.units.as_slice(), self.people.as_slice());
        import_people(
            &rows[place + 1..],
            &layout,
            standing,
            (today(), Reach::Everything),
            || PersonId::from_number(0),
        )
    }

    fn units_again(&self, language: Language, written: Written) -> Plan<UnitInFull> {
        let outgoing = Outgoing::of(&self.units, language);
        let rows = self.units.iter().flat_map(|it| outgoing.unit(it));
        let rows = headed(&UNIT_COLUMNS, language, rows, written);
        let (place, layout) = find_headings(&rows, &UNIT_COLUMNS).unwrap();
        let appointments = self.appointments();
        import_units(
            &rows[place + 1..],
            &layout,
            &self.units,
            &appointments,
            (today(), Reach::Everything),
            || UnitId::from_number(0),
        )
    }

    /// Taken out in either language and form and read again, nothing is different.
    pub(super) fn stays(&self) {
        for language in BOTH {
            for written in [in_csv as Written, in_workbook] {
                for numbers in [Numbers::Masked, Numbers::Whole] {
                    let plan = self.people_again((language, written), numbers, |_| ());
                    assert_eq!(plan.wrong, vec![], "{language:?} {numbers:?}");
                    assert_eq!((plan.new.len(), plan.changed.len()), (0, 0));
                    assert_eq!(plan.unchanged, self.people.len());
                }
                let plan = self.units_again(language, written);
                assert_eq!(plan.wrong, vec![], "{language:?}");
                assert_eq!((plan.new.len(), plan.changed.len()), (0, 0));
                assert_eq!(plan.unchanged, self.units.len());
            }
        }
    }

    fn corrected(&self, from: &str, to: &str) -> Plan<PersonInFull> {
        let as_csv = (Language::ZhHans, in_csv as Written);
        self.people_again(as_csv, Numbers::Masked, |cell| {
            if cell.as_typed() == from {
                *cell = Cell::Shown(to.to_owned());
            }
        })
    }
}

#[test]
fn who_was_transferred_left_and_came_back_stays_as_they_are() {
    let mut company = company();
    let happened =
        "工号 | 所属机构 | 角色 | 级别 | 任职起始日期 | 任职截止日期 | 离职日期 | 离职原因
        1002 | 远航组 | 代理人 | | 2026-12-15 | | |
        9002 | 01 | 内勤 | 3 | 2027-01-01 | | |
        9001 | 01 | 经理 | 1 | 2026-01-01 | 2026-06-30 | |
        1003 | | | | | | 2026-11-30 | =1+1";
    assert_eq!(company.people(happened), (0, 4, 0, vec![]));
    company.stays();
    let back = "工号 | 所属机构 | 角色 | 任职起始日期\n1003 | 晨曦组 | 代理人 | 2027-03-01";
    assert_eq!(company.people(back), (0, 1, 0, vec![]));
    company.stays();
}

#[test]
fn who_and_what_has_no_number_yet_is_known_by_its_names() {
    let mut company = company();
    for unit in &mut company.units {
        unit.code = None;
    }
    for person in &mut company.people {
        person.login = format!("login.{}", person.login);
        person.staff_number = None;
    }
    company.stays();
    let plan = company.corrected("冯涛", "冯涛涛");
    assert_eq!((plan.changed.len(), plan.wrong), (1, vec![]));
    let plan = company.corrected("login.9001", "login.nobody");
    let said = plan.wrong[0].to_string();
    assert!(said.contains("new, and without staff number"), "{said}");
}

#[test]
fn a_unit_that_shares_its_name_or_is_called_as_another_is_coded_is_named_by_its_id() {
    let mut company = company();
    let team = company.units.pop().unwrap();
    for (number, name) in [(1, "晨曦组"), (2, "0101")] {
        company.units.push(UnitInFull {
            id: UnitId::from_number(0xabc + number),
            code: None,
            name: name.to_owned(),
            ..team.clone()
        });
        let person = company.people.iter_mut().find(|it| it.login == "1003");
        person.unwrap().appointments[0].unit = UnitId::from_number(0xabc + number);
        let outgoing = Outgoing::of(&company.units, Language::En);
        let person = company.person("1003");
        let row = &outgoing.person(person, Numbers::Masked)[0];
        let id = UnitId::from_number(0xabc + number).to_string();
        assert!(row.contains(&Value::Code(id)), "{row:?}");
        company.units.pop();
    }
}

#[test]
fn the_ends_of_a_number_are_taken_for_no_number() {
    let company = company();
    let masked = "110***********002X";
    let plan = company.corrected(masked, "110***********0021");
    let said = plan.wrong[0].to_string();
    let words = "证件号码: only the ends of a number, and not of the one that stands";
    assert!(said.contains(words), "{said}");
    assert_eq!((plan.changed.len(), plan.unchanged), (0, 4));
    let plan = company.corrected("138****8002", "１３８＊＊＊＊８００２");
    assert_eq!((plan.unchanged, plan.wrong), (5, vec![]));
    let plan = company.corrected("138****8002", "138****8003");
    assert!(
        plan.wrong[0]
            .to_string()
            .contains("手机号码: only the ends")
    );
    // Of another document, or of nobody, they say nothing.
    let plan = company.corrected("身份证", "护照");
    assert!(plan.wrong[0].to_string().contains("only the ends"));
    let mut nobody = company.clone();
    let text = "工号 | 姓名 | 手机号 | 所属机构 | 角色 | 入职日期\n1010 | 赵丽 | 138****8002 | 晨曦组 | 代理人 | 2026-01-01";
    let (new, .., wrong) = nobody.people(text);
    assert!(new == 0 && wrong[0].contains("only the ends"), "{wrong:?}");
}

#[test]
fn one_name_may_be_corrected_of_what_was_taken_out() {
    let company = company();
    let plan = company.corrected("张敏", "张敏敏");
    assert_eq!((plan.unchanged, plan.wrong), (4, vec![]));
    assert_eq!(plan.changed[0].after.name, "张敏敏");
    assert_eq!(plan.changed[0].before.mobile, plan.changed[0].after.mobile);
}
