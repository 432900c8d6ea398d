//! What the columns of both tables are called.

use crate::table::Column;

/// What stands in a column of the table of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitField {
    /// 机构编码
    Code,
    /// 机构名称
    Name,
    /// 机构类型
    Kind,
    /// 上级机构编码
    Parent,
    /// 成立日期
    FoundedOn,
    /// 名称启用日期: since when it is called so, if it was called otherwise.
    NamedFrom,
    /// 隶属起始日期: since when it hangs there.
    From,
    /// 截止日期: the last day there.
    Until,
}

/// What stands in a column of the table of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonField {
    /// 工号
    StaffNumber,
    /// 姓名
    Name,
    /// 登录名
    Login,
    /// 手机号码
    Mobile,
    /// 证件类型
    IdentityKind,
    /// 证件号码
    IdentityNumber,
    /// 执业证编号
    LicenceNumber,
    /// 执业证有效期
    LicenceExpiresOn,
    /// 入职日期
    JoinedOn,
    /// 离职日期
    LeftOn,
    /// 离职原因
    LeftBecause,
    /// 所属机构
    Unit,
    /// 角色
    Role,
    /// 审核级别
    Level,
    /// 任职起始日期
    From,
    /// 任职截止日期
    Until,
}

const fn column<F>(
    field: F,
    needed: bool,
    (chinese, english): (&'static str, &'static str),
    others: &'static [&'static str],
) -> Column<F> {
    Column {
        field,
        needed,
        chinese,
        english,
        others,
    }
}

/// The columns of the table of units, in the order of its template.
pub const UNIT_COLUMNS: [Column<UnitField>; 8] = [
    column(
        UnitField::Code,
        true,
        ("机构编码", "code"),
        &["unit_code", "机构代码", "机构编号", "编码"],
    ),
    column(
        UnitField::Name,
        false,
        ("机构名称", "name"),
        &["unit_name", "名称", "机构"],
    ),
    column(
        UnitField::Kind,
        false,
        ("机构类型", "kind"),
        &["type", "unit_kind", "类型", "机构级别"],
    ),
    column(
        UnitField::Parent,
        false,
        ("上级机构编码", "parent"),
        &["parent_code", "上级机构", "上级机构代码", "上级编码"],
    ),
    column(
        UnitField::FoundedOn,
        false,
        ("成立日期", "founded_on"),
        &["founded", "成立日"],
    ),
    column(
        UnitField::From,
        false,
        ("隶属起始日期", "from"),
        &["since", "起始日期", "生效日期", "隶属起始日"],
    ),
    column(
        UnitField::NamedFrom,
        false,
        ("名称启用日期", "named_from"),
        &["renamed_on", "更名日期"],
    ),
    column(
        UnitField::Until,
        false,
        ("截止日期", "until"),
        &["closed_on", "撤销日期", "停业日期", "终止日期"],
    ),
];

/// The columns of the table of people, in the order of its template.
pub const PERSON_COLUMNS: [Column<PersonField>; 16] = [
    column(
        PersonField::StaffNumber,
        true,
        ("工号", "staff_number"),
        &[
            "agent_number",
            "agent_code",
            "员工号",
            "员工编号",
            "业务员工号",
            "业务员代码",
            "代理人工号",
            "代理人代码",
        ],
    ),
    column(
        PersonField::Name,
        false,
        ("姓名", "name"),
        &["员工姓名", "业务员姓名", "业务员", "full_name"],
    ),
    column(
        PersonField::Login,
        false,
        ("登录名", "sign_in_name"),
        &["login", "username", "用户名", "账号", "登录账号"],
    ),
    column(
        PersonField::Mobile,
        false,
        ("手机号码", "mobile"),
        &[
            "手机",
            "手机号",
            "联系电话",
            "移动电话",
            "phone",
            "mobile_number",
        ],
    ),
    column(
        PersonField::IdentityKind,
        false,
        ("证件类型", "identity_kind"),
        &["证件种类", "document"],
    ),
    column(
        PersonField::IdentityNumber,
        false,
        ("证件号码", "identity_number"),
        &["身份证号", "身份证号码", "身份证", "证件号", "id_number"],
    ),
    column(
        PersonField::LicenceNumber,
        false,
        ("执业证编号", "licence_number"),
        &[
            "执业证号",
            "执业证",
            "执业证号码",
            "执业登记编号",
            "license_number",
            "licence",
        ],
    ),
    column(
        PersonField::LicenceExpiresOn,
        false,
        ("执业证有效期", "licence_expires_on"),
        &[
            "执业证有效期至",
            "执业证到期日",
            "执业证到期日期",
            "license_expires_on",
            "licence_expiry",
        ],
    ),
    column(
        PersonField::JoinedOn,
        false,
        ("入职日期", "joined_on"),
        &["入司日期", "入司时间", "入职日", "签约日期", "joined"],
    ),
    column(
        PersonField::LeftOn,
        false,
        ("离职日期", "left_on"),
        &["离司日期", "离职日", "解约日期", "left"],
    ),
    column(
        PersonField::LeftBecause,
        false,
        ("离职原因", "left_because"),
        &["离司原因", "解约原因", "reason"],
    ),
    column(
        PersonField::Unit,
        false,
        ("所属机构", "unit"),
        &[
            "unit_code",
            "所属机构编码",
            "机构编码",
            "机构代码",
            "机构",
            "营业组",
            "团队",
            "team",
        ],
    ),
    column(
        PersonField::Role,
        false,
        ("角色", "role"),
        &["职务", "岗位", "职位"],
    ),
    column(
        PersonField::Level,
        false,
        ("审核级别", "level"),
        &["级别", "权限级别", "review_level"],
    ),
    column(
        PersonField::From,
        false,
        ("任职起始日期", "from"),
        &["since", "任职日期", "起始日期", "任职开始日期", "生效日期"],
    ),
    column(
        PersonField::Until,
        false,
        ("任职截止日期", "until"),
        &["截止日期", "任职结束日期", "终止日期"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::plain_heading;

    fn assert_apart<F>(columns: &[Column<F>]) {
        let mut all: Vec<&str> = Vec::new();
        for column in columns {
            all.extend([column.chinese, column.english]);
            all.extend(column.others);
        }
        for name in &all {
            assert_eq!(plain_heading(name), **name);
        }
        let many = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), many);
    }

    #[test]
    fn a_heading_means_one_column() {
        assert_apart(&UNIT_COLUMNS);
        assert_apart(&PERSON_COLUMNS);
    }
}
