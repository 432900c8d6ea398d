//! What the columns of a table are called, in either language, and which tables there are.

/// What stands in a column, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Text,
    Day,
    Whole,
    /// One of these words; each with what it stands for.
    Word(&'static [(&'static str, &'static [&'static str])]),
    /// Main product or rider.
    Rider,
}

/// A field that a column can hold: its name in a fact, whether it may be left out, and its headings besides that name.
#[derive(Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub cell: Cell,
    pub needed: bool,
    pub headings: &'static [&'static str],
}

/// A kind of table: one fact a row, or one product a row.
#[derive(Debug)]
pub(super) struct Table {
    /// The kind of its facts.
    pub kind: &'static str,
    pub fields: &'static [Field],
    /// The fields of a product inside a policy; several rows of one id are one policy.
    pub products: &'static [Field],
}

const fn needed(name: &'static str, cell: Cell, headings: &'static [&'static str]) -> Field {
    Field {
        name,
        cell,
        needed: true,
        headings,
    }
}

const fn may_be(name: &'static str, cell: Cell, headings: &'static [&'static str]) -> Field {
    Field {
        name,
        cell,
        needed: false,
        headings,
    }
}

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
            "实收日期",
            "到账日期",
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
    &["product_code", "险种", "险种代码", "产品代码"],
);
const AGENT: Field = needed(
    "agent",
    Cell::Text,
    &[
        "agent_number",
        "staff_number",
        "业务员",
        "业务员工号",
        "工号",
        "代理人",
        "代理人工号",
    ],
);

/// Every table there is. The first whose telling columns are there is meant.
pub(super) static TABLES: [Table; 4] = [
    Table {
        kind: "policy_event",
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
        fields: &[
            POLICY,
            PRODUCT,
            may_be("line", Cell::Whole, &["line_number", "险种序号"]),
            needed(
                "due_on",
                Cell::Day,
                &["due_date", "应缴日期", "应缴日", "应收日期", "缴费对应日"],
            ),
            needed("amount", Cell::Text, &["金额", "保费", "实收保费"]),
        ],
        products: &[],
    },
    Table {
        kind: "issued",
        fields: &[
            POLICY,
            may_be(
                "application",
                Cell::Text,
                &["application_number", "投保单号", "投保单号码"],
            ),
            AGENT,
            needed(
                "insured",
                Cell::Text,
                &["insured_key", "被保险人", "被保险人标识"],
            ),
            needed(
                "effective_on",
                Cell::Day,
                &["effective_date", "生效日", "生效日期"],
            ),
        ],
        products: &[
            may_be("number", Cell::Whole, &["line_number", "险种序号"]),
            PRODUCT,
            needed("line", Cell::Word(LINES), &["term", "长短险", "险种期限"]),
            may_be("rider", Cell::Rider, &["主附险", "附加险"]),
            needed(
                "payment_years",
                Cell::Whole,
                &["缴费年期", "缴费年限", "交费年期"],
            ),
            needed(
                "premium",
                Cell::Text,
                &["first_year_premium", "首年保费", "保费"],
            ),
        ],
    },
    Table {
        kind: "reassigned",
        fields: &[POLICY, AGENT],
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

impl Table {
    /// Every field a column of it can hold.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static Field> {
        ENVELOPE.iter().chain(self.fields).chain(self.products)
    }

    /// The columns it needs, as they are told to who lacks one.
    pub(super) fn needs(&self) -> String {
        let needed = self.all().filter(|field| field.needed);
        needed
            .map(|field| field.name)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// A heading without what does not tell it from others: case, spaces, hyphens.
pub(super) fn plain(heading: &str) -> String {
    let kept = heading
        .trim()
        .chars()
        .filter(|c| !c.is_control() && *c != '\u{feff}');
    let lower: String = kept.flat_map(char::to_lowercase).collect();
    lower.replace([' ', '-'], "_")
}

/// The field of a table that a heading names.
pub(super) fn field_of(table: &Table, heading: &str) -> Option<&'static Field> {
    let plain = plain(heading);
    table
        .all()
        .find(|field| field.name == plain || field.headings.contains(&plain.as_str()))
}
