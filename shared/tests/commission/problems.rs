//! Nothing is missing in silence: each gap in facts or tables is named, and only where there is one.

use super::fact_file::{person, read_facts};
use shared::commission::posting::problems::PROBLEMS;
use shared::commission::{Rules, calculate};
use shared::facts::{Fact, LOOSE_ENDS, loose_ends};
use shared::text::{Language, lookup};
use std::collections::BTreeSet;
use std::path::Path;

const JOINED: &str = r#"{ on = "2026-01-05", joined = { agent = "@chen" } }"#;
const ATTENDED: &str = r#"{ on = "2026-01-31", attendance = { agent = "@chen", month = "2026-01", required = 20, attended = 20 } }"#;
const SOLD: &str =
    r#"{ on = "2026-01-06", sold = { policy = "P1", agent = "@chen", premium = "2000.00" } }"#;

fn facts(lines: &[&str]) -> Vec<Fact> {
    let text = format!("facts = [{}]", lines.join(", "));
    let table: toml::Table = text.parse().unwrap();
    let facts = table["facts"].as_array().unwrap().iter();
    let facts = facts.map(|fact| fact.as_table().unwrap().clone());
    read_facts(Path::new("here"), facts.collect())
}

/// Code and path of what a month's statement says it lacked.
fn problems(lines: &[&str], month: &str) -> Vec<(String, String)> {
    let (facts, rules) = (facts(lines), Rules::demonstration().unwrap());
    let statement = calculate(&facts, &rules, person("@chen"), month.parse().unwrap());
    let problems = statement.problems.into_iter();
    problems
        .map(|finding| (finding.code.to_string(), finding.path))
        .collect()
}

/// What goes wrong, in which month, where it stands.
const GAPS: &[(&str, &[&str], &str, &str)] = &[
    (
        "commission_agent_not_contracted",
        &[
            JOINED,
            SOLD,
            r#"{ on = "2026-01-05", left = { agent = "@chen" } }"#,
        ],
        "2026-01",
        "P1",
    ),
    ("commission_agent_unknown", &[SOLD], "2026-01", "P1"),
    (
        "commission_attendance_unknown",
        &[JOINED, SOLD],
        "2026-01",
        "2026-01",
    ),
    (
        "commission_delivery_unknown",
        &[
            JOINED,
            ATTENDED,
            r#"{ on = "2026-01-06", issued_and_paid = { policy = "P1", agent = "@chen", premium = "2000.00" } }"#,
        ],
        "2026-01",
        "P1",
    ),
    (
        "commission_line_unclear",
        &[
            JOINED,
            ATTENDED,
            r#"{ on = "2026-01-06", issued = { policy = "P2", agent = "@chen", insured = "wu", effective_on = "2026-01-06", lines = [
                 { product = "WL-A", line = "long_term", payment_years = 20, premium = "900.00" },
                 { product = "WL-A", line = "long_term", payment_years = 10, premium = "900.00" },
               ] } }"#,
            r#"{ on = "2026-01-06", policy_event = { policy = "P2", event = "receipt_returned" } }"#,
            r#"{ on = "2026-01-06", premium = { policy = "P2", product = "WL-A", due_on = "2026-01-06", amount = "900.00" } }"#,
        ],
        "2026-01",
        "P2",
    ),
    (
        "commission_policy_ended",
        &[
            JOINED,
            ATTENDED,
            SOLD,
            r#"{ on = "2026-01-07", policy_event = { policy = "P1", event = "surrendered" } }"#,
            r#"{ on = "2026-01-09", premium = { policy = "P1", product = "WL-A", due_on = "2026-01-09", amount = "1.00" } }"#,
        ],
        "2026-01",
        "P1",
    ),
    (
        "commission_premium_above_annual",
        &[
            r#"{ on = "2025-01-05", joined = { agent = "@chen" } }"#,
            r#"{ on = "2025-01-06", sold = { policy = "P1", agent = "@chen", premium = "2000.00" } }"#,
            r#"{ on = "2026-01-06", premium = { policy = "P1", product = "WL-A", due_on = "2026-01-06", amount = "2000.00" } }"#,
            r#"{ on = "2026-01-07", premium = { policy = "P1", product = "WL-A", due_on = "2026-01-07", amount = "0.01" } }"#,
        ],
        "2026-01",
        "P1",
    ),
    (
        "commission_premium_above_first_year",
        &[
            JOINED,
            ATTENDED,
            SOLD,
            r#"{ on = "2026-01-07", premium = { policy = "P1", product = "WL-A", due_on = "2026-01-07", amount = "0.01" } }"#,
        ],
        "2026-01",
        "P1",
    ),
    (
        "commission_premium_unknown",
        &[
            JOINED,
            r#"{ on = "2026-01-06", issued = { policy = "P2", agent = "@chen", insured = "wu", effective_on = "2026-01-06",
                 lines = [{ product = "WL-A", line = "long_term", payment_years = 20, premium = "900.00" }] } }"#,
        ],
        "2026-01",
        "P2",
    ),
    (
        "commission_product_not_in_policy",
        &[
            JOINED,
            ATTENDED,
            SOLD,
            r#"{ on = "2026-01-06", premium = { policy = "P1", product = "TL-A", due_on = "2026-01-06", amount = "900.00" } }"#,
        ],
        "2026-01",
        "P1",
    ),
    (
        "commission_rate_missing",
        &[
            JOINED,
            ATTENDED,
            r#"{ on = "2026-01-06", sold = { policy = "P1", agent = "@chen", product = "XX-9", premium = "2000.00" } }"#,
        ],
        "2026-01",
        "P1",
    ),
    (
        "commission_rates_not_in_force",
        &[
            r#"{ on = "2018-01-05", joined = { agent = "@chen" } }"#,
            r#"{ on = "2019-12-06", sold = { policy = "P1", agent = "@chen", premium = "2000.00" } }"#,
        ],
        "2026-01",
        "P1",
    ),
    (
        "commission_table_not_in_force",
        &[r#"{ on = "2018-01-05", joined = { agent = "@chen" } }"#],
        "2022-12",
        "value_added_tax",
    ),
];

#[test]
fn every_gap_is_named_where_it_is() {
    for (code, lines, month, path) in GAPS {
        let expected = vec![((*code).to_owned(), (*path).to_owned())];
        assert_eq!(problems(lines, month), expected, "{code}");
    }
    let shown: BTreeSet<&str> = GAPS.iter().map(|(code, ..)| *code).collect();
    assert_eq!(shown, PROBLEMS.iter().copied().collect());
}

#[test]
fn where_nothing_is_missing_nothing_is_named() {
    assert_eq!(problems(&[JOINED, SOLD, ATTENDED], "2026-01"), []);
    // no allowance is due below the lowest tier, whatever the attendance
    assert_eq!(problems(&[JOINED], "2026-01"), []);
}

#[test]
fn an_application_without_a_rate_is_named_and_not_estimated() {
    let submitted = r#"{ on = "2026-01-08", submitted = { application = "A1", agent = "@chen",
        lines = [{ product = "XX-9", line = "long_term", payment_years = 20, premium = "900.00" }] } }"#;
    let rate_missing = ("commission_rate_missing".to_owned(), "A1".to_owned());
    assert_eq!(problems(&[JOINED, submitted], "2026-01"), [rate_missing]);
    let concluded = r#"{ on = "2026-01-09", concluded = { application = "A1" } }"#;
    assert_eq!(problems(&[JOINED, submitted, concluded], "2026-01"), []);
}

const LEADS_NOWHERE: &[(&str, &str)] = &[
    (
        "fact_agent_not_contracted",
        r#"{ id = "x", on = "2026-01-04", issued = { policy = "P3", agent = "@chen", insured = "wu", effective_on = "2026-01-05",
             lines = [{ product = "WL-A", line = "long_term", payment_years = 20, premium = "900.00" }] } }"#,
    ),
    (
        "fact_agent_unknown",
        r#"{ id = "x", on = "2026-01-05", joined = { agent = "@wu", recruiter = "@nobody" } }"#,
    ),
    (
        "fact_attendance_of_both",
        r#"{ id = "x", on = "2026-01-31", attendance = { agent = "@chen", month = "2026-01", required = 4, attended = 3 } },
           { id = "store/attendance/1", on = "2026-01-31", attendance = { agent = "@chen", month = "2026-01", required = 2, attended = 2 } }"#,
    ),
    (
        "fact_attended_more",
        r#"{ id = "x", on = "2026-01-31", attendance = { agent = "@chen", month = "2026-01", required = 4, attended = 5 } }"#,
    ),
    (
        "fact_premium_not_positive",
        r#"{ id = "x", on = "2026-01-06", premium = { policy = "P1", product = "WL-A", due_on = "2026-01-06", amount = "0.00" } }"#,
    ),
    (
        "fact_retracts_nothing",
        r#"{ id = "x", on = "2026-01-06", retracted = { fact = "never-told" } }"#,
    ),
    (
        "fact_told_differently",
        r#"{ id = "x", on = "2026-01-04", joined = { agent = "@chen" } },
           { id = "x", on = "2026-01-05", joined = { agent = "@chen" } }"#,
    ),
];

#[test]
fn a_fact_that_leads_nowhere_is_named() {
    let day = "2026-12-31".parse().unwrap();
    assert_eq!(loose_ends(&facts(&[JOINED, SOLD, ATTENDED]), day), []);
    for (code, line) in LEADS_NOWHERE {
        let findings = loose_ends(&facts(&[JOINED, SOLD, line]), day);
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (finding.code.as_str(), finding.path.as_str()))
            .collect();
        assert_eq!(found, [(*code, "x")]);
    }
    let shown: Vec<&str> = LEADS_NOWHERE.iter().map(|(code, _)| *code).collect();
    assert_eq!(shown, LOOSE_ENDS);
}

#[test]
fn every_gap_and_loose_end_has_its_text() {
    for code in PROBLEMS.iter().chain(LOOSE_ENDS) {
        for language in [Language::En, Language::ZhHans] {
            assert!(
                lookup(language, &format!("findings.{code}")).is_some(),
                "{code}"
            );
        }
    }
}
