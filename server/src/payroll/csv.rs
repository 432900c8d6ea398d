//! Policy events out of a table, as insurers send them: `id,on,policy,event`, in any order of columns.

use super::reading::{Read, Refused};
use csv::{ReaderBuilder, StringRecord, Trim};
use serde_json::json;
use shared::commission::Fact;

/// The columns, all needed.
const COLUMNS: [&str; 4] = ["id", "on", "policy", "event"];

/// The events of a table with a first line of column names.
pub(super) fn read_events(text: &str) -> Vec<Read> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let mut columns = [0; 4];
    for (column, name) in columns.iter_mut().zip(COLUMNS) {
        match header.iter().position(|found| found == name) {
            Some(found) => *column = found,
            None => return vec![Err(without_column(name))],
        }
    }
    reader
        .records()
        .map(|record| match record {
            Ok(record) => read_event(&record, columns),
            Err(error) => Err(unreadable(&error)),
        })
        .collect()
}

fn without_column(name: &str) -> Refused {
    Refused {
        line: 1,
        field: name.to_owned(),
        reason: format!(
            "there is no column of this name: the first line has to name the columns {}",
            COLUMNS.join(", ")
        ),
    }
}

fn unreadable(error: &csv::Error) -> Refused {
    let line = error.position().map_or(0, csv::Position::line);
    Refused {
        line: usize::try_from(line).unwrap_or(0),
        field: String::new(),
        reason: error.to_string(),
    }
}

fn read_event(record: &StringRecord, columns: [usize; 4]) -> Read {
    let line = record.position().map_or(0, csv::Position::line);
    let line = usize::try_from(line).unwrap_or(0);
    let [id, on, policy, event] = columns.map(|column| record.get(column).unwrap_or_default());
    let refused = |field: &str, reason: String| Refused {
        line,
        field: field.to_owned(),
        reason,
    };
    let fact = json!({ "id": id, "on": on, "policy_event": { "policy": policy, "event": event } });
    // One after the other, so that the column that is wrong is named.
    let checked: [(&str, Option<String>); 4] = [
        ("id", wrong::<shared::commission::FactId>(id)),
        ("on", wrong::<chrono::NaiveDate>(on)),
        ("policy", wrong::<shared::commission::PolicyNumber>(policy)),
        ("event", wrong::<shared::commission::HappenedTo>(event)),
    ];
    for (column, reason) in checked {
        if let Some(reason) = reason {
            return Err(refused(column, reason));
        }
    }
    let fact: Fact =
        serde_json::from_value(fact).map_err(|error| refused("", error.to_string()))?;
    Ok((line, fact))
}

/// Why a cell is not what its column holds.
fn wrong<T: serde::de::DeserializeOwned>(cell: &str) -> Option<String> {
    serde_json::from_value::<T>(cell.into())
        .err()
        .map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_may_stand_in_any_order_and_a_wrong_cell_is_named() {
        let read = read_events(
            "\u{feff}policy,event,on,id\nP1,delivered,2026-01-20,e1\nP1,lost,2026-01-21,e2\n,delivered,2026-01-21,e3\n",
        );
        assert_eq!(read[0].as_ref().unwrap().1.id.as_str(), "e1");
        let refusal = |n: usize| read[n].as_ref().unwrap_err().to_string();
        assert!(
            refusal(1).starts_with("line 3, event: unknown variant `lost`"),
            "{}",
            refusal(1)
        );
        assert!(refusal(2).starts_with("line 4, policy: "), "{}", refusal(2));
    }

    #[test]
    fn a_missing_column_is_named() {
        let read = read_events("id,on,policy\ne1,2026-01-20,P1\n");
        let refusal = read[0].as_ref().unwrap_err().to_string();
        assert!(
            refusal.starts_with("line 1, event: there is no column"),
            "{refusal}"
        );
    }
}
