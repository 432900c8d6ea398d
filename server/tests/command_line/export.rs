//! Lists taken out by whoever has the server's machine, and taken in again.

use crate::folders::{Folders, a_demonstration, an_empty_store};
use std::os::unix::fs::PermissionsExt;

impl Folders {
    /// Exports into a new file, which is well.
    fn exports(&self, kind: &str, name: &str, more: &[&str]) -> String {
        let file = self.path(name);
        let file = file.to_str().unwrap();
        let arguments = [&[kind, "--to", file], more].concat();
        let (code, told) = self.checks("export", &arguments);
        assert_eq!(code, 0, "{told}");
        assert!(told.contains(" lines\n"), "{told}");
        file.to_owned()
    }

    /// What an import of a file says.
    fn takes_in(&self, kind: &str, file: &str) -> String {
        let (code, told) = self.checks("import", &[kind, file]);
        assert_eq!(code, 0, "{told}");
        told
    }
}

#[test]
fn what_is_taken_out_and_in_again_changes_nothing() {
    let folders = a_demonstration();
    folders.suffers(
        "UPDATE person SET identity_kind = 'resident_id', mobile = '13800138002',
         identity_number = '11010519491231002X' WHERE login = 'wangfang'",
    );
    folders.suffers("UPDATE person SET left_because = '=1+1' WHERE login = 'liuyang'");
    folders.suffers("UPDATE unit SET code = '0102' WHERE name = '远航组'");
    for ending in ["xlsx", "csv"] {
        for language in ["zh-Hans", "en"] {
            for identity in ["masked", "whole"] {
                let name = format!("people-{language}-{identity}.{ending}");
                let more = ["--language", language, "--identity", identity];
                let people = folders.exports("people", &name, &more);
                let told = folders.takes_in("people", &people);
                let people = folders.rows_of("person");
                let words = format!("people: 0 new, 0 changed, {people} unchanged, 0 rows wrong\n");
                assert_eq!(told, words, "{name}");
            }
            let name = format!("units-{language}.{ending}");
            let units = folders.exports("units", &name, &["--language", language]);
            let told = folders.takes_in("units", &units);
            let units = folders.rows_of("unit");
            let words = format!("units: 0 new, 0 changed, {units} unchanged, 0 rows wrong\n");
            assert_eq!(told, words, "{name}");
        }
    }
    let (code, told) = folders.checks("verify-audit", &[]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn what_is_corrected_in_what_was_taken_out_is_taken_in() {
    let folders = a_demonstration();
    let file = folders.exports("people", "people.csv", &[]);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with('\u{feff}'));
    let corrected = text.replace("冯涛", "冯涛涛").replace("周欣怡", "周欣");
    std::fs::write(&file, corrected).unwrap();
    let told = folders.takes_in("people", &file);
    let words = "people: 0 new, 2 changed, 16 unchanged, 0 rows wrong";
    assert!(told.contains(words), "{told}");
    assert_eq!(
        folders.asks("SELECT login FROM person WHERE name IN ('冯涛涛', '周欣') ORDER BY login"),
        ["fengtao", "zhouxin"]
    );
}

#[test]
fn a_file_is_its_owners_alone_and_never_written_over() {
    let folders = a_demonstration();
    let file = folders.exports("audit", "audit.csv", &["--from", "2020-01-01"]);
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = std::fs::read_to_string(&file).unwrap();
    let lines = text.lines().count() - 1;
    let rows = usize::try_from(folders.rows_of("audit")).unwrap();
    assert_eq!(
        lines,
        rows - 1,
        "all that was there before it was taken out"
    );
    let (code, told) = folders.checks("export", &["audit", "--to", &file]);
    assert!(code == 1 && told.contains("is there already"), "{told}");
    let (code, told) = folders.checks("export", &["units", "--to", "units.pdf"]);
    assert!(
        code == 1 && told.contains("ends in .xlsx or .csv"),
        "{told}"
    );
    let unmade = folders.path("no folder/units.csv");
    let (code, told) = folders.checks("export", &["units", "--to", unmade.to_str().unwrap()]);
    assert!(code == 1 && told.contains("cannot be written"), "{told}");
    let subjects = folders.asks("SELECT subject FROM audit WHERE action = 'export_list'");
    assert_eq!(subjects[0], format!("audit-log: {lines} lines"));
    let none = folders.exports("audit", "none.csv", &["--until", "2020-01-01"]);
    assert_eq!(std::fs::read_to_string(none).unwrap().lines().count(), 1);
}

#[test]
fn nobody_is_a_table_with_its_headings() {
    let folders = an_empty_store();
    for kind in ["people", "units"] {
        let file = folders.exports(kind, &format!("{kind}.csv"), &[]);
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(text.lines().count(), 1, "{text}");
    }
}

#[test]
fn whole_numbers_that_are_taken_out_are_written_down() {
    let folders = a_demonstration();
    folders.exports(
        "people",
        "people.csv",
        &["--identity", "whole", "--who", "here"],
    );
    let told = folders.asks(
        "SELECT chain || ' ' || person_id || ' ' || subject FROM audit
         WHERE action = 'export_identity_numbers'",
    );
    assert_eq!(told, ["settings command_line people: 18 lines"]);
}

#[test]
fn ten_thousand_people_are_taken_out() {
    let folders = an_empty_store();
    let mut units = "机构编码,机构名称,机构类型,上级机构编码,成立日期\n'0,安和,公司,,2010-01-01\n'01,华东,分公司,'0,2012-01-01\n'0101,徐汇,营业部,'01,2014-01-01\n".to_owned();
    let mut people = "工号,姓名,所属机构,角色,入职日期\n".to_owned();
    for team in 0..500 {
        units.push_str(&format!("T{team},第{team}组,营业组,'0101,2015-01-01\n"));
        for place in 0..20 {
            let role = if place == 0 { "主管" } else { "代理人" };
            let number = team * 20 + place;
            people.push_str(&format!("A{number},王芳,T{team},{role},2020-01-01\n"));
        }
    }
    for (kind, text) in [("units", units), ("people", people)] {
        let file = folders.path(&format!("{kind}-in.csv"));
        std::fs::write(&file, text).unwrap();
        folders.takes_in(kind, file.to_str().unwrap());
    }
    let begun = std::time::Instant::now();
    let file = folders.exports("people", "people.xlsx", &[]);
    println!("10,000 people: {:?}", begun.elapsed());
    let told = folders.takes_in("people", &file);
    assert_eq!(
        told,
        "people: 0 new, 0 changed, 10000 unchanged, 0 rows wrong\n"
    );
}

#[test]
fn the_lines_of_a_months_statements_are_a_table() {
    let folders = a_demonstration();
    let told = folders.asks("SELECT SUBSTR(MAX(on_date), 1, 7) FROM fact");
    let month = ["--month", told[0].as_str(), "--agent", "all"];
    let to = |name: &str| folders.path(name).to_str().unwrap().to_owned();
    let printed = folders.runs("statement", &[&month[..], &["--json"]].concat());
    let printed: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    let statements = printed["statements"].as_array().unwrap();
    let amounts = statements
        .iter()
        .flat_map(|it| it["lines"].as_array().unwrap());
    let amounts: Vec<&str> = amounts
        .map(|line| line["amount"].as_str().unwrap())
        .collect();
    assert!(amounts.len() > 10);
    let file = to("statements.csv");
    let (_, told) = folders.checks("statement", &[&month[..], &["--to", &file]].concat());
    assert!(told.contains(&format!("{} lines", amounts.len())), "{told}");
    let text = std::fs::read_to_string(&file).unwrap();
    let reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.into_records().map(Result::unwrap).collect();
    let written: Vec<&str> = rows.iter().map(|row| &row[8]).collect();
    assert_eq!(written, amounts, "exact, in yuan with two places");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let (code, told) = folders.checks("statement", &[&month[..], &["--to", &file]].concat());
    assert!(code == 1 && told.contains("is there already"), "{told}");
}
