//! A trace in words, in either language: what `--explain` prints and the phone shows under a line.
//!
//! ```
//! use shared::commission::{calculate, example, explain};
//! use shared::text::Language;
//! let statement = calculate(&example::facts(), &example::rules(), example::AGENT, "2026-01".parse()?);
//! let lines = explain(&statement.entries[0].trace, Language::En, |_| "Chen".to_owned());
//! assert_eq!(lines[0], "Premium 10000.00 for WL-A on policy P-1001, due 2026-01-06, policy year 1 (3)");
//! assert_eq!(lines[1], "Commission rates, version 2026-1, row WL-A/20/1: 0.4");
//! assert_eq!(lines[2], "10000.00 × 40 % = 4000.00, rounded half away from zero to the fen");
//! # Ok::<(), shared::month::NotAMonth>(())
//! ```

use super::rate::Rate;
use super::trace::{Gate, Part, Step, Trace};
use crate::id::PersonId;
use crate::text::{Language, fill, lookup};
use core::fmt::Display;
use rust_decimal::Decimal;
use serde::Serialize;

/// The steps of a trace, a sentence each. `name_of` tells what a person is called.
pub fn explain(
    trace: &Trace,
    language: Language,
    name_of: impl Fn(PersonId) -> String,
) -> Vec<String> {
    trace
        .0
        .iter()
        .map(|step| sentence(step, language, &name_of))
        .collect()
}

type Params = Vec<(&'static str, String)>;

fn sentence(step: &Step, language: Language, name_of: &dyn Fn(PersonId) -> String) -> String {
    let (key, params) = parts_of(step, language, name_of);
    let text = lookup(language, &format!("commission.step.{key}")).unwrap_or(key);
    fill(
        text,
        params.iter().map(|(name, value)| (*name, value.as_str())),
    )
}

fn text(value: &impl Display) -> String {
    value.to_string()
}

fn percent(rate: Rate) -> String {
    format!(
        "{} %",
        rate.value()
            .saturating_mul(Decimal::ONE_HUNDRED)
            .normalize()
    )
}

/// What the catalogue calls a value: `commission.<kind>.<value>`.
fn word(language: Language, kind: &str, value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).unwrap_or_default();
    let name = name.as_str().unwrap_or_default();
    let found = lookup(language, &format!("commission.{kind}.{name}"));
    found.unwrap_or(name).to_owned()
}

fn parts_of(
    step: &Step,
    language: Language,
    name_of: &dyn Fn(PersonId) -> String,
) -> (&'static str, Params) {
    match step {
        Step::Premium { .. } | Step::Applied { .. } | Step::Replaced { .. } => of_policy(step),
        Step::Row {
            table,
            version,
            row,
            value,
        } => (
            "row",
            vec![
                ("table", word(language, "table", table)),
                ("version", text(version)),
                ("row", row.clone()),
                ("value", value.clone()),
            ],
        ),
        Step::Gate { gate, met, on } => {
            let on = on.map(|on| on.to_string()).unwrap_or_default();
            (gate_key(*gate, *met), vec![("on", on)])
        }
        Step::Ended {
            event,
            on,
            full_months,
        } => (
            "ended",
            vec![
                ("event", word(language, "event", event)),
                ("on", text(on)),
                ("full_months", text(full_months)),
            ],
        ),
        Step::ContractMonth {
            agent,
            joined_on,
            month,
        } => (
            "contract_month",
            vec![
                ("agent", name_of(*agent)),
                ("joined_on", text(joined_on)),
                ("month", text(month)),
            ],
        ),
        Step::FirstYearCommission {
            month,
            amount,
            parts,
        } => (
            "first_year_commission",
            vec![
                ("month", text(month)),
                ("amount", text(amount)),
                ("parts", whose(parts, name_of)),
            ],
        ),
        Step::ActiveAgents { needed, agents } => {
            let agents: Vec<String> = agents.iter().map(|agent| name_of(*agent)).collect();
            let count = agents.len().to_string();
            let agents = agents.join(", ");
            (
                "active_agents",
                vec![
                    ("count", count),
                    ("needed", text(needed)),
                    ("agents", agents),
                ],
            )
        }
        Step::TaxBase { .. } | Step::TaxDue { .. } => of_tax(step),
        _ => of_amount(step),
    }
}

const fn gate_key(gate: Gate, met: bool) -> &'static str {
    match (gate, met) {
        (Gate::CoolingOff, true) => "cooling_off_over",
        (Gate::CoolingOff, false) => "cooling_off_running",
        (Gate::ReceiptReturned, true) => "receipt_returned",
        (Gate::ReceiptReturned, false) => "receipt_missing",
        (Gate::CalledBack, true) => "called_back",
        (Gate::CalledBack, false) => "call_back_missing",
    }
}

fn whose(parts: &[Part], name_of: &dyn Fn(PersonId) -> String) -> String {
    let part = |part: &Part| format!("{} {}", name_of(part.agent), part.amount);
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

fn of_policy(step: &Step) -> (&'static str, Params) {
    match step {
        Step::Premium {
            fact,
            policy,
            product,
            due_on,
            policy_year,
            amount,
        } => (
            "premium",
            vec![
                ("amount", text(amount)),
                ("product", text(product)),
                ("policy", text(policy)),
                ("due_on", text(due_on)),
                ("policy_year", text(policy_year)),
                ("fact", text(fact)),
            ],
        ),
        Step::Applied { product, amount } => (
            "applied",
            vec![("product", text(product)), ("amount", text(amount))],
        ),
        Step::Replaced {
            old,
            on,
            set_against,
        } => (
            "replaced",
            vec![
                ("old", text(old)),
                ("on", text(on)),
                ("set_against", text(set_against)),
            ],
        ),
        _ => ("", vec![]),
    }
}

fn of_tax(step: &Step) -> (&'static str, Params) {
    match step {
        Step::TaxBase {
            income,
            after_flat_deduction,
            expenses,
            surcharges,
            deductions,
            taxable,
        } => (
            "tax_base",
            vec![
                ("income", text(income)),
                ("after_flat_deduction", text(after_flat_deduction)),
                ("expenses", text(expenses)),
                ("surcharges", text(surcharges)),
                ("deductions", text(deductions)),
                ("taxable", text(taxable)),
            ],
        ),
        Step::TaxDue {
            taxable,
            rate,
            quick_deduction,
            due,
            withheld,
        } => (
            "tax_due",
            vec![
                ("taxable", text(taxable)),
                ("rate", percent(*rate)),
                ("quick_deduction", text(quick_deduction)),
                ("due", text(due)),
                ("withheld", text(withheld)),
            ],
        ),
        _ => ("", vec![]),
    }
}

fn of_amount(step: &Step) -> (&'static str, Params) {
    match step {
        Step::Waited { since, months } => (
            "waited",
            vec![("since", text(since)), ("months", text(months))],
        ),
        Step::Times { base, rate, amount } => (
            "times",
            vec![
                ("base", text(base)),
                ("rate", percent(*rate)),
                ("amount", text(amount)),
            ],
        ),
        Step::Share {
            base,
            part,
            whole,
            amount,
        } => {
            let common = greatest_common_divisor(*part, *whole).max(1);
            let (part, whole) = (part / common, whole / common);
            (
                "share",
                vec![
                    ("base", text(base)),
                    ("part", text(&part)),
                    ("whole", text(&whole)),
                    ("amount", text(amount)),
                ],
            )
        }
        Step::Attendance {
            required,
            attended,
            least,
            met,
        } => (
            if *met {
                "attendance_reached"
            } else {
                "attendance_missed"
            },
            vec![
                ("attended", text(attended)),
                ("required", text(required)),
                ("least", percent(*least)),
            ],
        ),
        Step::Persistency {
            from,
            to,
            kept,
            cohort,
        } => (
            "persistency",
            vec![
                ("from", text(from)),
                ("to", text(to)),
                ("kept", text(kept)),
                ("cohort", text(cohort)),
            ],
        ),
        Step::Scheme { scheme, reached } => (
            "scheme",
            vec![("scheme", text(scheme)), ("reached", text(reached))],
        ),
        Step::Learned { was, now, facts } => {
            let facts: Vec<String> = facts.iter().map(ToString::to_string).collect();
            let facts = facts.join(", ");
            (
                "learned",
                vec![("was", text(was)), ("now", text(now)), ("facts", facts)],
            )
        }
        _ => ("", vec![]),
    }
}

fn greatest_common_divisor(one: i64, other: i64) -> i64 {
    if other == 0 {
        one
    } else {
        greatest_common_divisor(other, one.checked_rem(other).unwrap_or(0))
    }
}
