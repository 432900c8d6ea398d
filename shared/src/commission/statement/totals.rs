//! The sums of a statement.

use super::Unposted;
use crate::commission::ledger::settlement::Settlement;
use crate::commission::posting::entry::{Correction, Entry, Kind};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// The sums of a statement. Each is the sum of its own lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Not posted yet.
    pub estimated: Money,
    /// Earned.
    pub earned: Money,
    /// Newly held.
    pub held: Money,
    /// Released.
    pub released: Money,
    /// Forfeited; negative.
    pub forfeited: Money,
    /// Clawed back; negative.
    pub clawed_back: Money,
    /// Clawed back before, and given again.
    #[serde(default)]
    pub restored: Money,
    /// Corrections of payable lines of earlier months.
    pub corrected: Money,
    /// Corrections of held and forfeited lines of earlier months.
    pub corrected_held: Money,
    /// Value-added tax, surcharges, income tax; negative.
    pub taxed: Money,
    /// Still held after this month.
    pub held_balance: Money,
    /// Debt carried into the month.
    pub debt_before: Money,
    /// Debt carried out of it.
    pub debt_after: Money,
    /// Paid out: never below zero.
    pub paid: Money,
}

/// What is held after all these entries.
pub(super) fn held_balance(entries: &[Entry]) -> Money {
    entries.iter().map(held_by).sum()
}

fn held_by(entry: &Entry) -> Money {
    match entry.kind {
        Kind::Held
        | Kind::Forfeited
        | Kind::Corrected(Correction::Held | Correction::Forfeited) => entry.amount,
        Kind::Released | Kind::Corrected(Correction::Released) => -entry.amount,
        _ => Money::ZERO,
    }
}

pub(super) fn totals(
    entries: &[Entry],
    estimated: &[Unposted],
    held_balance: Money,
    settlement: Option<&Settlement>,
) -> Totals {
    let sum = |kind: Kind| {
        entries
            .iter()
            .filter(|entry| entry.kind == kind)
            .map(|entry| entry.amount)
            .sum()
    };
    let corrected = |payable: bool| {
        let corrected = |entry: &&Entry| {
            matches!(entry.kind, Kind::Corrected(_)) && entry.kind.is_payable() == payable
        };
        entries
            .iter()
            .filter(corrected)
            .map(|entry| entry.amount)
            .sum()
    };
    let of = |amount: fn(&Settlement) -> Money| settlement.map(amount).unwrap_or_default();
    Totals {
        estimated: estimated.iter().map(|line| line.amount).sum(),
        earned: sum(Kind::Earned),
        held: sum(Kind::Held),
        released: sum(Kind::Released),
        forfeited: sum(Kind::Forfeited),
        clawed_back: sum(Kind::ClawedBack),
        restored: sum(Kind::Restored),
        corrected: corrected(true),
        corrected_held: corrected(false),
        taxed: sum(Kind::Taxed),
        held_balance,
        debt_before: of(|settlement| settlement.debt_before),
        debt_after: of(|settlement| settlement.debt_after),
        paid: of(|settlement| settlement.paid),
    }
}
