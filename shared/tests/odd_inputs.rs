//! Odd inputs as people paste and type them (`odd_inputs.txt`), through every way in: kept by the
//! phone's field, and judged by the rules both as it came and as it is kept.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a broken table fails the test"
)]

use chrono::NaiveDate;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::form::form_of;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::{Context, check};

/// Field, text as it comes, what is expected of it.
fn table() -> Vec<(String, String, String)> {
    let lines = include_str!("odd_inputs.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    let row = |line: &str| {
        let mut cells = line
            .split('|')
            .map(|cell| cell.trim_matches(' ').to_owned());
        let mut cell = || cells.next().expect("three cells");
        (cell(), unescaped(&cell()), cell())
    };
    lines.map(row).collect()
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        plain.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        plain.push_str(rest);
    }
    plain
}

fn answers(path: &str, text: &str) -> Answers {
    Answers::new()
        .with("applicant.identity_kind", "resident_id")
        .with("insured.relation", "self")
        .with(path, text)
}

fn errors(path: &str, text: &str) -> Vec<String> {
    let catalogue = Catalogue::demonstration().unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    let found = check(
        RecordKind::Application,
        &answers(path, text),
        &Context::draft(today, &catalogue),
    );
    let here = |finding: &&Finding| finding.path == path && finding.is_error();
    let codes = found.iter().filter(here);
    codes
        .map(|finding| finding.code.as_str().to_owned())
        .collect()
}

#[test]
fn what_is_certain_is_kept_plain_and_what_is_not_is_refused_as_it_was_typed() {
    for (path, text, expected) in table() {
        let field = form_of(RecordKind::Application)
            .field_at(&path)
            .expect("a field");
        let kept = field.kept(&path, &text, &answers(&path, &text));
        let refused = expected.strip_prefix("! ");
        let found: Vec<String> = refused.map(str::to_owned).into_iter().collect();
        assert_eq!(
            kept,
            refused.map_or(expected.as_str(), |_| text.as_str()),
            "{path} {text:?}"
        );
        assert_eq!(errors(&path, &text), found, "{path} {text:?} as it came");
        assert_eq!(errors(&path, &kept), found, "{path} {text:?} as it is kept");
    }
}

#[test]
fn an_answer_that_nobody_sees_is_missing() {
    let catalogue = Catalogue::demonstration().unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    for text in ["\u{200B}", "\u{FEFF}\u{3000}", "\u{3164}", "\u{2800}"] {
        let context = Context::complete(today, &catalogue);
        let found = check(
            RecordKind::Application,
            &answers("applicant.name", text),
            &context,
        );
        let missing = |finding: &Finding| {
            finding.code.as_str() == "required" && finding.path == "applicant.name"
        };
        assert!(found.iter().any(missing), "{text:?}");
    }
}
