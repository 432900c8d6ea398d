//! The reader of dates on the table of odd ones.
#![allow(clippy::unwrap_used, reason = "a test that does not hold ends there")]

use serde::Deserialize;
use shared::date::{read_cell_date, read_date, read_month};

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

#[test]
fn what_is_certain_is_read_and_the_rest_says_what_to_write() {
    let table: Table = toml::from_str(include_str!("odd/dates.toml")).unwrap();
    assert!(table.date.len() > 20);
    for odd in table.date {
        let told = |read: Result<chrono::NaiveDate, _>| {
            read.map(|day| day.to_string())
                .map_err(|refused: shared::date::NotADate| refused.to_string())
        };
        let (typed, cell) = (told(read_date(&odd.text)), told(read_cell_date(&odd.text)));
        match (&odd.day, &odd.refused) {
            (Some(day), None) => assert_eq!((&typed, &cell), (&Ok(day.clone()), &Ok(day.clone()))),
            (None, Some(words)) => {
                let refused = typed.unwrap_err();
                assert!(refused.contains(words), "{}: {refused}", odd.text);
                assert!(refused.contains("2026-11-03"), "says what to write");
                assert_eq!(cell.ok(), odd.cell, "{}", odd.text);
            }
            _ => unreachable!("{} is either read or refused", odd.text),
        }
    }
}

#[test]
fn months_are_read_as_written_and_nothing_less_than_a_month_is() {
    for text in [
        "2026-03",
        "2026/3",
        "2026.03",
        "2026年3月",
        "2026年3月份",
        "202603",
        "２０２６年３月",
    ] {
        let read = read_month(text).map(|month| month.to_string());
        assert_eq!(read, Ok("2026-03".to_owned()), "{text}");
    }
    for text in [
        "",
        "2026",
        "3/2026",
        "26-03",
        "2026-13",
        "2026-003",
        "2026-03-01",
        "March",
    ] {
        assert!(read_month(text).is_err(), "{text}");
    }
}
