//! Odd cells of table files: read where that is certain, and else refused with what to write.

use serde::Deserialize;
use shared::commission::Rules;

#[derive(Deserialize)]
struct Cells {
    cell: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    kind: String,
    text: String,
    read: Option<String>,
    refused: Option<String>,
}

#[derive(Deserialize)]
struct Days {
    date: Vec<Day>,
}

#[derive(Deserialize)]
struct Day {
    text: String,
    day: Option<String>,
    refused: Option<String>,
}

/// Where in the demonstration's tables such a cell stands: the file, what is before it, and what it says there.
fn place(kind: &str) -> (&'static str, &'static str, &'static str) {
    match kind {
        "money" => ("value_added_tax.toml", "exempt_up_to = ", "\"100000.00\""),
        "rate" => ("value_added_tax.toml", "\nrate = ", "\"0.01\""),
        "threshold" => ("schemes.toml", "{ from = ", "\"30000\""),
        "month" => ("schemes.toml", "\nfrom = ", "\"2026-01\""),
        "last_day" => ("gates.toml", "from = \"2020-01-01\"", ""),
        "first_day" => ("gates.toml", "from = ", "\"2020-01-01\""),
        kind => unreachable!("no {kind}"),
    }
}

/// What the tables say where the cell stands, read with this text in it.
fn read(kind: &str, text: &str) -> Result<String, String> {
    let (name, before, there) = place(kind);
    let files = Rules::demonstration_files();
    let (_, file) = files.iter().find(|(file, _)| *file == name).unwrap();
    let cell = toml::Value::from(text);
    let there_now = match kind {
        "last_day" => format!("{before}\nuntil = {cell}"),
        _ => format!("{before}{cell}"),
    };
    let from = format!("{before}{there}");
    assert!(file.contains(&from), "{name} has no {from}");
    let file = file.replacen(&from, &there_now, 1);
    let rules = Rules::demonstration().unwrap();
    let rules = rules.with_toml(&[(name, &file)]);
    let rules = rules.map_err(|errors| errors.to_string())?;
    let day = "2026-11-20".parse().unwrap();
    let gates = rules.gates.at(day);
    let taxed = &rules.value_added_tax.at(day).table;
    let scheme = rules.schemes.first().unwrap();
    Ok(match kind {
        "money" => taxed.exempt_up_to.to_string(),
        "rate" => taxed.rate.to_string(),
        "threshold" => scheme.tiers.tiers()[0].from.to_string(),
        "month" => scheme.from.to_string(),
        "last_day" => gates.until.map(|day| day.to_string()).unwrap_or_default(),
        _ => gates.from.to_string(),
    })
}

#[track_caller]
fn assert_read(kind: &str, text: &str, expected: Option<&str>, refused: Option<&str>) {
    let read = read(kind, text);
    match (expected, refused) {
        (Some(expected), None) => assert_eq!(read.as_deref(), Ok(expected), "{kind} {text:?}"),
        (None, Some(words)) => {
            let refusal = read.unwrap_err();
            let name = place(kind).0;
            let at = format!("{name}: TOML parse error at line ");
            assert!(refusal.starts_with(&at), "{kind} {text:?}: {refusal}");
            assert!(refusal.contains(words), "{kind} {text:?}: {refusal}");
        }
        _ => unreachable!("{text} is either read or refused"),
    }
}

#[test]
fn cells_are_read_where_that_is_certain() {
    let cells: Cells = toml::from_str(include_str!("../odd/cells.toml")).unwrap();
    assert!(cells.cell.len() > 20);
    for cell in cells.cell {
        let (expected, refused) = (cell.read.as_deref(), cell.refused.as_deref());
        assert_read(&cell.kind, &cell.text, expected, refused);
    }
}

#[test]
fn days_are_read_as_everywhere() {
    let days: Days = toml::from_str(include_str!("../odd/dates.toml")).unwrap();
    for day in days.date {
        assert_read(
            "first_day",
            &day.text,
            day.day.as_deref(),
            day.refused.as_deref(),
        );
    }
}
