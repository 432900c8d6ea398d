//! What is stored and sent keeps its form: a change here is a change for phones in the field.

use shared::commission::{MoreCase, calculate, example, what_if};
use shared::facts::Fact;

#[test]
fn a_statement_keeps_its_form() {
    let (mut facts, rules) = (example::facts(), example::rules());
    facts.push(example::late_withdrawal("2026-04-20"));
    let statement = calculate(&facts, &rules, example::AGENT, "2026-04".parse().unwrap());
    insta::assert_json_snapshot!(statement);
}

#[test]
fn a_statement_with_everything_in_keeps_its_form() {
    let (facts, rules) = (example::facts(), example::rules());
    let statement = calculate(&facts, &rules, example::AGENT, "2026-01".parse().unwrap());
    insta::assert_json_snapshot!(statement);
}

#[test]
fn an_answer_to_what_if_keeps_its_form() {
    let (facts, rules) = (example::facts(), example::rules());
    let case = MoreCase {
        insured: None,
        lines: vec![example::line("5000.00")],
    };
    let month = "2026-01".parse().unwrap();
    insta::assert_json_snapshot!(what_if(&facts, &rules, example::AGENT, month, &case));
}

/// One fact of each kind, as an import writes it.
#[test]
fn facts_are_read_and_written_alike() {
    let facts = include_str!("facts.json");
    let read: Vec<Fact> = serde_json::from_str(facts).unwrap();
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(
        written,
        serde_json::from_str::<serde_json::Value>(facts).unwrap()
    );
}
