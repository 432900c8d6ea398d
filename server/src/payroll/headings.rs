//! Which tables there are, and what their columns are called, in either language.

use super::columns::{Cell, Field, Table, may_be, needed};

/// What every fact has.
pub(super) static ENVELOPE: [Field; 3] = [
    needed("id", Cell::Text, &["fact_id", "流水号", "编号", "记录编号"]),
    needed(
        "on",
        Cell::Day,
        &[
            "date",
            "日期",
            "发生日期",
            "承保日期",
            "出单日期",
            "实收日期",
            "到账日期",
            "到账日",
            "变更日期",
        ],
    ),
    may_be("known", Cell::Day, &["known_on", "获知日期", "录入日期"]),
];

const POLICY: Field = needed(
    "policy",
    Cell::Text,
    &["policy_number", "policy_no", "保单号", "保单号码"],
);

const PRODUCT: Field = needed(
    "product",
    Cell::Text,
    &[
        "product_code",
        "险种",
        "险种代码",
        "险种名称",
        "产品",
        "产品代码",
    ],
);

/// What a column with the agent's staff number is called, and before that what else it may be called.
macro_rules! staff_number_or {
    ($($heading:literal),* $(,)?) => {
        &[
            $($heading,)*
            "agent_number",
            "agent_code",
            "staff_number",
            "业务员",
            "业务员工号",
            "业务员代码",
            "工号",
            "代理人",
            "代理人工号",
            "代理人代码",
        ]
    };
}

/// Every table there is.
pub(super) static TABLES: [Table; 4] = [
    Table {
        kind: "policy_event",
        title: "policy events",
        fields: &[
            POLICY,
            needed(
                "event",
                Cell::Word(EVENTS),
                &["事件", "保单事件", "保全项目"],
            ),
        ],
        products: &[],
    },
    Table {
        kind: "premium",
        title: "premiums",
        fields: &[
            POLICY,
            PRODUCT,
            may_be("line", Cell::Whole, &["line_number", "险种序号"]),
            needed(
                "due_on",
                Cell::Day,
                &[
                    "due_date",
                    "应缴日期",
                    "应缴日",
                    "应交日期",
                    "应交日",
                    "应收日期",
                    "缴费对应日",
                    "交费对应日",
                ],
            ),
            needed("amount", Cell::Text, &["金额", "保费", "实收保费"]),
        ],
        products: &[],
    },
    Table {
        kind: "issued",
        title: "issued policies",
        fields: &[
            POLICY,
            may_be(
                "application",
                Cell::Text,
                &[
                    "application_number",
                    "application_no",
                    "投保单号",
                    "投保单号码",
                ],
            ),
            needed("agent", Cell::Text, staff_number_or![]),
            needed(
                "insured",
                Cell::Text,
                &[
                    "insured_key",
                    "被保人",
                    "被保险人",
                    "被保险人标识",
                    "被保险人姓名",
                    "被保险人证件号",
                    "被保险人证件号码",
                ],
            ),
            needed(
                "effective_on",
                Cell::Day,
                &[
                    "effective_date",
                    "生效日",
                    "生效日期",
                    "保单生效日",
                    "保单生效日期",
                    "起保日期",
                ],
            ),
        ],
        products: &[
            may_be("number", Cell::Whole, &["line_number", "险种序号"]),
            PRODUCT,
            needed(
                "line",
                Cell::Word(LINES),
                &["term", "长短险", "险种期限", "险种类别", "类别", "期限类型"],
            ),
            may_be("rider", Cell::Rider, &["主附险", "附加险"]),
            needed(
                "payment_years",
                Cell::Whole,
                &[
                    "payment_term",
                    "缴费年期",
                    "缴费年限",
                    "缴费期",
                    "缴费期间",
                    "交费年期",
                    "交费年限",
                    "交费期",
                    "交费期间",
                ],
            ),
            needed(
                "premium",
                Cell::Text,
                &[
                    "first_year_premium",
                    "annual_premium",
                    "首年保费",
                    "年交保费",
                    "年缴保费",
                    "期交保费",
                    "期缴保费",
                    "保费",
                ],
            ),
        ],
    },
    Table {
        kind: "reassigned",
        title: "policies given to another agent",
        fields: &[
            POLICY,
            needed(
                "agent",
                Cell::Text,
                staff_number_or![
                    "new_agent",
                    "新业务员",
                    "新业务员工号",
                    "接续业务员",
                    "接续业务员工号",
                ],
            ),
        ],
        products: &[],
    },
];

const LINES: &[(&str, &[&str])] = &[
    ("long_term", &["long", "长期", "长期险"]),
    ("short_term", &["short", "短期", "短期险"]),
];

const EVENTS: &[(&str, &[&str])] = &[
    ("delivered", &["送达", "保单送达", "签收"]),
    ("receipt_returned", &["回执", "回执回销", "保单回执"]),
    ("called_back", &["回访", "回访成功", "回访完成"]),
    ("withdrawn", &["犹豫期退保", "犹退"]),
    ("surrendered", &["退保"]),
    ("lapsed", &["失效"]),
    ("reinstated", &["复效"]),
    ("claim_terminated", &["理赔终止"]),
    ("moved", &["迁出"]),
    ("matured", &["满期"]),
];

/// Words of a rider, and of a main product.
pub(super) const RIDER: [(bool, &[&str]); 2] = [
    (true, &["true", "yes", "rider", "1", "是", "附加险", "附险"]),
    (false, &["false", "no", "main", "0", "否", "主险"]),
];

/// Every heading that is known, table by table, for who makes a file.
pub(super) fn every_heading() -> String {
    let tables = TABLES.iter().map(|table| {
        let fields = table.all().map(|field| {
            let note = if field.needed {
                ""
            } else {
                " (may be left out)"
            };
            format!("  {}{note}", field.known_as())
        });
        let fields: Vec<String> = fields.collect();
        format!("A table of {}:\n{}", table.title, fields.join("\n"))
    });
    let tables: Vec<String> = tables.collect();
    format!(
        "The headings of a table, a column a line, any of these names:\n\n{}",
        tables.join("\n\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings_of_agent(kind: &str) -> &'static [&'static str] {
        let table = TABLES.iter().find(|table| table.kind == kind).unwrap();
        let mut fields = table.fields.iter();
        fields.find(|field| field.name == "agent").unwrap().headings
    }

    #[test]
    fn an_agent_is_found_under_the_same_headings_in_every_table() {
        let (issued, given) = (headings_of_agent("issued"), headings_of_agent("reassigned"));
        assert!(given.ends_with(issued));
        assert_eq!(given.first(), Some(&"new_agent"));
        for table in &TABLES {
            for field in table.all() {
                let mut headings = field.headings.to_vec();
                headings.sort_unstable();
                headings.dedup();
                assert_eq!(headings.len(), field.headings.len(), "{}", field.name);
            }
        }
    }
}
