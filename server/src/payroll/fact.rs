//! What a file says, as a fact: what is written outside as people write it is read first.

use super::entry::{Entry, Refused, Wrong};
use super::outside::{DAYS, outside};
use super::people::People;
use super::reading::read_whole;
use serde::Deserialize;
use serde_json::{Map, Value};
use shared::facts::{Fact, FactKind};

/// The fact that an entry tells.
///
/// # Errors
/// Every field that is wrong, where it stands, and what to write instead.
pub(super) fn fact_of(entry: &Entry, people: &People) -> Result<Fact, Vec<Refused>> {
    let mut wrong = Vec::new();
    let content = settled(&entry.content, "", people, &mut wrong);
    let named: Vec<String> = wrong.iter().map(|wrong| wrong.path.clone()).collect();
    let read = read(content);
    let further = read.as_ref().err().into_iter().flatten();
    wrong.extend(
        further
            .filter(|wrong| !named.contains(&wrong.path))
            .cloned(),
    );
    match read {
        Ok(fact) if wrong.is_empty() => Ok(fact),
        _ => Err(entry.all_refused(wrong)),
    }
}

/// The same object with every day, month, amount, code and person written as facts have them. What cannot be
/// is added to `wrong`, and stays as it was.
fn settled(
    object: &Map<String, Value>,
    path: &str,
    people: &People,
    wrong: &mut Vec<Wrong>,
) -> Map<String, Value> {
    let mut all = Map::new();
    for (name, value) in object {
        let path = joined(path, name);
        let is_day = DAYS.contains(&name.as_str());
        let read = match value {
            Value::String(text) => outside(name, text, people).map(Value::from),
            Value::Number(_) if is_day => Err(
                "not a date: write year, month and day in quotation marks, as \"2026-11-03\""
                    .to_owned(),
            ),
            other => Ok(settled_value(other, &path, people, wrong)),
        };
        let read = read.unwrap_or_else(|reason| {
            wrong.push(Wrong::at(path, reason));
            value.clone()
        });
        all.insert(name.clone(), read);
    }
    all
}

fn settled_value(value: &Value, path: &str, people: &People, wrong: &mut Vec<Wrong>) -> Value {
    match value {
        Value::Object(object) => Value::Object(settled(object, path, people, wrong)),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let items = items.map(|(place, item)| {
                settled_value(item, &format!("{path}[{place}]"), people, wrong)
            });
            Value::Array(items.collect())
        }
        other => other.clone(),
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
    id: shared::facts::FactId,
    known: Option<chrono::NaiveDate>,
}

/// The fields of the envelope.
const ENVELOPE: [&str; 3] = ["on", "id", "known"];

fn read(content: Map<String, Value>) -> Result<Fact, Vec<Wrong>> {
    let is_envelope = |(name, _): &(String, Value)| ENVELOPE.contains(&name.as_str());
    let (envelope, what): (Map<String, Value>, Map<String, Value>) =
        content.into_iter().partition(is_envelope);
    let envelope: Result<Envelope, _> = read_whole(envelope, "");
    let kinds: Vec<String> = what.keys().cloned().collect();
    // Of a kind that it does not know, serde does not always say the path.
    let what: Result<FactKind, _> = match kinds.as_slice() {
        [kind] => read_whole(what, kind),
        kinds => Err(vec![Wrong::at("", not_one_kind(kinds))]),
    };
    match (envelope, what) {
        (Ok(Envelope { on, id, known }), Ok(what)) => Ok(Fact {
            on,
            id,
            known,
            what,
        }),
        (envelope, what) => {
            let wrong = [envelope.err(), what.err()].into_iter().flatten();
            Err(wrong.flatten().collect())
        }
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
        let facts = found.map(|found| fact_of(&found.map_err(|refused| vec![refused])?, &nobody));
        facts
            .map(|fact| fact.map_err(|refused| refused[0].to_string()))
            .collect()
    }

    #[test]
    fn every_mistake_of_a_fact_is_named_as_every_cell_of_a_row_is() {
        let text = r#"{"id": "a b", "on": "20 January", "policy_event": {"policy": "P1", "event": "lost"}}"#;
        let entry = entries(text).remove(0).unwrap();
        let refused = fact_of(&entry, &People::of(&[])).unwrap_err();
        let named: Vec<&str> = refused.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(named, ["on", "id", "policy_event.event"]);
        let further: Vec<bool> = refused.iter().map(|it| it.further).collect();
        assert_eq!(further, [false, true, true]);
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
