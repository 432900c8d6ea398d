//! Lives of policies as stories, and what holds for every set of facts.

use super::*;
use crate::commission::{Rules, example};
use crate::facts::{Fact, PolicyEventKind};
use crate::finding::has_errors;
use crate::text::{Language, lookup};
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(example::rules);

const POLICY: &str = "P-1";

fn fact(id: &str, on: &str, what: &str) -> Fact {
    serde_json::from_str(&format!(r#"{{ "id": "{id}", "on": "{on}", {what} }}"#)).unwrap()
}

fn issued(id: &str, on: &str, insured: &str) -> Fact {
    let agent = "00000000-0000-0000-0000-000000000001";
    let issue = format!(
        r#""issued": {{ "policy": "{POLICY}", "agent": "{agent}", "insured": "{insured}", "effective_on": "{on}", "lines": [] }}"#
    );
    fact(id, on, &issue)
}

fn event(id: &str, on: &str, event: &str) -> Fact {
    let event = format!(r#""policy_event": {{ "policy": "{POLICY}", "event": "{event}" }}"#);
    fact(id, on, &event)
}

/// A policy issued on 6 January 2026 and these events.
fn facts(events: &[(&str, &str)]) -> Vec<Fact> {
    let events = events
        .iter()
        .enumerate()
        .map(|(at, (on, what))| event(&format!("e{at}"), on, what));
    core::iter::once(issued("i", "2026-01-06", "wang"))
        .chain(events)
        .collect()
}

fn at_the_end(facts: &[Fact]) -> Policies {
    let day = "2099-12-31".parse().unwrap();
    policies(facts, day, |on| RULES.cooling_off_days(on))
}

fn after(events: &[(&str, &str)]) -> (Status, Vec<String>) {
    let told = at_the_end(&facts(events));
    let codes = told.findings.iter().map(|found| found.code.to_string());
    (told.lives[0].status(), codes.collect())
}

const IN_FORCE: [(&str, &str); 3] = [
    ("2026-01-08", "delivered"),
    ("2026-01-12", "receipt_returned"),
    ("2026-01-15", "called_back"),
];

fn in_force_then(events: &[(&str, &str)]) -> (Status, Vec<String>) {
    after(&[&IN_FORCE, events].concat())
}

const fn ended(ending: Ending) -> Status {
    Status::Ended(ending)
}

#[test]
fn receipt_and_call_back_bring_it_in_force_in_any_order() {
    assert_eq!(after(&[]), (Status::Issued, vec![]));
    assert_eq!(after(&IN_FORCE[..2]), (Status::ReceiptReturned, vec![]));
    assert_eq!(after(&IN_FORCE), (Status::InForce, vec![]));
    let called_first = [
        ("2026-01-07", "called_back"),
        ("2026-01-12", "receipt_returned"),
    ];
    assert_eq!(after(&called_first[..1]), (Status::Issued, vec![]));
    assert_eq!(after(&called_first), (Status::InForce, vec![]));
}

#[test]
fn the_client_may_withdraw_until_the_last_day_of_cooling_off() {
    // Delivered on the 8th: fifteen days end on the 23rd.
    let last_day = [("2026-01-23", "withdrawn")];
    assert_eq!(in_force_then(&last_day), (ended(Ending::Withdrawn), vec![]));
    let late = [("2026-01-24", "withdrawn")];
    assert_eq!(
        in_force_then(&late),
        (Status::InForce, vec!["policy_cooling_off_over".to_owned()])
    );
    let never_delivered = [("2026-06-30", "withdrawn")];
    assert_eq!(
        after(&never_delivered),
        (ended(Ending::Withdrawn), vec![]),
        "the period has not begun"
    );
}

#[test]
fn a_lapsed_policy_comes_back_within_two_years() {
    let lapsed = ("2027-03-07", "lapsed");
    assert_eq!(in_force_then(&[lapsed]), (Status::Lapsed, vec![]));
    let in_time = [lapsed, ("2029-03-07", "reinstated")];
    assert_eq!(in_force_then(&in_time), (Status::InForce, vec![]));
    let late = [lapsed, ("2029-03-08", "reinstated")];
    assert_eq!(
        in_force_then(&late),
        (Status::Lapsed, vec!["policy_reinstatement_over".to_owned()])
    );
    let again = [
        lapsed,
        ("2027-05-01", "reinstated"),
        ("2028-03-07", "lapsed"),
    ];
    assert_eq!(in_force_then(&again), (Status::Lapsed, vec![]));
    let same_day = [lapsed, ("2027-03-07", "reinstated")];
    assert_eq!(in_force_then(&same_day), (Status::InForce, vec![]));
}

#[test]
fn it_ends_once() {
    for (event, ending) in [
        ("surrendered", Ending::Surrendered),
        ("claim_terminated", Ending::ClaimTerminated),
        ("moved", Ending::Moved),
        ("matured", Ending::Matured),
    ] {
        let events = [
            ("2030-01-01", event),
            ("2030-02-01", "lapsed"),
            ("2030-02-02", "surrendered"),
        ];
        let twice = vec!["policy_event_after_end".to_owned(); 2];
        assert_eq!(in_force_then(&events), (ended(ending), twice));
    }
    let lapsed_first = [("2027-03-07", "lapsed"), ("2027-04-01", "surrendered")];
    assert_eq!(
        in_force_then(&lapsed_first),
        (ended(Ending::Surrendered), vec![])
    );
}

#[test]
fn what_cannot_have_happened_is_a_finding_and_does_not_count() {
    for (events, code) in [
        (
            vec![("2026-01-05", "delivered")],
            "policy_event_before_issue",
        ),
        (
            vec![
                ("2026-01-10", "receipt_returned"),
                ("2026-01-11", "delivered"),
            ],
            "policy_delivered_after_receipt",
        ),
        (vec![("2026-02-01", "reinstated")], "policy_not_lapsed"),
        (
            vec![("2026-02-01", "lapsed"), ("2026-03-01", "lapsed")],
            "policy_lapsed",
        ),
        (
            vec![("2026-02-01", "lapsed"), ("2026-03-01", "matured")],
            "policy_lapsed",
        ),
    ] {
        let (_, codes) = after(&events);
        assert_eq!(codes, [code], "{events:?}");
    }
}

#[test]
fn a_paper_that_comes_twice_is_only_a_warning() {
    let told = at_the_end(&facts(&[
        ("2026-01-12", "receipt_returned"),
        ("2026-01-14", "receipt_returned"),
    ]));
    assert_eq!(told.findings[0].code.as_str(), "policy_event_repeated");
    assert!(!has_errors(&told.findings));
    let first = "2026-01-12".parse().ok();
    assert_eq!(told.lives[0].papers.receipt_returned, first);
}

#[test]
fn an_event_without_its_policy_and_a_second_issue_are_found() {
    let stray = at_the_end(&[event("e", "2026-01-08", "delivered")]);
    assert_eq!(stray.lives, []);
    assert_eq!(stray.findings[0].code.as_str(), "policy_not_issued");
    let told_twice = at_the_end(&[
        issued("a", "2026-01-06", "wang"),
        issued("b", "2026-01-06", "wang"),
    ]);
    assert_eq!(
        told_twice.findings[0].code.as_str(),
        "policy_issue_repeated"
    );
    assert!(!has_errors(&told_twice.findings));
    let differently = at_the_end(&[
        issued("a", "2026-01-06", "wang"),
        issued("b", "2026-01-07", "li"),
    ]);
    assert_eq!(differently.lives.len(), 1);
    assert_eq!(differently.findings[0].code.as_str(), "policy_issued_twice");
}

#[test]
fn a_premium_told_again_under_another_id_is_found() {
    let issue = r#""issued": {
        "policy": "P-1", "agent": "00000000-0000-0000-0000-000000000001", "insured": "wang", "effective_on": "2026-01-06",
        "lines": [{ "product": "WL-A", "line": "long_term", "payment_years": 20, "premium": "1000.00" }]
    }"#;
    let premium = |id: &str, amount: &str| {
        let premium = format!(
            r#""premium": {{ "policy": "P-1", "product": "WL-A", "due_on": "2026-01-06", "amount": "{amount}" }}"#
        );
        fact(id, "2026-01-07", &premium)
    };
    let told = |again: &str| {
        let facts = [
            fact("a", "2026-01-06", issue),
            premium("b", "1000.00"),
            premium("c", again),
        ];
        at_the_end(&facts).findings
    };
    let same = told("1000.00");
    assert_eq!(same[0].code.as_str(), "policy_premium_repeated");
    assert!(!has_errors(&same));
    assert!(has_errors(&told("900.00")), "{:?}", told("900.00"));
}

#[test]
fn a_retracted_lapse_never_was() {
    let mut facts = facts(&IN_FORCE);
    facts.push(event("l", "2026-03-01", "lapsed"));
    assert_eq!(at_the_end(&facts).lives[0].status(), Status::Lapsed);
    facts.push(fact("r", "2026-03-02", r#""retracted": { "fact": "l" }"#));
    assert_eq!(at_the_end(&facts).lives[0].status(), Status::InForce);
}

#[test]
fn every_status_and_finding_has_a_text() {
    let statuses = Status::ALL.map(|status| format!("policy.status.{}", status.as_str()));
    let day = "2026-01-01".parse().unwrap();
    let impossible = [
        Impossible::BeforeIssue { issued_on: day },
        Impossible::AfterEnd { ended_on: day },
        Impossible::Repeated { first: day },
        Impossible::DeliveredAfterReceipt { returned_on: day },
        Impossible::CoolingOffOver { until: day },
        Impossible::Lapsed { on: day },
        Impossible::NotLapsed,
        Impossible::ReinstatementOver { until: day },
    ];
    let codes = impossible.map(Impossible::code);
    let findings = codes
        .iter()
        .chain(&["policy_not_issued", "policy_issued_twice"])
        .map(|code| format!("findings.{code}"));
    for key in statuses.into_iter().chain(findings) {
        for language in [Language::ZhHans, Language::En] {
            assert!(lookup(language, &key).is_some(), "{key}");
        }
    }
}

fn any_fact() -> impl Strategy<Value = Fact> {
    const EVENTS: [&str; 10] = [
        "delivered",
        "receipt_returned",
        "called_back",
        "withdrawn",
        "surrendered",
        "lapsed",
        "reinstated",
        "claim_terminated",
        "moved",
        "matured",
    ];
    let day = (0u64..1_200).prop_map(|after| {
        let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
        (first + chrono::Days::new(after)).to_string()
    });
    // Papers and lapses more often than endings, so that lives go on.
    let event_name = prop_oneof![
        4 => proptest::sample::select(&EVENTS[..3]),
        3 => proptest::sample::select(&EVENTS[5..7]),
        1 => proptest::sample::select(&EVENTS[..]),
    ];
    (0u8..30, day, event_name).prop_map(|(id, on, what)| match id {
        0 => issued("i0", &on, "wang"),
        _ => event(&format!("e{id}"), &on, what),
    })
}

proptest! {
    #[test]
    fn the_same_facts_give_the_same_lives_in_any_order_and_told_twice(
        (facts, mixed) in proptest::collection::vec(any_fact(), 0..25)
            .prop_map(|mut facts| { facts.push(issued("i", "2026-02-01", "wang")); facts })
            .prop_flat_map(|facts| (Just(facts.clone()), Just([facts.clone(), facts].concat()).prop_shuffle()))
    ) {
        prop_assert_eq!(at_the_end(&facts), at_the_end(&mixed));
    }

    #[test]
    fn every_event_counts_or_is_found(events in proptest::collection::btree_set((0u64..1_200, 0usize..10), 0..25)) {
        const EVENTS: [PolicyEventKind; 10] = [
            PolicyEventKind::Delivered, PolicyEventKind::ReceiptReturned, PolicyEventKind::CalledBack,
            PolicyEventKind::Withdrawn, PolicyEventKind::Surrendered, PolicyEventKind::Lapsed,
            PolicyEventKind::Reinstated, PolicyEventKind::ClaimTerminated, PolicyEventKind::Moved, PolicyEventKind::Matured,
        ];
        let first = "2026-01-01".parse::<chrono::NaiveDate>().unwrap();
        let terms = Terms::of(first, RULES.cooling_off_days(first));
        let mut life = PolicyLife::issued(POLICY.parse().unwrap(), first, terms);
        for (after, event) in events {
            let on = first + chrono::Days::new(after);
            match life.after(EVENTS[event], on) {
                Ok(next) => {
                    prop_assert_ne!(&next, &life, "what counts changes something");
                    prop_assert!(!matches!(life.cover, Cover::Ended { .. }), "the end is the end");
                    life = next;
                }
                Err(impossible) => {
                    let finding = impossible.finding(&life.policy, EVENTS[event], on);
                    prop_assert_eq!(finding.path.as_str(), POLICY);
                }
            }
        }
        let json = serde_json::to_string(&life).unwrap();
        prop_assert_eq!(serde_json::from_str::<PolicyLife>(&json).unwrap(), life);
    }
}
