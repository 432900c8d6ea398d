//! Which kind of table the headings tell. It is taken when that is certain alone: facts of another kind than
//! was meant pay somebody else.

use super::columns::{Field, Table};
use super::headings::TABLES;
use csv::StringRecord;

/// A table beside the headings of a file.
struct Beside<'h> {
    table: &'static Table,
    /// Columns of its own.
    read: usize,
    /// What it needs and is not there.
    missing: Vec<&'static Field>,
    /// Columns that other tables have and it has not.
    strange: Vec<(usize, &'h str)>,
    /// Columns that no table has.
    unknown: Vec<(usize, &'h str)>,
    /// Other tables that have all of its columns, too.
    hides_in: Vec<&'static Table>,
}

/// The table that is meant.
///
/// # Errors
/// The column that keeps it from being certain, and what to write.
pub(super) fn table_of(heading: &StringRecord) -> Result<&'static Table, (String, String)> {
    let mut tables: Vec<Beside<'_>> = TABLES.iter().map(|table| beside(table, heading)).collect();
    tables.sort_by_key(|beside| (core::cmp::Reverse(beside.read), beside.missing.len()));
    let rank = |beside: &Beside<'_>| (beside.read, beside.missing.len());
    match tables.as_slice() {
        [first, second, ..] if rank(first) == rank(second) => Err((String::new(), every_need())),
        [first, ..] => first.certain(),
        [] => Err((String::new(), every_need())),
    }
}

fn beside<'h>(table: &'static Table, heading: &'h StringRecord) -> Beside<'h> {
    let filled = (1..).zip(heading).filter(|(_, cell)| !cell.is_empty());
    let (own, others): (Vec<_>, Vec<_>) =
        filled.partition(|(_, cell)| table.field_of(cell).is_some());
    let has = |field: &Field| {
        let mut fields = own.iter().filter_map(|(_, cell)| table.field_of(cell));
        fields.any(|of| of.name == field.name)
    };
    let is_in = |table: &Table, (_, cell): &(usize, &str)| table.field_of(cell).is_some();
    let (strange, unknown) = others
        .iter()
        .copied()
        .partition(|column| TABLES.iter().any(|table| is_in(table, column)));
    let hides_in = TABLES
        .iter()
        .filter(|other| other.kind != table.kind && own.iter().all(|column| is_in(other, column)));
    Beside {
        table,
        read: own.len(),
        missing: table
            .all()
            .filter(|field| field.needed && !has(field))
            .collect(),
        strange,
        unknown,
        hides_in: hides_in.collect(),
    }
}

impl Beside<'_> {
    fn certain(&self) -> Result<&'static Table, (String, String)> {
        let title = self.table.title;
        if let Some(field) = self.missing.first() {
            let missing = self.missing.iter().map(|field| field.known_as());
            let missing: Vec<String> = missing.collect();
            let reason = format!(
                "it looks like a table of {title}, and lacks a column: {}{}; no row was read",
                missing.join("; and "),
                self.unread()
            );
            return Err((field.name.to_owned(), reason));
        }
        if let Some((number, cell)) = self.strange.first() {
            let owner = TABLES.iter().find(|table| table.field_of(cell).is_some());
            let owner = owner.map_or("", |table| table.title);
            let reason = format!(
                "it looks like a table of {title}, and this column belongs to one of {owner}: leave the column out, or add \
                 the others of {owner}; no row was read"
            );
            return Err((format!("{cell} (column {number})"), reason));
        }
        match (self.unknown.first(), self.hides_in.first()) {
            (Some((number, cell)), Some(other)) => Err((
                format!("{cell} (column {number})"),
                format!(
                    "no column is called so, and with it the table may be one of {title} or of {}: leave the column out, or \
                     correct its heading; no row was read",
                    other.title
                ),
            )),
            _ => Ok(self.table),
        }
    }

    /// The columns that may be the one that is missing.
    fn unread(&self) -> String {
        let unknown = self.unknown.iter().chain(&self.strange);
        let unknown: Vec<String> = unknown
            .map(|(number, cell)| format!("{cell} (column {number})"))
            .collect();
        match unknown.is_empty() {
            true => String::new(),
            false => format!(
                "; correct the heading of it, if it is one of {}",
                unknown.join(", ")
            ),
        }
    }
}

fn every_need() -> String {
    let tables = TABLES.iter();
    let tables: Vec<String> = tables
        .map(|table| format!("{} (for {})", table.needs(), table.kind))
        .collect();
    format!(
        "the first line does not tell what the table is of: it has to name the columns {}; Chinese headings such as 流水号, \
         日期, 保单号 will do, and import-facts --help lists all of them",
        tables.join(", or ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUED: &str =
        "id,on,policy,agent,insured,effective_on,product,line,payment_years,premium";

    fn told(headings: &str) -> Result<&'static str, String> {
        let heading: StringRecord = headings.split(',').collect::<Vec<_>>().into();
        let table = table_of(&heading).map_err(|(field, reason)| format!("{field}: {reason}"));
        table.map(|table| table.kind)
    }

    #[test]
    fn a_table_of_policies_is_never_one_of_policies_given_to_another_agent() {
        assert_eq!(told(ISSUED), Ok("issued"));
        for field in ISSUED.split(',') {
            let refused = told(&ISSUED.replace(field, "unheard_of")).unwrap_err();
            assert!(refused.starts_with(&format!("{field}: ")), "{refused}");
            assert!(refused.contains("table of issued policies"), "{refused}");
            assert!(refused.contains("unheard_of (column "), "{refused}");
        }
        let alone = "id,on,policy,agent,k1,k2,k3,k4,k5,k6";
        let refused = told(alone).unwrap_err();
        assert!(
            refused.starts_with("k1 (column 5): no column is called so"),
            "{refused}"
        );
    }

    #[test]
    fn a_table_whose_columns_stand_in_another_kind_is_read_whole_or_not_at_all() {
        assert_eq!(told("id,on,policy,agent"), Ok("reassigned"));
        assert!(told("id,on,policy,agent,remarks").is_err());
        // A heading that no other table has makes it certain.
        assert_eq!(told("id,on,policy,new_agent,remarks"), Ok("reassigned"));
        assert_eq!(told("流水号,日期,保单号,接续业务员,备注"), Ok("reassigned"));
    }

    #[test]
    fn a_column_of_another_kind_keeps_a_table_from_being_read() {
        let refused = told("id,on,policy,event,due_on").unwrap_err();
        let words = "due_on (column 5): it looks like a table of policy events, and this column belongs to one of premiums";
        assert!(refused.starts_with(words), "{refused}");
        assert_eq!(told("id,on,policy,event,remarks"), Ok("policy_event"));
    }

    #[test]
    fn headings_are_found_as_offices_write_them() {
        for headings in [
            "流水号,出单日期,保单号,业务员代码,被保人,保单生效日,险种名称,险种类别,交费年限,年交保费",
            "编号,承保日期,保单号码,工号,被保险人证件号,起保日期,产品,类别,缴费期,年缴保费（元）",
            "编号,承保日期,保单号码,工号,被保险人姓名,生效日,产品,期限类型,缴费期间(年),期交保费",
            "ID,Date,Policy No.,Staff Number,Insured,Effective Date,Product,Line,Payment Term,Annual Premium",
        ] {
            assert_eq!(told(headings), Ok("issued"), "{headings}");
        }
        let premiums = "流水号,到账日,Policy No.,险种,应交日,实收保费";
        assert_eq!(told(premiums), Ok("premium"));
        assert!(told("编号,日期,保单号,险种,应交日,实收保费(万元)").is_err());
    }
}
