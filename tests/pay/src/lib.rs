//! The golden cases of `shared/tests/cases`, counted by whatever machine this is compiled for: every
//! statement or reading of a case, with its traces, as JSON. The same bytes must come out everywhere.

#[allow(dead_code, reason = "the tests of shared also write the names back")]
#[path = "../../../shared/tests/commission/fact_file.rs"]
mod fact_file;

use chrono::NaiveDate;
use fact_file::{person, read_facts, with_names};
use serde::Deserialize;
use shared::commission::{Books, Rules, calculate};
use shared::facts::Target;
use shared::measures::{Measure, Question, measure};
use shared::month::Month;
use std::path::Path;

/// A case of commission or of measures, as far as it is counted; what must come out is left aside.
#[derive(Deserialize)]
struct Case {
    facts: Vec<toml::Table>,
    #[serde(default)]
    statement: Vec<OfAgent>,
    #[serde(default)]
    reading: Vec<toml::Table>,
}

#[derive(Deserialize)]
struct OfAgent {
    agent: String,
    month: Month,
}

#[derive(Deserialize)]
struct OfTarget {
    measure: Measure,
    target: Target,
    from: Month,
    to: Month,
    as_of: NaiveDate,
}

/// Everything that a case file asks for, one JSON to a line.
///
/// # Panics
/// If the file is no case.
pub fn run(case: &str) -> String {
    let case: Case = toml::from_str(case).unwrap();
    let facts = read_facts(Path::new("case"), case.facts);
    let rules = Rules::demonstration().unwrap();
    let statements = case.statement.iter().map(|asked| {
        let statement = calculate(&facts, &rules, person(&asked.agent), asked.month);
        serde_json::to_string(&statement).unwrap()
    });
    let readings = case.reading.into_iter().map(|asked| {
        let OfTarget {
            measure: of,
            target,
            from,
            to,
            as_of,
        } = with_names(asked).try_into().unwrap();
        let books = Books::known_by(&facts, &rules, as_of, to);
        let question = Question {
            measure: of,
            target,
            from,
            to,
        };
        serde_json::to_string(&measure(&books, &question)).unwrap()
    });
    let lines: Vec<String> = statements.chain(readings).collect();
    lines.join("\n")
}
