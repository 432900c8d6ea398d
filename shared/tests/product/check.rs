//! Mistakes an administrator can make in a product file, each found with its place.

use crate::agent::{catalogue, codes};
use shared::finding::Finding;
use shared::product::Catalogue;

/// A small product that is right.
const ACCIDENT: &str = r#"
code = "AC-X"
name = { zh-Hans = "意外险", en = "Accident" }
line = "short_term"
class = "accident"
risk = "R1"
valid_from = "2026-01-01"
ages = "18-60"
rate_unit = "per_thousand"
sum_insured = { chosen = { min = "10000.00", max = "100000.00", step = "10000.00" } }
modes = { single = "1" }
occupations = { 1 = "1", 2 = "1.5" }

[[terms]]
payment = "single"
coverage = "1_years"
[[terms.rates]]
by_age = """
  18-40  1.20
  41-60  1.30
"""
"#;

fn read(content: &str) -> Catalogue {
    Catalogue::from_toml(&[("ac-x.toml", content)]).unwrap()
}

/// What is found after `from` was changed to `to` in the right file.
fn found(from: &str, to: &str) -> Vec<Finding> {
    assert!(ACCIDENT.contains(from), "{from}");
    read(&ACCIDENT.replace(from, to)).check()
}

#[test]
fn the_demonstration_products_have_no_mistake() {
    assert_eq!(catalogue().check(), []);
    assert_eq!(read(ACCIDENT).check(), []);
}

#[test]
fn a_gap_in_the_ages_is_named() {
    let findings = found("18-40  1.20", "20-38  1.20");
    let place = "ac-x.toml (2026-01-01), single/1_years";
    let (male, female) = (format!("{place}/male"), format!("{place}/female"));
    assert_eq!(
        codes(&findings),
        [
            ("rates_missing", male.as_str()),
            ("rates_missing", female.as_str())
        ]
    );
    assert_eq!(findings[0].params["ages"], "18-19, 39-40");
}

#[test]
fn each_mistake_has_its_own_code() {
    for (from, to, code) in [
        (
            r#"max = "100000.00""#,
            r#"max = "105000.00""#,
            "sum_limits_wrong",
        ),
        (
            r#"step = "10000.00""#,
            r#"step = "0.00""#,
            "sum_limits_wrong",
        ),
        (r#"{ single = "1" }"#, "{}", "payment_modes_wrong"),
        (
            r#"{ single = "1" }"#,
            r#"{ single = "1", yearly = "1" }"#,
            "payment_modes_unfit",
        ),
        (r#"2 = "1.5""#, r#"2 = "0""#, "occupations_wrong"),
        (r#"en = "Accident""#, r#"en = " ""#, "name_missing"),
        (
            r#"coverage = "1_years""#,
            r#"coverage = "2_years""#,
            "coverage_does_not_fit_line",
        ),
        (
            "[[terms]]",
            "valid_until = \"2025-12-31\"\n[[terms]]",
            "tariff_ends_before_it_begins",
        ),
        (
            r#"coverage = "1_years""#,
            "coverage = \"1_years\"\nages = \"18-59\"",
            "ages_without_term",
        ),
        (
            r#"coverage = "1_years""#,
            "coverage = \"1_years\"\nages = \"17-60\"",
            "term_ages_outside",
        ),
        ("18-40  1.20", "18-40  0.00", "rates_zero"),
        ("18-40  1.20", "18-40  1000.01", "rates_too_high"),
        ("by_age", "plan = \"A\"\nby_age", "table_for_no_plan"),
        (
            "[[terms]]",
            "[rider]\nattaches_to = []\n[[terms]]",
            "rider_without_main",
        ),
        (
            "[[terms]]",
            "[rider]\nattaches_to = [\"AC-X\"]\n[[terms]]",
            "rider_main_unknown",
        ),
        (
            "[[terms]]",
            "[rider]\nattaches_to = [\"TL-A\"]\nmax_ratio = \"0\"\n[[terms]]",
            "rider_ratio_wrong",
        ),
        (
            r#"{ chosen = { min = "10000.00", max = "100000.00", step = "10000.00" } }"#,
            r#""waived_premiums""#,
            "waiver_is_no_rider",
        ),
        (
            r#"{ chosen = { min = "10000.00", max = "100000.00", step = "10000.00" } }"#,
            "{ planned = [] }",
            "plans_wrong",
        ),
    ] {
        let findings = found(from, to);
        let codes = codes(&findings);
        assert!(
            codes.iter().any(|(found, _)| *found == code),
            "{code} not in {codes:?}"
        );
    }
}

#[test]
fn a_term_that_pays_longer_than_it_covers_is_impossible() {
    let content = ACCIDENT
        .replace("short_term", "long_term")
        .replace("1_years", "10_years")
        .replace(r#"payment = "single""#, r#"payment = "to_age_60""#)
        .replace("single =", "yearly =");
    let findings = read(&content).check();
    assert_eq!(codes(&findings)[0].0, "term_impossible");
}

#[test]
fn the_same_combination_or_table_twice_is_a_mistake() {
    let (head, term) = ACCIDENT.split_once("[[terms]]").unwrap();
    let (_, table) = term.split_once("[[terms.rates]]").unwrap();
    let twice =
        format!("{head}[[terms]]{term}[[terms]]{term}[[terms.rates]]\nsex = \"male\"{table}");
    let findings = read(&twice).check();
    assert_eq!(
        codes(&findings)
            .iter()
            .map(|(code, _)| *code)
            .collect::<Vec<_>>(),
        ["term_twice", "tables_overlap"]
    );
}

#[test]
fn two_tariffs_must_not_hold_on_one_day() {
    let ended = ACCIDENT.replace("[[terms]]", "valid_until = \"2026-06-30\"\n[[terms]]");
    let next = |from: &str| ACCIDENT.replace("2026-01-01", from);
    let check = |next: String| {
        let files = [
            ("ac-x.toml", ended.as_str()),
            ("ac-x-2026b.toml", next.as_str()),
        ];
        Catalogue::from_toml(&files).unwrap().check()
    };
    assert_eq!(check(next("2026-07-01")), []);
    assert_eq!(codes(&check(next("2026-06-30")))[0].0, "tariffs_overlap");
}

#[test]
fn a_file_that_cannot_be_read_says_where() {
    let unreadable = |file: &str, content: &str| {
        let error = Catalogue::from_toml(&[(file, content)]).unwrap_err();
        error.to_string()
    };
    let wrong = unreadable("ac-x.toml", &ACCIDENT.replace("18-40  1.20", "18-40  1,20"));
    assert!(
        wrong.contains("ac-x.toml") && wrong.contains("18-40  1,20"),
        "{wrong}"
    );
    let unknown = unreadable("ac-x.toml", &format!("loading = \"2\"\n{ACCIDENT}"));
    assert!(unknown.contains("loading"), "{unknown}");
    let misnamed = unreadable("accident.toml", ACCIDENT);
    assert!(misnamed.contains("must begin with `ac-x`"), "{misnamed}");
}

#[test]
fn every_finding_has_a_text() {
    use shared::text::{Language, lookup};
    let source = [
        include_str!("../../src/product/check.rs"),
        include_str!("../../src/product/check/rider.rs"),
        include_str!("../../src/product/check/tables.rs"),
        include_str!("../../src/product/check/tariff.rs"),
        include_str!("../../src/product/problem.rs"),
    ];
    // Codes are the only texts in small letters with an underscore in these files.
    let quoted = source
        .iter()
        .flat_map(|file| file.split('"').skip(1).step_by(2));
    let is_code = |text: &&str| {
        text.contains('_') && text.chars().all(|c| c == '_' || c.is_ascii_lowercase())
    };
    let is_field = |text: &&str| !["valid_until", "sum_insured"].contains(text);
    for code in quoted.filter(is_code).filter(is_field) {
        for language in [Language::ZhHans, Language::En] {
            assert!(
                lookup(language, &format!("findings.{code}")).is_some(),
                "{code}"
            );
        }
    }
}
