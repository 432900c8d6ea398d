//! What a file says, as a fact: what is written outside as people write it is read first.

use super::entry::{Entry, Refused, Wrong};
use super::outside::{DAYS, outside};
use super::people::People;
use serde::Deserialize;
use serde_json::{Map, Value};
use shared::commission::{Fact, What};

/// The fact that an entry tells.
///
/// # Errors
/// The field that is wrong, where it stands, and what to write instead.
pub(super) fn fact_of(entry: &Entry, people: &People) -> Result<Fact, Refused> {
    let content = settled(&entry.content, "", people);
    let fact = content.and_then(read);
    fact.map_err(|wrong| entry.refused(wrong))
}

/// The same object with every day, month, amount, code and person written as facts have them.
fn settled(
    object: &Map<String, Value>,
    path: &str,
    people: &People,
) -> Result<Map<String, Value>, Wrong> {
    let settle = |(name, value): (&String, &Value)| {
        let path = joined(path, name);
        let value: Value = match value {
            Value::String(text) => outside(name, text, people)
                .map_err(|reason| Wrong::at(&path, reason))?
                .into(),
            Value::Number(_) if DAYS.contains(&name.as_str()) => {
                return Err(Wrong::at(
                    path,
                    "not a date: write year, month and day in quotation marks, as \"2026-11-03\"",
                ));
            }
            other => settled_value(other, &path, people)?,
        };
        Ok((name.clone(), value))
    };
    object.iter().map(settle).collect()
}

fn settled_value(value: &Value, path: &str, people: &People) -> Result<Value, Wrong> {
    match value {
        Value::Object(object) => settled(object, path, people).map(Value::Object),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let items =
                items.map(|(place, item)| settled_value(item, &format!("{path}[{place}]"), people));
            items.collect::<Result<_, _>>().map(Value::Array)
        }
        other => Ok(other.clone()),
    }
}

fn joined(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    }
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

fn read(content: Map<String, Value>) -> Result<Fact, Wrong> {
    let envelope: Envelope = serde_path_to_error::deserialize(Value::Object(content))
        .map_err(|error| wrong(&error, ""))?;
    let kinds: Vec<String> = envelope.what.keys().cloned().collect();
    let [kind] = kinds.as_slice() else {
        return Err(Wrong::at("", not_one_kind(&kinds)));
    };
    // Of a kind that it does not know, serde does not always say the path.
    let what: What = serde_path_to_error::deserialize(Value::Object(envelope.what))
        .map_err(|error| wrong(&error, kind))?;
    let (on, id, known) = (envelope.on, envelope.id, envelope.known);
    Ok(Fact {
        on,
        id,
        known,
        what,
    })
}

fn wrong(error: &serde_path_to_error::Error<serde_json::Error>, otherwise: &str) -> Wrong {
    let reason = error.inner().to_string();
    let reason = match reason.rsplit_once(", expected ") {
        Some((_, "a string")) => format!("{reason}: write it in quotation marks"),
        Some((what, "u8")) => format!("{what}, which is too much: write a whole number up to 255"),
        Some((what, "u16")) => {
            format!("{what}, which is too much: write a whole number up to 65535")
        }
        _ => reason,
    };
    match error.path().to_string().as_str() {
        "." | "?" => Wrong::at(otherwise, reason),
        path => Wrong::at(path, reason),
    }
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
    use crate::payroll::json::entries;

    const GOOD: &str =
        r#"{"id":"a","on":"2026-01-20","policy_event":{"policy":"P1","event":"delivered"}}"#;

    fn told(text: &str) -> Vec<Result<Fact, String>> {
        let nobody = People::of(&[]);
        let found = entries(text).into_iter();
        let facts = found.map(|found| found.and_then(|entry| fact_of(&entry, &nobody)));
        facts
            .map(|fact| fact.map_err(|refused| refused.to_string()))
            .collect()
    }

    #[test]
    fn lines_and_lists_say_the_same() {
        assert_eq!(told(&format!("{GOOD}\n\n")), told(&format!("[\n{GOOD}\n]")));
        assert!(told(GOOD)[0].is_ok());
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_field() {
        let change = |from: &str, to: &str| format!("{GOOD}\n{}", GOOD.replace(from, to));
        for (from, to, line_and_field) in [
            (
                "2026-01-20",
                "2026-02-30",
                "line 2, on: the calendar has no such day",
            ),
            (
                r#""2026-01-20""#,
                "46042",
                "line 2, on: not a date: write year, month and day in quotation marks",
            ),
            (r#""id":"a""#, r#""id":"a b""#, "line 2, id: "),
            (
                r#""id":"a""#,
                r#""id":7"#,
                "line 2, id: invalid type: integer `7`, expected a string: write it in quotation marks",
            ),
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
            ("}}", "}", "line 2: not JSON"),
            (
                "}}",
                r#"},"left":{}}"#,
                "line 2: it says more than one thing (left, policy_event)",
            ),
            (
                r#""policy_event":{"policy":"P1","event":"delivered"}"#,
                r#""left":{"agent":"7"}"#,
                "line 2, left.agent: nobody has the staff number or sign-in name \"7\"",
            ),
        ] {
            let told = told(&change(from, to));
            let refused = told[1].as_ref().unwrap_err();
            assert!(
                refused.starts_with(line_and_field),
                "{line_and_field}: {refused}"
            );
        }
    }
}
