//! Whatever is imported, the same again changes nothing, and nobody is taken out.

use super::table::{UNITS, company};
use proptest::prelude::*;

/// Some row of a table of people, often one that does not fit.
fn row() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec!["1001", "1002", "1003", "2001", "2002", "9001"]);
    let place = prop::sample::select(vec![
        ("010101", "代理人", ""),
        ("010102", "代理人", ""),
        ("010102", "主管", ""),
        ("01", "内勤", "1"),
        ("01", "内勤", "2"),
        ("01", "系统管理员", ""),
        ("", "", ""),
    ]);
    let day = || {
        prop::sample::select(vec![
            "",
            "",
            "2021-03-01",
            "2024-05-15",
            "2026-11-20",
            "2027-02-01",
        ])
    };
    (number, place, day(), day(), day(), day()).prop_map(
        |(number, (unit, role, level), from, until, joined, left)| {
            format!(
                "{number} | 某人 | {unit} | {role} | {level} | {from} | {until} | {joined} | {left}"
            )
        },
    )
}

proptest! {
    #[test]
    fn the_same_table_again_changes_nothing(rows in prop::collection::vec(row(), 1..8)) {
        let mut company = company();
        let people = company.people.len();
        let table = format!(
            "工号 | 姓名 | 机构编码 | 角色 | 级别 | 任职起始日期 | 任职截止日期 | 入职日期 | 离职日期\n{}",
            rows.join("\n")
        );
        let (new, changed, unchanged, wrong) = company.people(&table);
        prop_assert_eq!(company.people.len(), people + new);
        prop_assert!(company.organisation().check().is_empty());
        company.stays();
        let again = company.people(&table);
        // What was wrong may fit by now, beside what was taken; what was taken stands as it is.
        prop_assert!(!wrong.is_empty() || again == (0, 0, new + changed + unchanged, vec![]), "{:?}", again);
        if wrong.is_empty() {
            prop_assert_eq!(company.units(UNITS), (0, 0, 5, vec![]));
        }
    }
}
