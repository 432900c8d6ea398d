//! Facts as tables.

use crate::branch::Branch;

const POLICIES: &str = "流水号;保单号;承保日期;业务员工号;被保险人标识;生效日期;险种代码;长短险;主附险;缴费年期;首年保费;备注\n\
    q1;Q1;2026/11/2;31001000;K1;46329;WL-A;长期险;主险;20年;6000.00;新单\n\
    ;;;;;;;;;;;\n\
    q1;Q1;2026/11/2;31001000;K1;46329;AC-R;短期险;附加险;1;300.00;\n";
const PREMIUMS: &str = "ID\tPolicy No\tDate\tProduct Code\tDue date\tAmount\n\
    q2\tQ1\t2026年11月2日\tWL-A\t2026.11.3\t6000.00\n\
    q3\tQ1\t20261102\tAC-R\t2026-11-03\t300.00\n\
    q4\tQ1\t20261102\tCI-R\t2026-11-03\t300.00\n";

pub fn policies_and_premiums_come_as_spreadsheets_save_them(branch: &Branch) {
    let (gb18030, _, _) = encoding_rs::GB18030.encode(POLICIES);
    let said = branch.imports("policies.csv", &gb18030, &[]);
    assert!(
        said.good && said.out.starts_with("1 added"),
        "{}{}",
        said.out,
        said.err
    );
    for words in [
        "policies.csv: read as a table of issued policies: 1\n",
        "备注 (column 12): not read",
    ] {
        assert!(said.err.contains(words), "{}", said.err);
    }

    let utf_16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(PREMIUMS.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let said = branch.imports("premiums.txt", &utf_16, &[]);
    assert_eq!(
        said.out, "2 added, 0 there already, 1 refused\n",
        "{}",
        said.err
    );
    let words = "premiums.txt, line 4, Product Code (column 4): Q1 does not have it: write WL-A (line 1) or AC-R (line 2)";
    assert!(said.err.contains(words), "{}", said.err);
    let said = branch.statement_now("wangfang");
    assert!(said.good, "both products are paid: {}", said.err);

    let said = branch.imports(
        "given.csv",
        "id,on,policy,agent\nq5,2026-11-04,Q1,huanglei\n",
        &[],
    );
    assert!(said.good && said.out.starts_with("1 added"), "{}", said.err);
}

pub fn files_that_are_none_say_what_to_save(branch: &Branch) {
    let said = branch.imports("book.csv", b"PK\x03\x04 a workbook", &[]);
    assert!(
        !said.good && said.err.contains("save its sheet as \"CSV UTF-8\""),
        "{}",
        said.err
    );
    for (name, text) in [
        ("empty.csv", "\n"),
        ("headings.csv", "id,on,policy,event\n,,,\n"),
        ("none.json", "[]\n"),
    ] {
        let said = branch.imports(name, text, &[]);
        assert!(
            !said.good && said.err.contains("has no facts"),
            "{name}: {}",
            said.err
        );
    }
    let marked = "\u{feff}{\"id\": \"q1\", \"on\": \"2026-11-02\", \"policy_event\": {\"policy\": \"P2026000000\", \"event\": \"surrendered\"}}";
    let said = branch.imports("facts.json", marked, &[]);
    assert!(
        said.good,
        "a mark before the text is no part of it: {}",
        said.err
    );
}

pub fn a_table_with_a_heading_that_is_not_known_pays_nobody_else(branch: &Branch) {
    let before = branch.statement_now("all").out;
    let unknown = POLICIES.replace("缴费年期", "缴费多久");
    let said = branch.imports("policies.csv", &unknown, &[]);
    let words = "line 1, payment_years: it looks like a table of issued policies, and lacks a column: payment_years, ";
    assert!(!said.good && said.err.contains(words), "{}", said.err);
    assert!(said.err.contains("缴费多久 (column 10)"), "{}", said.err);
    assert!(said.out.starts_with("0 added"), "{}", said.out);
    assert_eq!(branch.statement_now("all").out, before);
    // its ids are free for the table as it should be
    let said = branch.imports("policies.csv", POLICIES, &[]);
    assert!(said.good && said.out.starts_with("1 added"), "{}", said.err);
    let help = branch.runs("import-facts", &["--help"]);
    assert!(
        help.out.contains("payment_years, payment_term, 缴费年期"),
        "{}",
        help.out
    );
}
