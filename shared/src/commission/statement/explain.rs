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

use crate::commission::posting::trace::{Gate, Part, Step, Trace};
use crate::commission::tables::rate::Rate;
use crate::id::PersonId;
use crate::text::{Language, fill, lookup};
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

/// Of a year's months no fraction is shortened: a clawback says (12 − n) / 12.
const MONTHS: i64 = 12;

type Params = Vec<(&'static str, String)>;

/// Fields as parameters of the same name.
macro_rules! params {
    ($($field:ident),*) => { vec![$((stringify!($field), $field.to_string())),*] };
}

fn sentence(step: &Step, language: Language, name_of: &dyn Fn(PersonId) -> String) -> String {
    let (key, params) = match step {
        Step::Row { .. } | Step::Ended { .. } => of_words(step, language),
        Step::ContractMonth { .. }
        | Step::FirstYearCommission { .. }
        | Step::ActiveAgents { .. } => of_people(step, name_of),
        Step::TaxBase { .. } | Step::TaxDue { .. } => of_tax(step),
        Step::Times { .. } | Step::Share { .. } | Step::Learned { .. } => of_amount(step),
        _ => of_condition(step),
    };
    let text = lookup(language, &format!("commission.step.{key}")).unwrap_or(key);
    fill(
        text,
        params.iter().map(|(name, value)| (*name, value.as_str())),
    )
}

fn percent(rate: Rate) -> String {
    format!(
        "{} %",
        rate.value()
            .saturating_mul(Decimal::ONE_HUNDRED)
            .normalize()
    )
}

fn joined<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    values.join(", ")
}

/// What the catalogue calls a value: `commission.<kind>.<value>`.
fn word(language: Language, kind: &str, value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).unwrap_or_default();
    let name = name.as_str().unwrap_or_default();
    let found = lookup(language, &format!("commission.{kind}.{name}"));
    found.unwrap_or(name).to_owned()
}

fn of_words(step: &Step, language: Language) -> (&'static str, Params) {
    match step {
        Step::Row {
            table,
            version,
            row,
            value,
        } => {
            let table = word(language, "table", table);
            ("row", params![table, version, row, value])
        }
        Step::Ended {
            event,
            on,
            full_months,
        } => {
            let event = word(language, "event", event);
            ("ended", params![event, on, full_months])
        }
        _ => ("", vec![]),
    }
}

fn of_people(step: &Step, name_of: &dyn Fn(PersonId) -> String) -> (&'static str, Params) {
    match step {
        Step::ContractMonth {
            agent,
            joined_on,
            month,
        } => {
            let agent = name_of(*agent);
            ("contract_month", params![agent, joined_on, month])
        }
        Step::FirstYearCommission {
            month,
            amount,
            parts,
        } => {
            let part = |part: &Part| format!("{} {}", name_of(part.agent), part.amount);
            let parts = joined(parts.iter().map(part));
            ("first_year_commission", params![month, amount, parts])
        }
        Step::ActiveAgents { needed, agents } => {
            let count = agents.len();
            let agents = joined(agents.iter().map(|agent| name_of(*agent)));
            ("active_agents", params![count, needed, agents])
        }
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
        } => {
            let params = params![
                income,
                after_flat_deduction,
                expenses,
                surcharges,
                deductions,
                taxable
            ];
            ("tax_base", params)
        }
        Step::TaxDue {
            taxable,
            rate,
            quick_deduction,
            due,
            withheld,
        } => {
            let rate = percent(*rate);
            (
                "tax_due",
                params![taxable, rate, quick_deduction, due, withheld],
            )
        }
        _ => ("", vec![]),
    }
}

fn of_amount(step: &Step) -> (&'static str, Params) {
    match step {
        Step::Times { base, rate, amount } => {
            let rate = percent(*rate);
            ("times", params![base, rate, amount])
        }
        Step::Share {
            base,
            part,
            whole,
            amount,
        } => {
            let common = match *whole {
                MONTHS => 1,
                whole => greatest_common_divisor(*part, whole).max(1),
            };
            let (part, whole) = (part / common, whole / common);
            ("share", params![base, part, whole, amount])
        }
        Step::Learned { was, now, facts } => {
            let facts = joined(facts);
            ("learned", params![was, now, facts])
        }
        _ => ("", vec![]),
    }
}

fn of_condition(step: &Step) -> (&'static str, Params) {
    match step {
        Step::Premium {
            fact,
            policy,
            product,
            line,
            due_on,
            policy_year,
            amount,
        } => {
            let mut params = params![fact, policy, product, due_on, policy_year, amount];
            let key = match line {
                Some(line) => {
                    params.extend(params![line]);
                    "premium_of_line"
                }
                None => "premium",
            };
            (key, params)
        }
        Step::FirstYearPremium {
            whole,
            before,
            counts,
        } => ("first_year_premium", params![whole, before, counts]),
        Step::AnnualPremium {
            policy_year,
            whole,
            before,
            counts,
        } => (
            "annual_premium",
            params![policy_year, whole, before, counts],
        ),
        Step::TierMissed { least } => ("tier_missed", params![least]),
        Step::Reinstated { lapsed_on, on } => ("reinstated", params![lapsed_on, on]),
        Step::Applied { product, amount } => ("applied", params![product, amount]),
        Step::Replaced {
            old,
            on,
            set_against,
        } => ("replaced", params![old, on, set_against]),
        Step::Gate { gate, met, on } => {
            let on = joined(*on);
            (gate_key(*gate, *met), params![on])
        }
        Step::Waited { since, months } => ("waited", params![since, months]),
        Step::Attendance {
            required,
            attended,
            least,
            met,
        } => {
            let least = percent(*least);
            let key = if *met {
                "attendance_reached"
            } else {
                "attendance_missed"
            };
            (key, params![required, attended, least])
        }
        Step::Persistency {
            from,
            to,
            kept,
            cohort,
        } => ("persistency", params![from, to, kept, cohort]),
        Step::Scheme { scheme, reached } => ("scheme", params![scheme, reached]),
        _ => ("", vec![]),
    }
}

const fn gate_key(gate: Gate, met: bool) -> &'static str {
    match (gate, met) {
        (Gate::Delivered, true) => "delivered",
        (Gate::Delivered, false) => "delivery_unknown",
        (Gate::CoolingOff, true) => "cooling_off_over",
        (Gate::CoolingOff, false) => "cooling_off_running",
        (Gate::ReceiptReturned, true) => "receipt_returned",
        (Gate::ReceiptReturned, false) => "receipt_missing",
        (Gate::CalledBack, true) => "called_back",
        (Gate::CalledBack, false) => "call_back_missing",
    }
}

fn greatest_common_divisor(one: i64, other: i64) -> i64 {
    let rest = one.checked_rem(other);
    rest.map_or(one, |rest| greatest_common_divisor(other, rest))
}
