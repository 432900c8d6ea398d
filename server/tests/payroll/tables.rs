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
    assert!(
        said.err.contains("备注 (column 12): not read"),
        "{}",
        said.err
    );

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
    let marked = "\u{feff}{\"id\": \"q1\", \"on\": \"2026-11-02\", \"policy_event\": {\"policy\": \"P2026000000\", \"event\": \"surrendered\"}}";
    let said = branch.imports("facts.json", marked, &[]);
    assert!(
        said.good,
        "a mark before the text is no part of it: {}",
        said.err
    );
}
