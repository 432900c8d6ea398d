//! Facts out of a table, as insurers and spreadsheets send them: columns in any order, under Chinese or
//! English headings, between commas, semicolons or tabs.

use super::columns::Table;
use super::entry::{Column, Found, Refused};
use super::kinds::table_of;
use super::rows::{Layout, line_of, unreadable};
use crate::table_files::records;
use csv::StringRecord;
use std::sync::Arc;

/// What a table has, and the headings of columns that its facts have no field for.
#[derive(Default)]
pub(super) struct Sheet {
    /// Which table it was read as; none of what is no table, or not certain.
    pub table: Option<&'static Table>,
    pub found: Vec<Found>,
    pub unread: Vec<String>,
}

/// The facts of a table with a first line of headings.
pub(super) fn entries(text: &str) -> Sheet {
    let mut records = records(text);
    match records.next().map(|heading| layout(heading.as_ref())) {
        Some(Ok((layout, unread))) => {
            let rows = records.flat_map(|read| match read {
                Ok(record) => layout.row(&record),
                Err(error) => vec![(String::new(), Err(unreadable(&error)))],
            });
            Sheet {
                table: Some(layout.table),
                found: layout.together(rows.collect()),
                unread,
            }
        }
        Some(Err(refused)) => Sheet {
            found: vec![Err(refused)],
            ..Sheet::default()
        },
        None => Sheet::default(),
    }
}

/// Which table it is, and the columns that it has besides.
fn layout(heading: Result<&StringRecord, &csv::Error>) -> Result<(Layout, Vec<String>), Refused> {
    let heading = heading.map_err(unreadable)?;
    let refused = |(field, reason)| Refused {
        line: line_of(heading),
        field,
        reason,
        further: false,
    };
    let table = table_of(heading).map_err(refused)?;
    let columns = columns(heading, table).map_err(refused)?;
    let unread = (1..).zip(heading).filter(|(number, cell)| {
        !cell.is_empty() && !columns.iter().any(|column| column.number == *number)
    });
    let unread = unread
        .map(|(number, cell)| format!("{cell} (column {number})"))
        .collect();
    let (columns, width) = (Arc::new(columns), heading.len());
    Ok((
        Layout {
            table,
            columns,
            width,
        },
        unread,
    ))
}

fn columns(heading: &StringRecord, table: &Table) -> Result<Vec<Column>, (String, String)> {
    let mut columns: Vec<Column> = Vec::new();
    for (number, cell) in (1..).zip(heading) {
        let Some(field) = table.field_of(cell) else {
            continue;
        };
        if let Some(first) = columns.iter().find(|column| column.field == field.name) {
            let (heading, before) = (&first.heading, first.number);
            let reason = format!(
                "columns {before} ({heading}) and {number} ({cell}) say the same: leave one of them out"
            );
            return Err((cell.to_owned(), reason));
        }
        columns.push(Column {
            field: field.name,
            heading: cell.to_owned(),
            number,
        });
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn told(text: &str) -> Vec<Result<Value, String>> {
        let found = entries(text).found.into_iter();
        found
            .map(|found| {
                found
                    .map(|entry| Value::Object(entry.content))
                    .map_err(|refused| refused.to_string())
            })
            .collect()
    }

    fn delivered(id: &str) -> Result<Value, String> {
        Ok(
            json!({ "id": id, "on": "2026-01-20", "policy_event": { "policy": "P1", "event": "delivered" } }),
        )
    }

    #[test]
    fn a_wrong_row_is_named_by_its_line_however_lines_end() {
        for end in ["\n", "\r\n"] {
            let lines = [
                "policy,event,on,id",
                "P1,delivered,2026-01-20,e1",
                "",
                "P1,delivered,never,e2",
            ];
            let told = told(&lines.join(end));
            let refused = told[1].as_ref().unwrap_err();
            assert!(refused.starts_with("line 4, "), "{refused}");
        }
    }

    #[test]
    fn columns_may_stand_in_any_order_under_either_language_between_any_separators() {
        for table in [
            "policy,event,on,id\nP1,delivered,2026-01-20,e1\n",
            "Policy No;Event;Date;ID\nP1;Delivered;2026/1/20;e1\n",
            "保单号\t事件\t日期\t流水号\nP1\t送达\t2026年1月20日\te1\n",
            "\r\n,,,\r\n保单号码,保全项目,变更日期,编号\r\n,,,\r\nP1,送达,46042,e1\r\n\r\n",
        ] {
            assert_eq!(told(table), [delivered("e1")], "{table}");
        }
        assert_eq!(
            entries("id,on,policy,event,备注,\n").unread,
            ["备注 (column 5)"]
        );
    }

    #[test]
    fn a_spreadsheet_s_word_for_the_separator_is_no_row() {
        for table in [
            "sep=;\nid;on;policy;event\ne1;2026-01-20;P1;delivered\n",
            "SEP=,\r\nid,on,policy,event\r\ne1,2026-01-20,P1,delivered\r\n",
            "\"sep=\t\"\nid\ton\tpolicy\tevent\ne1\t2026-01-20\tP1\tdelivered\n",
        ] {
            assert_eq!(told(table), [delivered("e1")], "{table}");
        }
        let wrong = told("sep=;\nid;on;policy;event\ne1;2026-01-20;P1;lost\n");
        assert!(wrong[0].as_ref().unwrap_err().starts_with("line 3, event"));
    }

    #[test]
    fn a_line_break_in_a_column_that_is_not_read_is_nothing_to_mend() {
        let head = "id,on,policy,event,remarks\n";
        let good = format!("{head}e1,2026-01-20,P1,delivered,\"twice\nabsent, then there\"\n");
        assert_eq!(told(&good), [delivered("e1")]);
        // The mark that was never closed has eaten a row.
        let open =
            format!("{head}e1,2026-01-20,P1,delivered,\"twice\ne2,2026-01-20,P2,delivered,once\n");
        assert!(
            told(&open)[0]
                .as_ref()
                .unwrap_err()
                .contains("a quotation mark opens")
        );
    }

    #[test]
    fn every_wrong_cell_of_a_row_is_named() {
        let told = told("id,on,policy,event\ne1,20 January,P1,lost\n");
        let words = [
            "line 2, on (column 2): ",
            "line 2, event (column 4): lost is none of",
        ];
        assert_eq!(told.len(), words.len());
        for (told, words) in told.iter().zip(words) {
            assert!(told.as_ref().unwrap_err().starts_with(words), "{told:?}");
        }
    }

    #[test]
    fn a_wrong_cell_is_named_by_line_and_column_and_the_rest_is_read() {
        let told = told(
            "id,on,policy,event\ne1,2026-01-20,P1,delivered\ne2,2026-01-21,P1,lost\ne3,3/4/2026,P1,lapsed\n,2026-01-21,P1,lapsed\ne5,2026-01-20,P1,delivered,more\n\"e6,2026-01-20,P1,delivered\ne7,2026-01-20,P1,delivered\n",
        );
        for (place, words) in [
            (
                1,
                "line 3, event (column 4): lost is none of delivered (签收), ",
            ),
            (2, "line 4, on (column 2): this can be more than one day"),
            (3, "line 5, id (column 1): empty"),
            (
                4,
                "line 6: it has more cells than the first line has headings (4)",
            ),
            (
                5,
                "line 7: a quotation mark opens a cell that goes on to line 8",
            ),
        ] {
            let refused = told[place].as_ref().unwrap_err();
            assert!(refused.starts_with(words), "{refused}");
        }
        assert_eq!(told[0], delivered("e1"));
    }

    #[test]
    fn a_quotation_mark_that_opens_the_last_row_is_named() {
        let told = told("id,on,policy,event\ne1,2026-01-20,\"P1,delivered\n");
        let refused = told[0].as_ref().unwrap_err();
        let words = "line 2: a quotation mark opens a cell that goes on to line 2";
        assert!(refused.starts_with(words), "{refused}");
    }

    #[test]
    fn a_missing_column_and_one_that_is_there_twice_are_named() {
        let missing = told("id,on,policy\ne1,2026-01-20,P1\n");
        let missing = missing[0].as_ref().unwrap_err();
        assert!(missing.starts_with("line 1: "), "{missing}");
        assert!(
            missing.contains("id, on, policy, event (for policy_event)"),
            "{missing}"
        );
        let twice = told("id,on,保单号,policy,event\n");
        assert_eq!(
            twice,
            [Err("line 1, policy: columns 3 (保单号) and 4 (policy) say the same: leave one of them out".to_owned())]
        );
    }

    #[test]
    fn the_rows_of_a_policy_are_one_fact_and_it_waits_while_one_is_wrong() {
        let head = "流水号,承保日期,保单号,业务员,被保险人,生效日,险种代码,长短险,主附险,缴费年期,首年保费\n";
        let row = |id: &str, product: &str, years: &str| {
            format!(
                "{id},2026-01-20,P-{id},31001000,A1,2026-01-21,{product},长期险,主险,{years},1000.00\n"
            )
        };
        let told = told(&format!(
            "{head}{}{}{}{}",
            row("i1", "WL-A", "20年"),
            row("i2", "WL-A", "20"),
            row("i1", "CI-A", "10"),
            row("i2", "CI-A", "many")
        ));
        let policy = told[0].as_ref().unwrap();
        assert_eq!(policy["issued"]["lines"][0]["payment_years"], 20);
        assert_eq!(policy["issued"]["lines"][1]["product"], "CI-A");
        let refused = |place: usize| told[place].as_ref().unwrap_err().as_str();
        assert!(refused(1).starts_with("line 3: another row of this policy is wrong"));
        assert!(refused(2).starts_with("line 5, 缴费年期 (column 10): many is not a whole number"));
        assert_eq!(told.len(), 3);
    }
}
