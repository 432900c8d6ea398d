//! The table of odd dates through every way in.

use crate::branch::Branch;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    date: Vec<Odd>,
}

#[derive(Deserialize)]
struct Odd {
    text: String,
    day: Option<String>,
    cell: Option<String>,
    refused: Option<String>,
}

pub fn odd_dates_are_read_or_refused_alike_through_every_way_in(branch: &Branch) {
    let table = include_str!("../../../shared/tests/odd/dates.toml");
    let table: Table = toml::from_str(table).unwrap();
    through_json(branch, &table.date);
    through_a_table(branch, &table.date);
    for odd in &table.date {
        through_the_command_line(branch, odd);
    }
}

fn through_json(branch: &Branch, odd: &[Odd]) {
    let lines = odd.iter().zip(1..).map(|(odd, number)| {
        let event = serde_json::json!({ "policy": format!("D{number}"), "event": "delivered" });
        format!(
            "{}\n",
            serde_json::json!({ "id": format!("d{number}"), "on": odd.text, "policy_event": event })
        )
    });
    let said = branch.imports("dates.jsonl", lines.collect::<String>(), &["--dry-run"]);
    for (odd, line) in odd.iter().zip(1..) {
        told(
            &said.err,
            &format!("dates.jsonl, line {line}, on: "),
            odd.refused.as_deref(),
        );
    }
}

fn through_a_table(branch: &Branch, odd: &[Odd]) {
    let rows = odd
        .iter()
        .zip(1..)
        .map(|(odd, number)| format!("d{number},\"{}\",D{number},delivered\n", odd.text));
    let table = format!("id,on,policy,event\n{}", rows.collect::<String>());
    let said = branch.imports("dates.csv", table, &["--dry-run"]);
    for (odd, line) in odd.iter().zip(2..) {
        let refused = odd.refused.as_deref().filter(|_| odd.cell.is_none());
        told(
            &said.err,
            &format!("dates.csv, line {line}, on (column 2): "),
            refused,
        );
    }
}

fn through_the_command_line(branch: &Branch, odd: &Odd) {
    let as_of = format!("--as-of={}", odd.text);
    let said = branch.runs(
        "statement",
        &[
            "--month", "2026-10", "--agent", "wangfang", "--json", &as_of,
        ],
    );
    match (&odd.day, &odd.refused) {
        (Some(day), _) => {
            let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
            assert_eq!(
                told["statements"][0]["statement"]["as_of"],
                day.as_str(),
                "{}",
                odd.text
            );
        }
        (None, words) => told(&said.err, "error: invalid value", words.as_deref()),
    }
}

/// Whether the line with this place says these words; there is none for what is read.
fn told(said: &str, place: &str, words: Option<&str>) {
    let line = said.lines().find(|line| line.contains(place));
    match words {
        Some(words) => assert!(
            line.is_some_and(|line| line.contains(words)),
            "{place}{words} in {said}"
        ),
        None => assert_eq!(line, None),
    }
}
