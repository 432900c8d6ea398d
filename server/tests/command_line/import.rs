//! A company's units and people out of a spreadsheet.

use crate::folders::{Folders, a_demonstration, an_empty_store};
use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::fs;
use std::time::Instant;

const UNITS: &str = "机构编码,机构名称,机构类型,上级机构编码,成立日期
'0,安和保险代理,公司,,2010-01-01
'01,华东分公司,分公司,'0,2012-01-01
'0101,徐汇营业部,营业部,'01,2014-01-01
'010101,晨曦组,营业组,'0101,2015-01-01
'010102,远航组,营业组,'0101,2015-01-01
";

const PEOPLE: &str = "工号,姓名,手机号码,证件号码,所属机构,角色,审核级别,入职日期
1001,李强,13800138001,,'010101,主管,,2020-03-01
1002,王芳,13800138002,11010519491231002X,晨曦组,代理人,,2021-03-01
9001,冯涛,,,'01,系统管理员,,2019-03-01
9002,何军,,,'01,内勤,2,2019-03-01
";

impl Folders {
    /// What an import of this file says, with its exit code.
    fn imports(&self, kind: &str, file: &[u8], more: &[&str]) -> (i32, String) {
        let path = self.path("table");
        fs::write(&path, file).unwrap();
        let arguments: Vec<&str> = [kind, path.to_str().unwrap()]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        self.checks("import", &arguments)
    }

    /// In which units somebody captures on a day.
    fn teams(&self, number: &str, on: &str) -> Vec<String> {
        self.asks(&format!(
            "SELECT u.name FROM appointment a JOIN unit u ON u.unit_id = a.unit_id
             JOIN person p ON p.person_id = a.person_id
             WHERE p.agent_number = '{number}' AND a.role = 'agent'
             AND a.from_date <= '{on}' AND a.until_date >= '{on}'"
        ))
    }
}

fn said(words: &str) -> (i32, String) {
    (0, format!("{words}\n"))
}

fn a_company() -> Folders {
    let folders = an_empty_store();
    let units = folders.imports("units", UNITS.as_bytes(), &[]);
    assert_eq!(
        units,
        said("units: 5 new, 0 changed, 0 unchanged, 0 rows wrong")
    );
    let people = folders.imports("people", PEOPLE.as_bytes(), &[]);
    assert_eq!(
        people,
        said("people: 4 new, 0 changed, 0 unchanged, 0 rows wrong")
    );
    folders
}

#[test]
fn a_company_comes_in_and_the_same_files_change_nothing() {
    let folders = an_empty_store();
    let tried = folders.imports("units", UNITS.as_bytes(), &["--dry-run"]);
    assert_eq!(
        tried,
        said("units: 5 new, 0 changed, 0 unchanged, 0 rows wrong")
    );
    assert!(
        folders.asks("SELECT name FROM unit").is_empty(),
        "only tried"
    );
    let folders = a_company();
    let again = folders.imports("units", UNITS.as_bytes(), &[]);
    assert_eq!(
        again,
        said("units: 0 new, 0 changed, 5 unchanged, 0 rows wrong")
    );
    let again = folders.imports("people", PEOPLE.as_bytes(), &[]);
    assert_eq!(
        again,
        said("people: 0 new, 0 changed, 4 unchanged, 0 rows wrong")
    );
    assert_eq!(folders.teams("1002", "2026-11-20"), ["晨曦组"]);
    let logins = folders.asks("SELECT login FROM person ORDER BY login");
    assert_eq!(logins, ["1001", "1002", "9001", "9002"]);

    let (code, told) = folders.checks("verify-audit", &[]);
    assert_eq!(code, 0, "{told}");
    let rows = folders.asks("SELECT action FROM audit ORDER BY chain, seq");
    let counted = |action: &str| rows.iter().filter(|row| *row == action).count();
    assert_eq!((counted("import_units"), counted("import_people")), (1, 1));
    assert_eq!((counted("found_unit"), counted("enter_person")), (5, 4));
    let hashes = folders.asks("SELECT before_hash FROM audit WHERE action = 'import_people'");
    assert_eq!(hashes[0].len(), 64);
}

#[test]
fn a_transfer_on_the_15th_leaves_what_was_before() {
    let folders = a_company();
    let transfer = "工号,所属机构,角色,任职起始日期\n1002,远航组,代理人,2026-12-15\n";
    let told = "1002 王芳\n  agent in 晨曦组 from 2021-03-01, until: open → 2026-12-14\n  agent in 远航组: none → 2026-12-15 to open\npeople: 0 new, 1 changed, 0 unchanged, 0 rows wrong";
    assert_eq!(
        folders.imports("people", transfer.as_bytes(), &[]),
        said(told)
    );
    assert_eq!(folders.teams("1002", "2026-12-14"), ["晨曦组"]);
    assert_eq!(folders.teams("1002", "2026-12-15"), ["远航组"]);
    let again = folders.imports("people", transfer.as_bytes(), &[]);
    assert_eq!(
        again,
        said("people: 0 new, 0 changed, 1 unchanged, 0 rows wrong")
    );
    let again = folders.imports("people", PEOPLE.as_bytes(), &[]);
    assert_eq!(
        again,
        said("people: 0 new, 0 changed, 4 unchanged, 0 rows wrong")
    );
}

#[test]
fn a_wrong_row_is_named_and_keeps_the_whole_file_out() {
    let folders = a_company();
    let table = "工号,姓名,手机号码,证件号码,所属机构,角色,入职日期
1010,赵丽,13800138010,3.7E+17,晨曦组,代理人,2026-11-01
1011,孙浩然,13800138011,,晨曦组,代理人,2026-11-01
";
    let (code, told) = folders.imports("people", table.as_bytes(), &[]);
    assert_eq!(code, 1, "{told}");
    assert!(
        told.contains("row 2, 证件号码: the spreadsheet kept only the first digits"),
        "{told}"
    );
    assert!(
        told.contains("people: 1 new, 0 changed, 0 unchanged, 1 rows wrong"),
        "{told}"
    );
    assert!(told.contains("nothing is taken"), "{told}");
    assert!(folders.teams("1011", "2026-11-20").is_empty());
    let (code, told) = folders.imports("people", table.as_bytes(), &["--good-rows"]);
    assert!(
        code == 1 && told.contains("the good rows are taken"),
        "{told}"
    );
    assert_eq!(folders.teams("1011", "2026-11-20"), ["晨曦组"]);
    assert!(folders.teams("1010", "2026-11-20").is_empty());

    let (code, told) = folders.imports("people", "工号,姓名,星座\n1,王芳,狮子\n".as_bytes(), &[]);
    assert!(
        code == 1 && told.contains("column 3 (星座): no column is called so"),
        "{told}"
    );
    let (code, told) = folders.imports("units", "name,kind\n晨曦组,team\n".as_bytes(), &[]);
    assert!(
        code == 1 && told.contains("there is no column 机构编码 (code)"),
        "{told}"
    );
}

#[test]
fn identity_numbers_are_not_said_whole() {
    let folders = a_company();
    let table = "工号,身份证号\n1001,11010519491231002X\n9001,110105194912310021\n";
    let (code, told) = folders.imports("people", table.as_bytes(), &[]);
    assert_eq!(code, 1, "{told}");
    assert!(!told.contains("1949"), "{told}");
}

#[test]
fn what_chinese_spreadsheets_save_is_read() {
    let folders = a_company();
    let table = "工号;姓名;手机;团队;职务;入职日期\r\n１０１０;赵　丽;+86 138 0013 8010;远航组;业务员;2026年11月1日\r\n";
    let (table, _, _) = GB18030.encode(table);
    let told = folders.imports("people", &table, &[]);
    assert_eq!(
        told,
        said("people: 1 new, 0 changed, 0 unchanged, 0 rows wrong")
    );
    assert_eq!(folders.teams("1010", "2026-11-20"), ["远航组"]);
    let mobiles =
        folders.asks("SELECT mobile FROM person WHERE agent_number = '1010' AND name = '赵丽'");
    assert_eq!(mobiles, ["13800138010"]);
}

#[test]
fn a_workbook_is_read_as_its_cells_say() {
    let folders = a_company();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy/m/d");
    sheet
        .merge_range(0, 0, 0, 5, "人员名单", &Format::new())
        .unwrap();
    for (column, heading) in ["姓名", "工号", "手机号码", "所属机构", "角色", "入职日期"]
        .iter()
        .enumerate()
    {
        sheet
            .write(1, u16::try_from(column).unwrap(), *heading)
            .unwrap();
    }
    sheet.write(2, 0, "赵丽 ").unwrap();
    sheet.write(2, 1, 1010).unwrap();
    sheet.write(2, 2, 13_800_138_010_i64).unwrap();
    sheet.write(2, 3, "010102").unwrap();
    sheet.write(2, 4, "代理人").unwrap();
    let joined = ExcelDateTime::from_ymd(2026, 11, 1).unwrap();
    sheet.write_with_format(2, 5, joined, &date).unwrap();
    let told = folders.imports("people", &workbook.save_to_buffer().unwrap(), &[]);
    assert_eq!(
        told,
        said("people: 1 new, 0 changed, 0 unchanged, 0 rows wrong")
    );
    assert_eq!(folders.teams("1010", "2026-11-01"), ["远航组"]);
    assert!(folders.teams("1010", "2026-10-31").is_empty());
}

#[test]
fn a_template_needs_no_store_and_is_read_back() {
    let folders = a_company();
    for kind in ["units", "people"] {
        let file = folders.path(&format!("{kind}.csv"));
        let file = file.to_str().unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_saddlebag"));
        let output = command
            .args(["import", kind, "--template", file])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let (code, told) = folders.checks("import", &[kind, file]);
        assert!(
            code == 1 && told.contains("nothing stands under the headings"),
            "{told}"
        );
        let (code, told) = folders.checks("import", &[kind, "--template", file]);
        assert!(code == 1 && told.contains("cannot be written"), "{told}");
        let (code, told) = folders.checks("import", &[kind, "--template", "people.xlsx"]);
        assert!(code == 1 && told.contains("ends in .csv"), "{told}");
    }
}

#[test]
fn phones_hear_of_who_comes_and_goes_and_pay_of_when_it_was_learned() {
    let folders = a_demonstration();
    let told = |watcher: &str, number: &str| {
        folders.asks(&format!(
            "SELECT CAST(c.version AS TEXT) FROM change c
             JOIN person w ON c.scope = 'person:' || w.person_id
             JOIN person p ON c.id = p.person_id
             WHERE c.kind = 'person' AND w.login = '{watcher}' AND p.agent_number = '{number}'"
        ))
    };
    let enters = "工号,姓名,所属机构,角色,任职起始日期\n5001,赵小丽,晨曦组,代理人,2026-01-01\n";
    let (code, said) = folders.imports("people", enters.as_bytes(), &[]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        (told("liqiang", "5001"), told("tangwen", "5001")),
        (vec!["1".to_owned()], vec!["1".to_owned()])
    );
    assert!(
        told("chenjing", "5001").is_empty(),
        "the leader of another team"
    );
    let moves = "工号,所属机构,角色,任职起始日期\n5001,远航组,代理人,2026-01-15\n";
    let (code, said) = folders.imports("people", moves.as_bytes(), &[]);
    assert_eq!(code, 0, "{said}");
    for watcher in ["liqiang", "chenjing", "tangwen"] {
        assert_eq!(told(watcher, "5001"), ["2"], "{watcher}");
    }
    let learned = folders.asks(
        "SELECT u.name || ' ' || l.until_date FROM appointment_learned l
         JOIN unit u ON u.unit_id = l.unit_id JOIN person p ON p.person_id = l.person_id
         WHERE p.agent_number = '5001' AND l.known_date <> '' ORDER BY l.from_date",
    );
    assert_eq!(learned, ["晨曦组 2026-01-14", "远航组 9999-12-31"]);
}

#[test]
fn ten_thousand_people_come_in() {
    let folders = an_empty_store();
    let mut units = UNITS.to_owned();
    let mut people = "工号,姓名,所属机构,角色,入职日期\n".to_owned();
    for team in 0..500 {
        units.push_str(&format!("T{team},第{team}组,营业组,'0101,2015-01-01\n"));
        for place in 0..20 {
            let role = if place == 0 { "主管" } else { "代理人" };
            people.push_str(&format!(
                "A{},王芳,T{team},{role},2020-01-01\n",
                team * 20 + place
            ));
        }
    }
    people.push_str("B1,唐文,华东分公司,系统管理员,2019-01-01\n");
    let (code, told) = folders.imports("units", units.as_bytes(), &[]);
    assert_eq!(code, 0, "{told}");
    let begun = Instant::now();
    let (code, told) = folders.imports("people", people.as_bytes(), &[]);
    let words = "people: 10001 new, 0 changed, 0 unchanged, 0 rows wrong";
    assert!(code == 0 && told.contains(words));
    println!("10,001 people: {:?}", begun.elapsed());
    let begun = Instant::now();
    let (code, told) = folders.imports("people", people.as_bytes(), &[]);
    let words = "people: 0 new, 0 changed, 10001 unchanged, 0 rows wrong";
    assert!(code == 0 && told.contains(words));
    println!("the same again: {:?}", begun.elapsed());
}
