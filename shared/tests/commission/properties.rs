//! What holds for commission whatever happens: histories drawn at random.

use super::histories::{
    AGENTS, LAST, histories, later_facts, shuffled, wild_histories, wild_rules,
};
use chrono::Days;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use shared::commission::{
    Closing, Entry, Kind, Ledger, Rules, Statement, Subject, YearToDate, calculate, close_of,
    ledger, withholding,
};
use shared::facts::{Fact, FactKind};
use shared::id::PersonId;
use shared::money::Money;
use shared::month::Month;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::demonstration().unwrap());

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn sum(statement: &Statement, of: impl Fn(&Entry) -> bool) -> Money {
    statement
        .entries
        .iter()
        .filter(|entry| of(entry))
        .map(|entry| entry.amount)
        .sum()
}

fn full_ledger(facts: &[Fact], agent: PersonId) -> Ledger {
    ledger(facts, &RULES, agent, month(LAST))
}

/// Without what is said twice, of which the word counts that was told first (of a policy's issue, of a
/// premium) or last (of a place, a leader, an attendance, on one day).
fn said_once(mut facts: Vec<Fact>) -> Vec<Fact> {
    let mut said = BTreeSet::new();
    let about = |fact: &Fact| match &fact.what {
        FactKind::Issued(issued) => Some(issued.policy.to_string()),
        FactKind::Premium(premium) => Some(format!("{} {}", premium.policy, premium.due_on)),
        FactKind::Placed(placed) => Some(format!("{} {}", placed.agent, fact.on)),
        FactKind::Appointed(appointed) => Some(format!("{} {}", appointed.unit, fact.on)),
        FactKind::Founded(founded) => Some(format!("{} {} up", founded.unit, fact.on)),
        FactKind::Reassigned(to) => Some(format!("{} {} to", to.policy, fact.on)),
        FactKind::Joined(joined) => Some(format!("{} {} joined", joined.agent, fact.on)),
        FactKind::Split(split) => Some(format!("{} split", split.unit)),
        FactKind::Attendance(of) => Some(format!("{} {} {}", of.agent, of.month, fact.on)),
        _ => None,
    };
    facts.retain(|fact| about(fact).is_none_or(|about| said.insert(about)));
    facts
}

/// Every kind of entry, as it is written.
const KINDS: [&str; 13] = [
    r#""earned""#,
    r#""held""#,
    r#""released""#,
    r#""forfeited""#,
    r#""clawed_back""#,
    r#""restored""#,
    r#""taxed""#,
    r#"{"corrected":"earned"}"#,
    r#"{"corrected":"held"}"#,
    r#"{"corrected":"released"}"#,
    r#"{"corrected":"forfeited"}"#,
    r#"{"corrected":"clawed_back"}"#,
    r#"{"corrected":"restored"}"#,
];

/// Properties of histories in which nothing happens would prove nothing.
#[test]
fn the_histories_bring_every_kind_of_entry() {
    let mut runner = TestRunner::deterministic();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..600 {
        let facts = histories().new_tree(&mut runner).unwrap().current();
        for entry in full_ledger(&facts, AGENTS[0]).entries {
            *kinds
                .entry(serde_json::to_string(&entry.kind).unwrap())
                .or_default() += 1;
        }
    }
    let missing: Vec<&str> = KINDS
        .into_iter()
        .filter(|kind| kinds.get(*kind).is_none_or(|times| *times < 2))
        .collect();
    assert!(missing.is_empty(), "{missing:?} of {kinds:#?}");
}

/// What pay depends on.
const COUNTS: [&str; 13] = [
    "appointed",
    "attendance",
    "concluded",
    "issued",
    "joined",
    "left",
    "placed",
    "policy_event",
    "premium",
    "reassigned",
    "retracted",
    "split",
    "submitted",
];

/// Facts that are learned later would prove nothing if they changed nothing: told in time, each kind that pay depends
/// on changes a month.
#[test]
fn what_is_learned_later_would_have_changed_the_month() {
    let mut runner = TestRunner::deterministic();
    let mut missing = BTreeSet::from(COUNTS);
    for _ in 0..3_000 {
        let facts = histories().new_tree(&mut runner).unwrap().current();
        let later = later_facts().new_tree(&mut runner).unwrap().current();
        let said = |facts: &[Fact]| {
            let closing = Closing::of(facts, &RULES, month("2025-12"));
            AGENTS.map(|agent| closing.statement(agent))
        };
        for (_, mut fact) in later {
            fact.known = None;
            let kind = serde_json::to_value(&fact.what).unwrap();
            let kind = kind.as_object().unwrap().keys().next().unwrap().clone();
            let all: Vec<Fact> = facts.iter().cloned().chain([fact]).collect();
            if missing.contains(kind.as_str()) && said(&facts) != said(&all) {
                missing.remove(kind.as_str());
            }
        }
        if missing.is_empty() {
            return;
        }
    }
    panic!("{missing:?} changed nothing");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_lines_of_a_statement_add_up_to_its_totals(facts in histories(), ahead in 0_i32..24) {
        let rules = &RULES;
        let statement = calculate(&facts, rules, AGENTS[0], month("2025-06").plus(ahead));
        let totals = statement.totals;
        let kind = |kind| sum(&statement, |entry| entry.kind == kind);
        prop_assert_eq!(totals.earned, kind(Kind::Earned));
        prop_assert_eq!(totals.held, kind(Kind::Held));
        prop_assert_eq!(totals.released, kind(Kind::Released));
        prop_assert_eq!(totals.forfeited, kind(Kind::Forfeited));
        prop_assert_eq!(totals.clawed_back, kind(Kind::ClawedBack));
        prop_assert_eq!(totals.restored, kind(Kind::Restored));
        prop_assert_eq!(totals.taxed, kind(Kind::Taxed));
        let payable = sum(&statement, |entry| entry.kind.is_payable());
        let paid = payable - totals.debt_before + totals.debt_after + totals.taxed;
        prop_assert_eq!(totals.paid, paid);
        prop_assert!(!totals.paid.is_negative() && !totals.debt_after.is_negative());
        let estimated: Money = statement.estimated.iter().map(|line| line.amount).sum();
        prop_assert_eq!(totals.estimated, estimated);
    }

    #[test]
    fn the_same_facts_in_any_order_give_the_same_bytes((facts, other) in shuffled()) {
        let rules = &RULES;
        let bytes = |facts: &[Fact]| {
            serde_json::to_vec(&calculate(facts, rules, AGENTS[0], month("2026-06"))).unwrap()
        };
        prop_assert_eq!(bytes(&facts), bytes(&facts));
        prop_assert_eq!(bytes(&facts), bytes(&other));
    }

    #[test]
    fn telling_the_facts_month_by_month_never_changes_a_closed_month(
        facts in histories(),
        ahead in 0_i32..24,
    ) {
        let rules = &RULES;
        let last = month("2025-06").plus(ahead);
        let close = close_of(rules, last);
        let (then, _): (Vec<Fact>, Vec<Fact>) =
            facts.iter().cloned().partition(|fact| fact.known_on() <= close);
        for agent in AGENTS {
            let was = ledger(&then, rules, agent, last);
            let is = full_ledger(&facts, agent);
            let is: Vec<Entry> = is.entries.into_iter().filter(|e| e.posted <= last).collect();
            prop_assert_eq!(was.entries, is);
        }
    }

    #[test]
    fn whatever_is_learned_later_a_closed_month_says_the_same_to_the_byte(
        facts in prop_oneof![4 => histories(), 1 => wild_histories()],
        later in later_facts(),
        ahead in 0_i32..24,
    ) {
        let rules = &RULES;
        let closed = month("2025-06").plus(ahead);
        let close = close_of(rules, closed);
        let said = |facts: &[Fact], agent| {
            serde_json::to_string(&calculate(facts, rules, agent, closed)).unwrap()
        };
        let known = facts.into_iter().filter(|fact| fact.known_on() <= close);
        let known: Vec<Fact> = known.collect();
        let later = later.into_iter().map(|(after, mut fact)| {
            fact.known = close.checked_add_days(Days::new(after));
            fact
        });
        let all: Vec<Fact> = known.iter().cloned().chain(later).collect();
        for agent in AGENTS {
            prop_assert_eq!(said(&known, agent), said(&all, agent));
        }
    }

    #[test]
    fn what_late_facts_do_not_reach_is_the_same_if_counted_anew(
        facts in prop_oneof![histories(), wild_histories()],
        ahead in 0_i32..40,
    ) {
        let rules = &RULES;
        let last = month("2025-06").plus(ahead);
        let (shared, anew) =
            (Closing::of(&facts, rules, last), Closing::counted_anew(&facts, rules, last));
        for agent in AGENTS {
            let bytes = |closing: &Closing| serde_json::to_string(&closing.ledger(agent)).unwrap();
            prop_assert_eq!(bytes(&shared), bytes(&anew));
            prop_assert_eq!(shared.statement(agent), anew.statement(agent));
        }
    }

    #[test]
    fn corrections_lead_to_what_would_have_been_said_had_all_been_known(facts in histories()) {
        let facts = said_once(facts);
        let mut told_in_time = facts.clone();
        for fact in &mut told_in_time {
            fact.known = None;
        }
        let sums = |facts: &[Fact]| {
            let mut sums: BTreeMap<String, Money> = BTreeMap::new();
            let ledger = full_ledger(facts, AGENTS[0]);
            for entry in ledger.entries.iter().filter(|entry| entry.kind.is_payable()) {
                let line = (entry.about, entry.item, &entry.subject);
                *sums.entry(serde_json::to_string(&line).unwrap()).or_default() += entry.amount;
            }
            sums.retain(|_, amount| !amount.is_zero());
            sums
        };
        prop_assert_eq!(sums(&facts), sums(&told_in_time));
    }

    #[test]
    fn a_policy_never_gives_back_more_than_it_was_paid(facts in histories()) {
        for agent in AGENTS {
            let mut paid: BTreeMap<(Month, String), Money> = BTreeMap::new();
            let entries = full_ledger(&facts, agent).entries;
            for entry in entries.iter().filter(|entry| entry.kind.is_payable()) {
                if let Subject::Premium(policy, _) | Subject::Policy(policy) = &entry.subject {
                    for later in entry.posted.through(month(LAST)) {
                        *paid.entry((later, policy.to_string())).or_default() += entry.amount;
                    }
                }
            }
            prop_assert!(paid.values().all(|paid| !paid.is_negative()), "{paid:?}");
        }
    }

    #[test]
    fn held_amounts_are_released_forfeited_or_still_held(facts in histories()) {
        let rules = &RULES;
        let statement = calculate(&facts, rules, AGENTS[0], month(LAST));
        prop_assert!(!statement.totals.held_balance.is_negative());
    }

    #[test]
    fn tax_of_the_year_is_the_tax_of_what_the_year_brought(
        incomes in proptest::collection::vec(0_i64..30_000_000, 1..=12),
    ) {
        let rules = &RULES;
        let table = &rules.income_tax.at(month("2026-01").first_day()).table;
        let (mut year, mut highest) = (YearToDate::default(), Money::ZERO);
        for income in incomes {
            year.income += Money::from_fen(income);
            year.months += 1;
            let step = withholding(table, &year);
            prop_assert!(!step.now.is_negative());
            year.withheld += step.now;
            // what was withheld is never given back, so it is the highest the year ever owed
            let alone = withholding(table, &YearToDate { withheld: Money::ZERO, ..year });
            highest = highest.max(alone.due);
            prop_assert_eq!(year.withheld, highest);
        }
    }

    #[test]
    fn nothing_makes_it_stumble(
        facts in wild_histories(),
        rules in wild_rules(),
        at in 0_i32..3600,
    ) {
        for agent in AGENTS {
            calculate(&facts, &rules, agent, month("1900-01").plus(at));
        }
    }
}
