//! Every word of a statement and a reading has its text in both languages.

use super::case::Case;
use super::cases::files;
use serde::Serialize;
use shared::commission::{Item, Trace, explain};
use shared::facts::{Metric, PolicyEventKind};
use shared::measures::{Measure, Stage};
use shared::text::{Language, lookup};

const LANGUAGES: [Language; 2] = [Language::ZhHans, Language::En];

fn name(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

#[track_caller]
fn has_text(key: &str) {
    for language in LANGUAGES {
        assert!(
            lookup(language, key).is_some(),
            "{key} in {}",
            language.tag()
        );
    }
}

#[test]
fn every_name_has_a_text() {
    for item in Item::ALL {
        has_text(&format!("commission.item.{}", name(item)));
    }
    for metric in Metric::ALL {
        has_text(&format!("commission.metric.{}", name(metric)));
    }
    for event in PolicyEventKind::ALL {
        has_text(&format!("commission.event.{}", name(event)));
    }
    for measure in Measure::all() {
        has_text(&format!("measures.{}.name", measure.key()));
        has_text(&format!("measures.{}.definition", measure.key()));
    }
    for stage in Stage::ALL {
        has_text(&format!("measures.stage.{}", name(stage)));
    }
}

/// None may be left with a gap or without words.
#[test]
fn every_trace_is_told_in_whole_sentences() {
    let traces: Vec<Trace> = files()
        .iter()
        .flat_map(|file| Case::read(file).traces())
        .collect();
    for language in LANGUAGES {
        for line in traces
            .iter()
            .flat_map(|trace| explain(trace, language, |_| "Chen".into()))
        {
            assert!(!line.contains(['{', '}']), "{line}");
            let is_key = line
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            assert!(!is_key, "no sentence: {line}");
        }
    }
}

#[test]
fn totals_are_named() {
    let totals = serde_json::to_value(shared::commission::Totals::default()).unwrap();
    for total in totals.as_object().unwrap().keys() {
        has_text(&format!("commission.total.{total}"));
    }
}
