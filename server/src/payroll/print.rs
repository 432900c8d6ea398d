//! A statement in words.

use super::lines::{Section, StatementLine};
use super::statement::Told;
use crate::finding_text::in_words;
use crate::store::people::Account;
use chrono::NaiveDate;
use shared::commission::{Item, Progress, Rules, Step, Subject, Totals, Trace};
use shared::finding::Finding;
use shared::id::{PersonId, UnitId};
use shared::key;
use shared::money::Money;
use shared::people::Organisation;
use shared::text::{Language, fill, lookup};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Most loose ends that are printed one by one.
const MOST_LOOSE_ENDS: usize = 20;

/// What people, units and schemes are called.
pub(super) struct Names {
    people: BTreeMap<PersonId, String>,
    units: BTreeMap<UnitId, String>,
    schemes: BTreeMap<String, [String; 2]>,
}

impl Names {
    pub(super) fn of(people: &[Account], organisation: &Organisation, rules: &Rules) -> Self {
        let people = people.iter();
        let units = organisation.units.iter();
        let schemes = rules.schemes.iter().map(|scheme| {
            let names =
                [Language::En, Language::ZhHans].map(|l| scheme.name.in_language(l).to_owned());
            (scheme.code.to_string(), names)
        });
        Self {
            people: people
                .map(|p| (p.person.id, p.person.name.clone()))
                .collect(),
            units: units.map(|unit| (unit.id, unit.name.clone())).collect(),
            schemes: schemes.collect(),
        }
    }

    /// A person's name; the id of one who is not known.
    pub(super) fn person(&self, person: PersonId) -> String {
        let name = self.people.get(&person).cloned();
        name.unwrap_or_else(|| person.to_string())
    }

    fn scheme(&self, code: &str, language: Language) -> String {
        let [en, zh] = match self.schemes.get(code) {
            Some(names) => names,
            None => return code.to_owned(),
        };
        if language == Language::En { en } else { zh }.clone()
    }

    pub(super) fn subject(&self, subject: &Subject, language: Language) -> String {
        match subject {
            Subject::Month => String::new(),
            Subject::Premium(policy, _) | Subject::Policy(policy) => policy.to_string(),
            Subject::Application(application) => application.to_string(),
            Subject::Recruit(person) => self.person(*person),
            Subject::Unit(unit) => {
                let name = self.units.get(unit).cloned();
                name.unwrap_or_else(|| unit.to_string())
            }
            Subject::Scheme(code) => self.scheme(code.as_str(), language),
        }
    }

    /// A line: number, amount, what for, what it stands on.
    pub(super) fn line(&self, line: &StatementLine<'_>, language: Language) -> String {
        let item = item(line.item, language);
        let mut text = format!(
            "{:>5}  {:>14}  {item}",
            line.number,
            line.amount.to_string()
        );
        let subject = self.subject(line.subject, language);
        if !subject.is_empty() {
            text = format!("{text} · {subject}");
        }
        if let Some(premium) = premium_of(line.trace, language) {
            text = format!("{text} · {premium}");
        }
        if let Some(month) = line.about {
            let about = tell(
                language,
                key!("statement.about"),
                &[("month", &month.to_string())],
            );
            text = format!("{text} · {about}");
        }
        text
    }
}

pub(super) fn tell(language: Language, key: &str, params: &[(&str, &str)]) -> String {
    let text = lookup(language, key).unwrap_or(key);
    fill(text, params.iter().copied())
}

/// The product, with the number of its line if that tells it from another, and the due day of the premium
/// that a line of the statement stands on.
fn premium_of(trace: &Trace, language: Language) -> Option<String> {
    trace.0.iter().find_map(|step| match step {
        Step::Premium {
            product,
            line,
            due_on,
            ..
        } => {
            let (product, due_on) = (product.as_str(), due_on.to_string());
            let premium = [("product", product), ("due_on", due_on.as_str())];
            Some(match line.map(|line| line.to_string()) {
                Some(line) => {
                    let of_line = [&premium[..], &[("line", line.as_str())]].concat();
                    tell(language, key!("statement.premium_of_line"), &of_line)
                }
                None => tell(language, key!("statement.premium"), &premium),
            })
        }
        _ => None,
    })
}

pub(super) fn item(item: Item, language: Language) -> &'static str {
    let key = match item {
        Item::FirstYearCommission => key!("commission.item.first_year_commission"),
        Item::RenewalCommission => key!("commission.item.renewal_commission"),
        Item::NewcomerAllowance => key!("commission.item.newcomer_allowance"),
        Item::ProductionBonus => key!("commission.item.production_bonus"),
        Item::RecruitingBonus => key!("commission.item.recruiting_bonus"),
        Item::ManagementAllowance => key!("commission.item.management_allowance"),
        Item::NurtureAllowance => key!("commission.item.nurture_allowance"),
        Item::SchemePayout => key!("commission.item.scheme_payout"),
        Item::ValueAddedTax => key!("commission.item.value_added_tax"),
        Item::Surcharges => key!("commission.item.surcharges"),
        Item::IncomeTax => key!("commission.item.income_tax"),
    };
    lookup(language, key).unwrap_or(key)
}

/// What a section is called.
pub(super) const fn heading_of(section: Section) -> &'static str {
    match section {
        Section::Estimated => key!("commission.total.estimated"),
        Section::Earned => key!("commission.total.earned"),
        Section::Held => key!("commission.total.held"),
        Section::Released => key!("commission.total.released"),
        Section::Forfeited => key!("commission.total.forfeited"),
        Section::ClawedBack => key!("commission.total.clawed_back"),
        Section::Restored => key!("commission.total.restored"),
        Section::Corrected => key!("commission.total.corrected"),
        Section::CorrectedHeld => key!("commission.total.corrected_held"),
        Section::Taxed => key!("commission.total.taxed"),
        Section::Missed => key!("statement.missed"),
    }
}

/// The sum of a section; what was missed has none.
const fn sum_of(section: Section, totals: &Totals) -> Option<Money> {
    Some(match section {
        Section::Estimated => totals.estimated,
        Section::Earned => totals.earned,
        Section::Held => totals.held,
        Section::Released => totals.released,
        Section::Forfeited => totals.forfeited,
        Section::ClawedBack => totals.clawed_back,
        Section::Restored => totals.restored,
        Section::Corrected => totals.corrected,
        Section::CorrectedHeld => totals.corrected_held,
        Section::Taxed => totals.taxed,
        Section::Missed => return None,
    })
}

/// The whole statement.
pub(super) fn statement_in_words(
    told: &Told<'_>,
    names: &Names,
    language: Language,
    today: NaiveDate,
) -> String {
    let mut text = head(told, language, today);
    for section in Section::ALL {
        text.push_str(&part(told, section, names, language));
    }
    if told.lines.iter().all(|line| line.amount.is_zero()) {
        text = format!(
            "{text}\n{}\n",
            tell(language, key!("statement.nothing"), &[])
        );
    }
    text.push_str(&balances(&told.statement.totals, language));
    text.push_str(&schemes(&told.statement.schemes, names, language));
    text.push_str(&missing(&told.statement.problems, language));
    text
}

fn head(told: &Told<'_>, language: Language, today: NaiveDate) -> String {
    let statement = told.statement;
    let month = statement.month.to_string();
    let title = [
        ("name", told.name),
        ("number", told.number),
        ("month", &month),
    ];
    let stands = match told.is_closed {
        true => key!("statement.closed"),
        false if statement.month.last_day() < today => key!("statement.not_closed"),
        false => key!("statement.running"),
    };
    let (closes_on, as_of) = (statement.closes_on.to_string(), statement.as_of.to_string());
    let days = [("closes_on", closes_on.as_str()), ("as_of", &as_of)];
    format!(
        "{}\n{}\n{}\n",
        tell(language, key!("statement.title"), &title),
        tell(language, stands, &days),
        tell(language, key!("statement.apart"), &[]),
    )
}

fn part(told: &Told<'_>, section: Section, names: &Names, language: Language) -> String {
    let lines = told.lines.iter().filter(|line| line.section == section);
    let lines: Vec<String> = lines.map(|line| names.line(line, language)).collect();
    let sum = sum_of(section, &told.statement.totals);
    let name = tell(language, heading_of(section), &[]);
    match (lines.is_empty(), sum) {
        (true, _) => String::new(),
        (false, Some(sum)) => format!("\n{name}  {sum}\n{}\n", lines.join("\n")),
        (false, None) => format!("\n{name}\n{}\n", lines.join("\n")),
    }
}

/// What is carried from month to month, and what is paid out.
fn balances(totals: &Totals, language: Language) -> String {
    let always = [(key!("commission.total.paid"), totals.paid)];
    let carried = [
        (key!("commission.total.held_balance"), totals.held_balance),
        (key!("commission.total.debt_before"), totals.debt_before),
        (key!("commission.total.debt_after"), totals.debt_after),
    ];
    let carried = carried.into_iter().filter(|(_, amount)| !amount.is_zero());
    let mut text = "\n".to_owned();
    for (name, amount) in carried.chain(always) {
        let name = tell(language, name, &[]);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name}  {amount}");
    }
    text
}

fn schemes(progress: &[Progress], names: &Names, language: Language) -> String {
    if progress.is_empty() {
        return String::new();
    }
    let lines = progress.iter().map(|progress| {
        let scheme = names.scheme(progress.scheme.as_str(), language);
        let (reached, payout) = (progress.reached.to_string(), progress.payout.to_string());
        let params = [
            ("scheme", scheme.as_str()),
            ("reached", &reached),
            ("payout", &payout),
        ];
        match (progress.next, progress.missing) {
            (Some(next), Some(missing)) => {
                let (next, missing) = (next.to_string(), missing.to_string());
                let more = [("next", next.as_str()), ("missing", &missing)];
                tell(
                    language,
                    key!("statement.reached_next"),
                    &[&params[..], &more].concat(),
                )
            }
            _ => tell(language, key!("statement.reached"), &params),
        }
    });
    let lines: Vec<String> = lines.map(|line| format!("  {line}")).collect();
    format!(
        "\n{}\n{}\n",
        tell(language, key!("statement.schemes"), &[]),
        lines.join("\n")
    )
}

fn missing(problems: &[Finding], language: Language) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("  {}", in_words(problem, language)))
        .collect();
    format!(
        "\n{}\n{}\n",
        tell(language, key!("statement.problems"), &[]),
        lines.join("\n")
    )
}

/// Facts that lead nowhere, whoever's pay they might have been.
pub(super) fn loose_ends_in_words<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    language: Language,
) -> String {
    let mut lines: Vec<String> = findings
        .map(|finding| format!("{}\n", in_words(finding, language)))
        .collect();
    let count = lines.len();
    lines.truncate(MOST_LOOSE_ENDS);
    let more = more(count, MOST_LOOSE_ENDS, language);
    match more.is_empty() {
        true => lines.concat(),
        false => format!("{}{}\n", lines.concat(), more.trim_start()),
    }
}

/// That a list goes on, on a line of its own; nothing if it does not.
pub(super) fn more(count: usize, shown: usize, language: Language) -> String {
    match count.saturating_sub(shown) {
        0 => String::new(),
        more => {
            let more = more.to_string();
            format!(
                "\n  {}",
                tell(language, key!("statement.more"), &[("count", &more)])
            )
        }
    }
}
