//! Odd inputs as people paste and type them: kept by the phone's field, and judged by the rules both as
//! they came and as they are kept. How the server takes them is told in its contract.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a broken table fails the test"
)]

use chrono::NaiveDate;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::input::plain;
use shared::kinds::check;
use shared::kinds::form_of;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::Context;
use shared::sample::{OddInput, odd_inputs};
use shared::table::{Cell, Value};

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
    assert!(odd_inputs().count() > 40);
    for OddInput {
        path,
        text,
        expected,
    } in odd_inputs()
    {
        let field = form_of(RecordKind::Application)
            .field_at(path)
            .expect("a field");
        let kept = field.kept(path, &text, &answers(path, &text));
        let found: Vec<String> = expected.err().map(str::to_owned).into_iter().collect();
        assert_eq!(kept, expected.unwrap_or(&text), "{path} {text:?}");
        assert_eq!(errors(path, &text), found, "{path} {text:?} as it came");
        assert_eq!(errors(path, &kept), found, "{path} {text:?} as it is kept");
    }
}

#[test]
fn what_is_kept_is_taken_out_and_read_as_it_is() {
    for odd in odd_inputs() {
        let kept = plain(&odd.text);
        let told = (!kept.is_empty()).then(|| kept.clone());
        for value in [Value::text(&kept), Value::code(Some(&kept))] {
            let shown = Cell::Shown(value.in_csv());
            assert_eq!(shown.words(), Ok(told.clone()), "{odd:?}");
        }
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
