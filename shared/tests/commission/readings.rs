//! Golden cases of measures: facts in, readings out, one TOML file each in `cases/measures`.

use super::fact_file::{person, read_facts, with_names};
use serde::Deserialize;
use shared::commission::{Books, Rules};
use shared::facts::{Fact, Target};
use shared::measures::{Measure, Question, Reading, measure};
use shared::month::Month;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[allow(dead_code, reason = "for the reader of the file")]
    title: String,
    #[allow(dead_code, reason = "for the reader of the file")]
    reckoning: String,
    facts: Vec<toml::Table>,
    reading: Vec<toml::Table>,
}

/// What a measure must read; without `value`, that there is none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    measure: Measure,
    target: Target,
    from: Month,
    to: Month,
    as_of: chrono::NaiveDate,
    numerator: String,
    denominator: Option<String>,
    value: Option<String>,
    /// The ids above the line, in any order, if the case says them.
    ids: Option<BTreeSet<String>>,
}

fn read(path: &Path) -> (Vec<Fact>, Vec<Expected>) {
    let file: File = toml::from_str(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let expected = file.reading.into_iter().map(|reading| {
        with_names(reading)
            .try_into()
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    });
    let expected = expected.collect();
    (read_facts(path, file.facts), expected)
}

fn reading(facts: &[Fact], rules: &Rules, expected: &Expected) -> Reading {
    let Expected {
        measure: of,
        target,
        from,
        to,
        as_of,
        ..
    } = *expected;
    let books = Books::known_by(facts, rules, as_of, to);
    measure(
        &books,
        &Question {
            measure: of,
            target,
            from,
            to,
        },
    )
}

fn difference(expected: &Expected, is: &Reading) -> String {
    let mut report = String::new();
    let mut compare = |what: &str, expected: Option<&String>, is: Option<String>| {
        if expected != is.as_ref() {
            writeln!(report, "  {what} should be {expected:?}, is {is:?}").unwrap();
        }
    };
    let plain = |value: rust_decimal::Decimal| value.normalize().to_string();
    compare(
        "numerator",
        Some(&expected.numerator),
        Some(plain(is.numerator.value)),
    );
    let denominator = is.denominator.as_ref().map(|figure| plain(figure.value));
    compare("denominator", expected.denominator.as_ref(), denominator);
    compare("value", expected.value.as_ref(), is.value.map(plain));
    if let Some(ids) = &expected.ids {
        let is: BTreeSet<String> = is.numerator.ids.iter().cloned().collect();
        let ids: BTreeSet<String> = ids.iter().map(|id| spelled(id)).collect();
        if ids != is {
            writeln!(report, "  ids should be {ids:?}, are {is:?}").unwrap();
        }
    }
    report
}

/// `E1/@chen/1` with the id of the person.
fn spelled(id: &str) -> String {
    let part = |part: &str| match part.starts_with('@') {
        true => person(part).to_string(),
        false => part.to_owned(),
    };
    id.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[test]
fn every_reading_is_as_worked_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/measures");
    let rules = Rules::demonstration().unwrap();
    let (mut failures, mut read_measures) = (String::new(), BTreeSet::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (facts, expected) = read(&path);
        for expected in expected {
            let is = reading(&facts, &rules, &expected);
            read_measures.insert(is.definition.clone());
            let difference = difference(&expected, &is);
            if !difference.is_empty() {
                let file = path.file_name().unwrap().display();
                writeln!(failures, "{file} {:?}:\n{difference}", expected.measure).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    let all: BTreeSet<String> = Measure::all()
        .map(|measure| measure.key().to_owned())
        .collect();
    assert_eq!(read_measures, all, "a measure has no case");
}
