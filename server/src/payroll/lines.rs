//! The lines of a statement in the order in which they are printed and numbered.

use serde::Serialize;
use shared::commission::{Entry, Item, Kind, Statement, Subject, Trace, Unposted};
use shared::money::Money;
use shared::month::Month;

/// The parts of a statement, each with a sum of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Section {
    Estimated,
    Earned,
    Held,
    Released,
    Forfeited,
    ClawedBack,
    Restored,
    Corrected,
    CorrectedHeld,
    Taxed,
    Missed,
}

impl Section {
    pub(super) const ALL: [Self; 11] = [
        Self::Estimated,
        Self::Earned,
        Self::Held,
        Self::Released,
        Self::Forfeited,
        Self::ClawedBack,
        Self::Restored,
        Self::Corrected,
        Self::CorrectedHeld,
        Self::Taxed,
        Self::Missed,
    ];

    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Earned => Self::Earned,
            Kind::Held => Self::Held,
            Kind::Released => Self::Released,
            Kind::Forfeited => Self::Forfeited,
            Kind::ClawedBack => Self::ClawedBack,
            Kind::Restored => Self::Restored,
            Kind::Taxed => Self::Taxed,
            Kind::Corrected(_) if kind.is_payable() => Self::Corrected,
            Kind::Corrected(_) => Self::CorrectedHeld,
        }
    }
}

/// One line.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StatementLine<'s> {
    /// What `--explain` calls it.
    pub number: usize,
    pub section: Section,
    pub item: Item,
    pub subject: &'s Subject,
    pub amount: Money,
    /// The month it is about, if that is not the statement's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Month>,
    #[serde(skip)]
    pub trace: &'s Trace,
}

/// Every line, numbered from 1.
pub(super) fn lines(statement: &Statement) -> Vec<StatementLine<'_>> {
    let estimated = statement.estimated.iter();
    let missed = statement.missed.iter();
    let estimated = estimated.map(|line| unposted(line, Section::Estimated));
    let missed = missed.map(|line| unposted(line, Section::Missed));
    let mut lines: Vec<StatementLine> = estimated.chain(missed).collect();
    lines.extend(
        statement
            .entries
            .iter()
            .map(|entry| posted(entry, statement.month)),
    );
    lines.extend(untaxed(statement));
    lines.sort_by_key(|line| line.section);
    for (number, line) in lines.iter_mut().enumerate() {
        line.number = number + 1;
    }
    lines
}

/// No income tax is a line as well: how it came to nothing can be asked.
fn untaxed(statement: &Statement) -> Option<StatementLine<'_>> {
    let is_taxed = |entry: &Entry| entry.item == Item::IncomeTax;
    let untaxed = !statement.entries.iter().any(is_taxed);
    untaxed.then_some(StatementLine {
        number: 0,
        section: Section::Taxed,
        item: Item::IncomeTax,
        subject: &Subject::Month,
        amount: Money::ZERO,
        about: None,
        trace: &statement.tax,
    })
}

const fn unposted(line: &Unposted, section: Section) -> StatementLine<'_> {
    StatementLine {
        number: 0,
        section,
        item: line.item,
        subject: &line.subject,
        amount: line.amount,
        about: None,
        trace: &line.trace,
    }
}

fn posted(entry: &Entry, month: Month) -> StatementLine<'_> {
    StatementLine {
        number: 0,
        section: Section::of(entry.kind),
        item: entry.item,
        subject: &entry.subject,
        amount: entry.amount,
        about: (entry.about != month).then_some(entry.about),
        trace: &entry.trace,
    }
}
