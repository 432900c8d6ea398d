//! What a correction says of why it came.

use super::fact_file::{person, read_facts};
use shared::commission::{Item, Rules, Step, Subject, calculate, ledger};
use shared::facts::Fact;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::demonstration().unwrap());

fn facts(text: &str) -> Vec<Fact> {
    let table: toml::Table = text.parse().unwrap();
    let facts = table["facts"].as_array().unwrap().iter();
    let facts = facts.map(|fact| fact.as_table().unwrap().clone());
    read_facts(Path::new("here"), facts.collect())
}

/// What each corrected line of the month says that it came of.
fn learned(facts: &[Fact], agent: &str, month: &str) -> BTreeMap<(Item, String), Vec<String>> {
    let ledger = ledger(facts, &RULES, person(agent), month.parse().unwrap());
    let mut learned = BTreeMap::new();
    for entry in ledger.entries {
        let subject = match &entry.subject {
            Subject::Premium(policy, fact) => format!("{policy} {fact}"),
            Subject::Policy(policy) => policy.to_string(),
            _ => String::new(),
        };
        for step in entry.trace.0 {
            if let Step::Learned { facts, .. } = step {
                let ids = facts.iter().map(ToString::to_string).collect();
                learned.insert((entry.item, subject.clone()), ids);
            }
        }
    }
    learned
}

#[test]
fn a_correction_names_the_fact_that_made_it_and_no_other_of_that_day() {
    let facts = facts(
        r#"facts = [
            { on = "2024-01-01", joined = { agent = "@chen" } },
            { on = "2024-01-01", joined = { agent = "@liu" } },
            { on = "2026-01-05", sold = { policy = "P1", agent = "@chen", premium = "1000.00" } },
            { on = "2026-01-05", sold = { policy = "P2", agent = "@chen", premium = "2000.00" } },
            { on = "2026-01-05", sold = { policy = "P3", agent = "@liu", premium = "3000.00" } },
            { id = "one", on = "2026-01-12", known = "2026-04-20", policy_event = { policy = "P1", event = "withdrawn" } },
            { id = "two", on = "2026-01-12", known = "2026-04-20", policy_event = { policy = "P2", event = "withdrawn" } },
            { id = "three", on = "2026-01-12", known = "2026-04-20", policy_event = { policy = "P3", event = "withdrawn" } },
        ]"#,
    );
    let of = |agent| {
        let learned = learned(&facts, agent, "2026-04").into_iter();
        let of_policies = learned.filter(|((_, subject), _)| !subject.is_empty());
        let named = of_policies.map(|((_, subject), ids)| (subject[..2].to_owned(), ids));
        named.collect::<BTreeMap<_, _>>()
    };
    let named = |policy: &str, id: &str| (policy.to_owned(), vec![id.to_owned()]);
    let of_chen = BTreeMap::from([named("P1", "one"), named("P2", "two")]);
    assert_eq!(of("@chen"), of_chen);
    assert_eq!(of("@liu"), BTreeMap::from([named("P3", "three")]));
}

#[test]
fn a_premium_that_came_late_is_named_without_the_others_of_its_policy() {
    let facts = facts(
        r#"facts = [
            { on = "2024-01-01", joined = { agent = "@chen" } },
            { on = "2026-01-05", issued = { policy = "P1", agent = "@chen", insured = "wang", effective_on = "2026-01-05", lines = [
                { product = "WL-A", line = "long_term", payment_years = 20, premium = "12000.00" },
            ] } },
            { on = "2026-01-05", policy_event = { policy = "P1", event = "delivered" } },
            { on = "2026-01-05", policy_event = { policy = "P1", event = "receipt_returned" } },
            { on = "2026-01-05", policy_event = { policy = "P1", event = "called_back" } },
            { id = "first", on = "2026-01-05", known = "2026-04-20", premium = { policy = "P1", product = "WL-A", due_on = "2026-01-05", amount = "1000.00" } },
            { id = "second", on = "2026-02-05", known = "2026-04-20", premium = { policy = "P1", product = "WL-A", due_on = "2026-02-05", amount = "1000.00" } },
        ]"#,
    );
    let learned = learned(&facts, "@chen", "2026-04");
    for id in ["first", "second"] {
        let line = (Item::FirstYearCommission, format!("P1 {id}"));
        assert_eq!(learned[&line], [id]);
    }
}

#[test]
fn a_closed_month_names_the_same_facts_whatever_becomes_known_later() {
    let mut facts = facts(
        r#"facts = [
            { on = "2024-01-01", joined = { agent = "@chen" } },
            { on = "2026-01-05", known = "2026-09-20", issued = { policy = "P3", agent = "@chen", insured = "wang", effective_on = "2026-01-05", lines = [
                { product = "WL-A", line = "long_term", payment_years = 1, premium = "1000.00" },
            ] } },
            { id = "issue", on = "2026-01-05", known = "2026-04-20", issued = { policy = "P4", agent = "@chen", insured = "wang", effective_on = "2026-01-05", lines = [
                { product = "WL-A", line = "long_term", payment_years = 1, premium = "1000.00" },
            ] } },
            { id = "premium", on = "2026-01-05", known = "2026-04-20", premium = { policy = "P4", product = "WL-A", due_on = "2026-01-05", amount = "1000.00" } },
            { id = "delivery", on = "2026-01-05", known = "2026-04-20", policy_event = { policy = "P4", event = "delivered" } },
            { id = "other", on = "2026-01-06", known = "2026-04-20", policy_event = { policy = "P3", event = "delivered" } },
        ]"#,
    );
    let later = learned(&facts, "@chen", "2026-04");
    let line = (Item::FirstYearCommission, "P4 premium".to_owned());
    assert_eq!(later[&line], ["delivery", "issue", "premium"]);
    let closes = "2026-08-01".parse().unwrap();
    facts.retain(|fact| fact.known_on() <= closes);
    assert_eq!(learned(&facts, "@chen", "2026-04")[&line], later[&line]);
}

#[test]
fn a_premium_says_its_line_where_the_policy_has_the_product_twice() {
    let facts = facts(
        r#"facts = [
            { on = "2024-01-01", joined = { agent = "@chen" } },
            { on = "2026-01-05", issued = { policy = "P1", agent = "@chen", insured = "wang", effective_on = "2026-01-05", lines = [
                { number = 4, product = "WL-A", line = "long_term", payment_years = 20, premium = "1000.00" },
                { product = "WL-A", line = "long_term", payment_years = 1, premium = "2000.00" },
                { product = "CI-A", line = "long_term", payment_years = 20, premium = "3000.00" },
            ] } },
            { on = "2026-01-05", premium = { policy = "P1", product = "WL-A", line = 4, due_on = "2026-01-05", amount = "1000.00" } },
            { on = "2026-01-05", premium = { policy = "P1", product = "WL-A", due_on = "2026-01-05", amount = "2000.00" } },
            { on = "2026-01-05", premium = { policy = "P1", product = "CI-A", due_on = "2026-01-05", amount = "3000.00" } },
        ]"#,
    );
    let statement = calculate(&facts, &RULES, person("@chen"), "2026-01".parse().unwrap());
    let estimated = statement.estimated.iter();
    let lines = estimated.flat_map(|line| &line.trace.0);
    let mut lines: Vec<_> = lines
        .filter_map(|step| match step {
            Step::Premium { amount, line, .. } => Some((amount.to_string(), *line)),
            _ => None,
        })
        .collect();
    lines.sort();
    let told = |amount: &str, line| (amount.to_owned(), line);
    let expected = [
        told("1000.00", Some(4)),
        told("2000.00", Some(2)),
        told("3000.00", None),
    ];
    assert_eq!(lines, expected);
}
