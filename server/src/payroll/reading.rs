//! Facts out of a file: JSON lines or a list, each read by itself, so that one that is wrong is named
//! and the others are read all the same.

use core::fmt;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use shared::commission::{Fact, What};

/// A fact that cannot be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// The line of the file, from 1, on which the fact begins.
    pub line: usize,
    /// The field that is wrong, as its path; empty for the fact as a whole.
    pub field: String,
    /// What is wrong, and what to do about it.
    pub reason: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field.as_str() {
            "" => write!(f, "line {}: {}", self.line, self.reason),
            field => write!(f, "line {}, {field}: {}", self.line, self.reason),
        }
    }
}

/// A fact and the line on which it stands, or why it is none.
pub(super) type Read = Result<(usize, Fact), Refused>;

/// The facts of a text: a JSON list, or one fact to a line.
pub(super) fn read_facts(text: &str) -> Vec<Read> {
    if text.trim_start().starts_with('[') {
        read_list(text)
    } else {
        let lines = text.lines().enumerate();
        let filled = lines.filter(|(_, line)| !line.trim().is_empty());
        filled
            .map(|(number, line)| read_fact(number + 1, line))
            .collect()
    }
}

fn read_list(text: &str) -> Vec<Read> {
    match serde_json::from_str::<Vec<&RawValue>>(text) {
        Ok(entries) => entries
            .into_iter()
            .map(|entry| read_fact(line_of(text, entry.get()), entry.get()))
            .collect(),
        Err(error) => vec![Err(Refused {
            line: error.line(),
            field: String::new(),
            reason: format!("the list cannot be read from here on ({error}): correct the JSON"),
        })],
    }
}

/// The line on which a part of the text begins.
fn line_of(text: &str, part: &str) -> usize {
    let before = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let before = text.as_bytes().get(..before).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// What every fact has, and the rest: exactly one kind.
#[derive(Deserialize)]
struct Envelope {
    on: chrono::NaiveDate,
    id: shared::commission::FactId,
    known: Option<chrono::NaiveDate>,
    #[serde(flatten)]
    what: Map<String, Value>,
}

fn read_fact(line: usize, text: &str) -> Read {
    let refused = |field: String, reason: String| Refused {
        line,
        field,
        reason,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let envelope: Envelope = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| refused(path(&error), without_place(&error.inner().to_string())))?;
    json.end().map_err(|_| {
        refused(
            String::new(),
            "more than one fact on the line: put each on its own".to_owned(),
        )
    })?;
    let kinds: Vec<String> = envelope.what.keys().cloned().collect();
    let [kind] = kinds.as_slice() else {
        return Err(refused(String::new(), not_one_kind(&kinds)));
    };
    let what: What = serde_path_to_error::deserialize(Value::Object(envelope.what)).map_err(
        // Of a kind that it does not know, serde does not always say the path.
        |error| match path(&error) {
            field if field.is_empty() => refused(kind.clone(), error.inner().to_string()),
            field => refused(field, error.inner().to_string()),
        },
    )?;
    let (on, id, known) = (envelope.on, envelope.id, envelope.known);
    Ok((
        line,
        Fact {
            on,
            id,
            known,
            what,
        },
    ))
}

fn path<E>(error: &serde_path_to_error::Error<E>) -> String {
    match error.path().to_string().as_str() {
        "." | "?" => String::new(),
        path => path.to_owned(),
    }
}

/// Line and column inside the fact's own text would be taken for those of the file.
fn without_place(reason: &str) -> String {
    let place = reason.rfind(" at line ");
    let reason = place.and_then(|place| reason.get(..place));
    reason.map_or_else(|| "not JSON".to_owned(), str::to_owned)
}

fn not_one_kind(kinds: &[String]) -> String {
    match kinds {
        [] => {
            "it does not say what happened: add `issued`, `premium`, `policy_event`, …".to_owned()
        }
        kinds => format!(
            "it says more than one thing ({}): a fact is of one kind; split it, or correct the name of the field",
            kinds.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        r#"{"id":"a","on":"2026-01-20","policy_event":{"policy":"P1","event":"delivered"}}"#;

    fn refusals(text: &str) -> Vec<String> {
        let read = read_facts(text).into_iter();
        read.filter_map(|read| read.err().map(|refused| refused.to_string()))
            .collect()
    }

    #[test]
    fn lines_and_lists_say_the_same() {
        let list = format!("[\n{GOOD}\n]");
        let facts = |text: &str| -> Vec<Fact> {
            let read = read_facts(text).into_iter();
            read.map(|read| read.unwrap().1).collect()
        };
        assert_eq!(facts(&format!("{GOOD}\n\n")), facts(&list));
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_field() {
        let change = |from: &str, to: &str| format!("{GOOD}\n{}", GOOD.replace(from, to));
        for (from, to, line_and_field) in [
            ("2026-01-20", "2026-02-30", "line 2, on: "),
            (r#""id":"a""#, r#""id":"a b""#, "line 2, id: "),
            (r#""id":"a","#, "", "line 2: missing field `id`"),
            (
                "delivered",
                "delivred",
                "line 2, policy_event.event: unknown variant `delivred`",
            ),
            ("P1", "", "line 2, policy_event.policy: "),
            (
                "policy_event",
                "policy_evnt",
                "line 2, policy_evnt: unknown variant",
            ),
            ("}}", "}", "line 2: "),
            (
                "}}",
                r#"},"left":{}}"#,
                "line 2: it says more than one thing (left, policy_event)",
            ),
        ] {
            let refusals = refusals(&change(from, to));
            assert!(
                refusals.len() == 1 && refusals[0].starts_with(line_and_field),
                "{line_and_field}: {refusals:?}"
            );
        }
    }

    #[test]
    fn the_line_of_a_fact_in_a_list_is_that_of_the_file() {
        let wrong = GOOD.replace("delivered", "lost");
        let refusals = refusals(&format!("[\n  {GOOD},\n  {wrong}\n]"));
        assert!(
            refusals[0].starts_with("line 3, policy_event.event"),
            "{refusals:?}"
        );
    }
}
