//! The tables: the demonstration is whole, and what is wrong with a table is said with the way out.

use shared::commission::Rules;
use shared::pay_calendar::PayCalendar;
use shared::product::Catalogue;
use std::fs;
use std::path::Path;

/// The demonstration files, with `file` changed.
fn with(file: &str, change: impl Fn(String) -> String) -> Result<Rules, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/compensation");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let content = fs::read_to_string(&path).unwrap();
        let changed = name == file;
        (name, if changed { change(content) } else { content })
    };
    let files: Vec<(String, String)> = fs::read_dir(folder).unwrap().map(read).collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(n, c)| (n.as_str(), c.as_str()))
        .collect();
    Rules::from_toml(&files, PayCalendar::demonstration().unwrap())
        .map_err(|errors| errors.to_string())
}

#[track_caller]
fn refused(file: &str, from: &str, to: &str, reasons: [&str; 2]) {
    let refusal = with(file, |content| {
        assert!(content.contains(from), "{file} has no {from}");
        content.replacen(from, to, 1)
    })
    .unwrap_err();
    for reason in [file].iter().chain(&reasons) {
        assert!(refusal.contains(reason), "no {reason:?} in: {refusal}");
    }
}

#[test]
fn the_demonstration_files_are_those_compiled_in() {
    assert_eq!(
        with("", |content| content),
        Ok(Rules::demonstration().unwrap())
    );
}

#[test]
fn rules_travel_as_json() {
    let rules = Rules::demonstration().unwrap();
    let json = serde_json::to_string(&rules).unwrap();
    assert_eq!(serde_json::from_str::<Rules>(&json).unwrap(), rules);
}

#[test]
fn every_product_and_payment_term_has_a_rate() {
    let (rules, catalogue) = (
        Rules::demonstration().unwrap(),
        Catalogue::demonstration().unwrap(),
    );
    let rates = &rules
        .commission_rates
        .at("2026-01-01".parse().unwrap())
        .table;
    for product in &catalogue.products {
        for term in &product.terms {
            for age in [0, 18, 35, 50, 59] {
                let years = term.payment.years(age).max(1);
                let row = rates.row(&product.code, years);
                assert!(row.is_some(), "{} paid over {years} years", product.code);
            }
        }
    }
}

#[test]
fn a_gap_between_versions_is_refused() {
    refused(
        "commission_rates.toml",
        r#"until = "2025-12-31""#,
        r#"until = "2025-12-30""#,
        [
            "versions 2020-1 and 2026-1 have none",
            "let 2020-1 last `until`",
        ],
    );
}

#[test]
fn versions_that_overlap_are_refused() {
    refused(
        "commission_rates.toml",
        r#"until = "2025-12-31""#,
        "",
        [
            "versions 2020-1 and 2026-1 overlap",
            "end 2020-1 with `until`",
        ],
    );
}

#[test]
fn tiers_that_fall_are_refused() {
    refused(
        "newcomer_allowance.toml",
        r#"from = "1500.00""#,
        r#"from = "700.00""#,
        [
            "800.00 is followed by 700.00",
            "put each threshold above the one before",
        ],
    );
}

#[test]
fn months_without_a_band_are_refused() {
    refused(
        "recruiting_bonus.toml",
        "from_month = 7",
        "from_month = 8",
        ["bands must follow each other", "`from_month` 7"],
    );
}

#[test]
fn a_product_with_two_rows_is_refused() {
    refused(
        "commission_rates.toml",
        r#""WL-A", from_payment_years = 3"#,
        r#""WL-A", from_payment_years = 1"#,
        ["WL-A from 1 payment years has two rows", "remove one"],
    );
}

#[test]
fn a_bracket_whose_tax_jumps_is_refused() {
    refused(
        "income_tax.toml",
        r#"quick_deduction = "2520.00""#,
        r#"quick_deduction = "2500.00""#,
        ["bracket 2", "`quick_deduction` should be 2520.00"],
    );
}

#[test]
fn a_rate_out_of_range_is_refused() {
    refused(
        "value_added_tax.toml",
        r#"rate = "0.01""#,
        r#"rate = "11""#,
        ["not a rate", "0.35"],
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let calendar = PayCalendar::demonstration().unwrap();
    let files = [("gates.toml", ""), ("gate.toml", ""), ("gates.toml", "")];
    let refusal = Rules::from_toml(&files, calendar).unwrap_err().to_string();
    for words in [
        "gate.toml: its name does not say which table it is: name it commission_rates.toml, ",
        "gates.toml: given twice: leave one of them",
        "gates.toml: TOML parse error",
        "schemes.toml: missing; add the file",
    ] {
        assert!(refusal.contains(words), "no {words:?} in: {refusal}");
    }
}

#[test]
fn an_unknown_key_is_refused() {
    refused(
        "gates.toml",
        "cooling_off_days",
        "cooling_days",
        ["cooling_days", "expected"],
    );
}

#[test]
fn a_scheme_twice_or_backwards_is_refused() {
    let file = "schemes.toml";
    refused(
        file,
        "2026-Q2-CASES",
        "2026-Q1-STANDARD",
        ["two schemes", "rename one"],
    );
    refused(
        file,
        r#"to = "2026-03""#,
        r#"to = "2025-03""#,
        ["ends before", "correct `from` or `to`"],
    );
}
