//! A golden case: a TOML file with facts and the statements they must give.

use super::fact_file::{name, person, read_facts};
use serde::Deserialize;
use shared::commission::{
    Entry, Item, Kind, Rules, Statement, Subject, Trace, Unposted, calculate,
};
use shared::facts::Fact;
use shared::month::Month;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// A line as a case writes it: kind, item, what it stands on, amount, and the month it is about if
/// that is another one.
type Row = Vec<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What the case shows.
    #[allow(dead_code, reason = "for the reader of the file")]
    title: String,
    /// How the figures come about.
    #[allow(dead_code, reason = "for the reader of the file")]
    reckoning: String,
    facts: Vec<toml::Table>,
    statement: Vec<Expected>,
}

/// What a statement must say. Lines are all of them, totals those that are named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    agent: String,
    month: Month,
    #[serde(default)]
    lines: Vec<Row>,
    #[serde(default)]
    estimated: Vec<Row>,
    #[serde(default)]
    totals: BTreeMap<String, String>,
    /// What could not be computed, as code and path.
    #[serde(default)]
    problems: Vec<Row>,
}

pub struct Case {
    facts: Vec<Fact>,
    expected: Vec<Expected>,
    rules: Rules,
}

impl Case {
    pub fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let file: File =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let facts = read_facts(path, file.facts);
        Self {
            facts,
            expected: file.statement,
            rules: Rules::demonstration().unwrap(),
        }
    }

    /// What differs from the expected statements; none if nothing does.
    pub fn difference(&self) -> Option<String> {
        let mut report = String::new();
        for expected in &self.expected {
            let agent = person(&expected.agent);
            let statement = calculate(&self.facts, &self.rules, agent, expected.month);
            let differs = differences(expected, &statement);
            if !differs.is_empty() {
                writeln!(report, "  {} {}\n{differs}", expected.agent, expected.month).unwrap();
            }
        }
        (!report.is_empty()).then_some(report)
    }
}

impl Case {
    /// The trace of every line of the statements, and those of what was missed and taxed.
    pub fn traces(&self) -> Vec<Trace> {
        let traces = |expected: &Expected| {
            let agent = person(&expected.agent);
            let statement = calculate(&self.facts, &self.rules, agent, expected.month);
            let posted = statement.entries.into_iter().map(|entry| entry.trace);
            let unposted = statement.estimated.into_iter().chain(statement.missed);
            let mut traces: Vec<Trace> = posted.chain(unposted.map(|line| line.trace)).collect();
            traces.push(statement.tax);
            traces
        };
        self.expected.iter().flat_map(traces).collect()
    }
}

fn differences(expected: &Expected, statement: &Statement) -> String {
    let mut report = String::new();
    let posted = statement
        .entries
        .iter()
        .map(|entry| row_of_entry(entry, expected.month));
    compare("line", &expected.lines, posted.collect(), &mut report);
    let estimated = statement.estimated.iter().map(row_of_unposted);
    compare(
        "estimated",
        &expected.estimated,
        estimated.collect(),
        &mut report,
    );
    let totals = serde_json::to_value(statement.totals).unwrap();
    for (name, amount) in &expected.totals {
        let is = totals
            .get(name)
            .and_then(|amount| amount.as_str())
            .unwrap_or("no such total");
        if is != amount {
            writeln!(report, "    {name} should be {amount}, is {is}").unwrap();
        }
    }
    let problems = statement.problems.iter();
    let problems = problems.map(|problem| vec![problem.code.to_string(), problem.path.clone()]);
    compare(
        "problem",
        &expected.problems,
        problems.collect(),
        &mut report,
    );
    report
}

fn compare(what: &str, expected: &[Row], mut is: Vec<Row>, report: &mut String) {
    for row in expected {
        match is.iter().position(|other| other == row) {
            Some(position) => drop(is.remove(position)),
            None => writeln!(report, "    missing {what} {row:?}").unwrap(),
        }
    }
    for row in is {
        writeln!(report, "    unexpected {what} {row:?}").unwrap();
    }
}

fn row_of_entry(entry: &Entry, month: Month) -> Row {
    let mut row = vec![kind(entry.kind), item(entry.item), subject(&entry.subject)];
    row.push(entry.amount.to_string());
    row.extend((entry.about != month).then(|| entry.about.to_string()));
    row
}

fn row_of_unposted(line: &Unposted) -> Row {
    vec![
        item(line.item),
        subject(&line.subject),
        line.amount.to_string(),
    ]
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Corrected(of) => format!("corrected {}", word(of)),
        kind => word(kind),
    }
}

fn item(item: Item) -> String {
    word(item)
}

fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Month => String::new(),
        Subject::Premium(policy, _) | Subject::Policy(policy) => policy.to_string(),
        Subject::Application(application) => application.to_string(),
        Subject::Recruit(person) => name(person.uuid().as_u128()),
        Subject::Unit(unit) => name(unit.uuid().as_u128()),
        Subject::Scheme(code) => code.to_string(),
    }
}
