//! Units out of a table.

use super::table::{Company, UNITS, company, day};
use crate::id::UnitId;
use crate::people::{Period, Place, UnitInFull, UnitKind};

const NOTHING: Vec<String> = Vec::new();

/// The one row that is wrong, and why.
fn refused(company: &mut Company, text: &str, words: &str) {
    let before = company.units.clone();
    let (new, changed, _, wrong) = company.units(text);
    assert_eq!((new, changed), (0, 0), "{text}");
    assert!(wrong.iter().any(|it| it.contains(words)), "{wrong:?}");
    assert_eq!(company.units, before);
}

#[test]
fn a_table_founds_a_company_and_the_same_again_changes_nothing() {
    let mut company = company();
    assert_eq!(company.units(UNITS), (0, 0, 5, NOTHING));
    let english = "CODE | Name | kind | Parent\n010101 | 晨曦组 | Team | 徐汇营业部";
    assert_eq!(company.units(english), (0, 0, 1, NOTHING));
    let today = company.organisation();
    let team = company
        .units
        .iter()
        .find(|unit| unit.name == "远航组")
        .unwrap();
    assert_eq!(today.as_of(day("2026-11-20")).path(team.id).count(), 4);
}

#[test]
fn a_unit_moves_from_a_day_on_and_hangs_where_it_hung_before() {
    let mut company = company();
    let moved = "code | name | kind | parent | founded on | from
        0102 | 浦东营业部 | department | 01 | 2016-01-01 |
        010102 | | | 0102 | | 2026-12-15";
    assert_eq!(company.units(moved), (1, 1, 0, NOTHING));
    assert_eq!(company.units(moved), (0, 0, 2, NOTHING));
    let organisation = company.organisation();
    let team = company
        .units
        .iter()
        .find(|unit| unit.name == "远航组")
        .unwrap()
        .id;
    let above = |on| {
        let parent = organisation.as_of(day(on)).path(team).nth(1).unwrap();
        organisation.unit(parent).unwrap().name.clone()
    };
    assert_eq!(
        (above("2026-12-14"), above("2026-12-15")),
        ("徐汇营业部".to_owned(), "浦东营业部".to_owned())
    );
    // The first table says nothing of it.
    assert_eq!(company.units(UNITS), (0, 0, 5, NOTHING));
}

#[test]
fn what_does_not_hold_together_is_refused_by_row() {
    let mut company = company();
    let row = |row: &str| format!("code|name|kind|parent|founded on|from|until\n{row}");
    for (text, words) in [
        (
            "0|另一公司|公司||2010-01-01||\nX|第二公司|company||2011-01-01||",
            "there is one company",
        ),
        ("01||company||||", "it is a branch, and stays one"),
        ("010103|新组|team|0101|||", "without founding day"),
        ("010103||team|0101|2020-01-01||", "without name"),
        (
            "010103|新组|team||2020-01-01||",
            "every unit but the company hangs under one",
        ),
        (
            "010103|新组|team|0199|2020-01-01||",
            "there is no unit 0199",
        ),
        (
            "010103|新组|team|010102|2020-01-01||",
            "a team cannot hang under a team",
        ),
        (
            "010103|新组|team|0101|2013-01-01||",
            "徐汇营业部 is not there on 2013-01-01",
        ),
        (
            "0103|新部|department|01|2020-01-01|2019-12-31|",
            "the unit is founded on 2020-01-01",
        ),
        ("010102|||01|||", "that changes from a day on"),
        (
            "010102|||01||2015-01-01|",
            "it hangs under 徐汇营业部 at that time",
        ),
        ("0101||||||2026-12-31", "still hangs under it"),
        (
            "010102|||0101|||2014-01-01",
            "the last day is before the first",
        ),
        (
            "10101|晨曦二组|team|0101|2020-01-01||",
            "there is 010101, and spreadsheets lose zeros",
        ),
        ("01 01|x|team|0101|2020-01-01||", "letters, digits"),
        (
            "|x|team|0101|2020-01-01||",
            "new, and without code: write it",
        ),
        ("||team|0101|2020-01-01||", "empty: every row says it"),
        ("0105|x|team|0101|someday||", "not a date"),
    ] {
        refused(&mut company, &row(text), words);
    }
    let (_, _, _, wrong) = company.units(&row("02|西部|region|0|2020-01-01||"));
    assert!(
        wrong[0].starts_with("row 2, kind: region is none of 公司 (company)"),
        "{wrong:?}"
    );
}

#[test]
fn a_unit_with_people_in_it_is_not_closed_and_one_without_is() {
    let mut company = company();
    let closed = "code | until\n010102 | 2026-12-31";
    refused(&mut company, closed, "1 still hold a role in it");
    let moved = "工号 | 所属机构 | 角色 | 任职起始日期\n1003 | 晨曦组 | 代理人 | 2027-01-01";
    assert_eq!(company.people(moved), (0, 1, 0, NOTHING));
    assert_eq!(company.units(closed), (0, 1, 0, NOTHING));
    let late =
        "工号 | 姓名 | 所属机构 | 角色 | 任职起始日期\n1009 | 赵丽 | 远航组 | 代理人 | 2026-12-01";
    let (_, _, _, wrong) = company.people(late);
    assert!(
        wrong[0].contains("远航组 is closed after 2026-12-31"),
        "{wrong:?}"
    );
}

#[test]
fn who_hangs_under_a_wrong_row_waits_and_the_others_are_taken() {
    let mut company = company();
    let text = "code | name | kind | parent | founded on
        0102 | 浦东营业部 | department | 010101 | 2016-01-01
        010201 | 江湾组 | team | 0102 | 2017-01-01
        0103 | 静安营业部 | department | 01 | 2016-01-01";
    let (new, _, _, wrong) = company.units(text);
    assert_eq!(new, 1);
    assert!(
        wrong[0].contains("row 2: a department cannot hang under a team"),
        "{wrong:?}"
    );
    assert_eq!(wrong[1], "row 3: waits for 0102, which is wrong");
}

#[test]
fn units_from_before_there_were_codes_are_given_theirs() {
    let unit = |number, name: &str, kind, places: Vec<Place>| UnitInFull {
        id: UnitId::from_number(number),
        code: None,
        name: name.to_owned(),
        renamings: Vec::new(),
        kind,
        founded_on: None,
        places,
        mother: None,
        merged_into: None,
    };
    let begun = Place {
        parent: UnitId::from_number(500),
        period: Period::since(day("2026-11-01")),
    };
    let mut company = Company {
        units: vec![
            unit(500, "安和保险代理", UnitKind::Company, vec![]),
            unit(501, "华东分公司", UnitKind::Branch, vec![begun]),
        ],
        ..Company::default()
    };
    assert_eq!(company.units(UNITS), (3, 2, 0, NOTHING));
    assert_eq!(company.units(UNITS), (0, 0, 5, NOTHING));
    let branch = company
        .units
        .iter()
        .find(|unit| unit.id == UnitId::from_number(501))
        .unwrap();
    assert_eq!(branch.code.as_deref(), Some("01"));
    // It is there from its founding on, also before the day on which it was put in.
    assert!(branch.is_there(day("2012-01-01")) && branch.is_there(day("2026-12-01")));
}
