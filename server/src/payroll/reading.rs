//! JSON read so that every mistake in it is named, not the first alone: where reading stops, something that
//! can stand there takes the place of what does, and reading goes on.

use super::entry::Wrong;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use serde_path_to_error::Segment;

/// More mistakes than anybody mends at once; reading ends there.
const MOST_MISTAKES: usize = 50;

/// Reads an object.
///
/// # Errors
/// Every mistake. One that has no place of its own is said to be at `otherwise`.
pub(super) fn read_whole<T: DeserializeOwned>(
    object: Map<String, Value>,
    otherwise: &str,
) -> Result<T, Vec<Wrong>> {
    let mut value = Value::Object(object);
    let mut wrong = Vec::new();
    loop {
        let stopped = match attempt::<T>(&value) {
            Ok(read) if wrong.is_empty() => return Ok(read),
            Ok(_) => return Err(wrong),
            Err(stopped) => stopped,
        };
        wrong.push(stopped.wrong(otherwise));
        match mended::<T>(&value, &stopped) {
            Some(mended) if wrong.len() < MOST_MISTAKES => value = mended,
            _ => return Err(wrong),
        }
    }
}

/// One step on the way to a place in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Field(String),
    Item(usize),
}

/// Where reading stopped, and why.
struct Stopped {
    /// As it is written.
    path: String,
    /// The way to what is wrong or missing; none if that is not known.
    place: Option<Vec<Step>>,
    reason: String,
}

fn attempt<T: DeserializeOwned>(value: &Value) -> Result<T, Stopped> {
    serde_path_to_error::deserialize(value.clone()).map_err(|error| {
        let reason = error.inner().to_string();
        let steps = error.path().iter().map(|segment| match segment {
            Segment::Map { key } => Some(Step::Field(key.clone())),
            Segment::Enum { variant } => Some(Step::Field(variant.clone())),
            Segment::Seq { index } => Some(Step::Item(*index)),
            Segment::Unknown => None,
        });
        let place = steps.collect::<Option<Vec<Step>>>().map(|mut place| {
            place.extend(missing(&reason).map(Step::Field));
            place
        });
        Stopped {
            path: error.path().to_string(),
            place,
            reason,
        }
    })
}

/// The field that is said to be missing.
fn missing(reason: &str) -> Option<String> {
    let name = reason.strip_prefix("missing field `")?.strip_suffix('`')?;
    Some(name.to_owned())
}

impl Stopped {
    fn wrong(&self, otherwise: &str) -> Wrong {
        let reason = match self.reason.rsplit_once(", expected ") {
            Some((_, "a string")) => format!("{}: write it in quotation marks", self.reason),
            Some((what, "u8")) => beyond(what, u8::MAX.into()),
            Some((what, "u16")) => beyond(what, u16::MAX),
            _ => self.reason.clone(),
        };
        match self.path.as_str() {
            "." | "?" => Wrong::at(otherwise, reason),
            path => Wrong::at(path, reason),
        }
    }
}

/// A whole number outside what the field holds.
fn beyond(what: &str, most: u16) -> String {
    let how = if what.contains("`-") {
        "below 0"
    } else {
        "too much"
    };
    format!("{what}, which is {how}: write a whole number from 0 to {most}")
}

/// The same with something in the place of what is wrong that can stand there.
fn mended<T: DeserializeOwned>(value: &Value, stopped: &Stopped) -> Option<Value> {
    let place = stopped.place.as_ref().filter(|place| !place.is_empty())?;
    let tried = stand_ins().into_iter().filter_map(|stand_in| {
        let mut mended = value.clone();
        put(&mut mended, place, stand_in)?;
        Some(mended)
    });
    tried.into_iter().find(|mended| match attempt::<T>(mended) {
        Ok(_) => true,
        Err(next) => next.place.as_ref() != Some(place),
    })
}

/// Of every form that a field of a fact has, one.
fn stand_ins() -> Vec<Value> {
    vec![
        json!("2026-01-01"),
        json!("2026-01"),
        json!("1.00"),
        json!("00000000-0000-0000-0000-000000000001"),
        json!("delivered"),
        json!("long_term"),
        json!("first_year_premium"),
        json!("company"),
        json!("passed"),
        json!(1),
        json!(true),
        json!([]),
    ]
}

fn put(value: &mut Value, place: &[Step], stand_in: Value) -> Option<()> {
    let (last, way) = place.split_last()?;
    let mut here = value;
    for step in way {
        here = match step {
            Step::Field(name) => here.get_mut(name)?,
            Step::Item(at) => here.get_mut(*at)?,
        };
    }
    match last {
        Step::Field(name) => drop(here.as_object_mut()?.insert(name.clone(), stand_in)),
        Step::Item(at) => *here.get_mut(*at)? = stand_in,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::facts::FactKind;

    fn mistakes(text: &str) -> Vec<String> {
        let Value::Object(object) = serde_json::from_str(text).unwrap() else {
            panic!("an object");
        };
        let wrong = read_whole::<FactKind>(object, "here")
            .unwrap_err()
            .into_iter();
        let wrong = wrong.map(|wrong| format!("{}: {}", wrong.path, wrong.reason));
        wrong.collect()
    }

    #[test]
    fn every_mistake_of_a_fact_is_found_also_inside_its_lines() {
        let lines = r#"[{"product": 7, "line": "long", "payment_years": 999, "premium": "1.00"}]"#;
        let text = format!(
            r#"{{"issued": {{"policy": "P 1", "agent": "nobody", "effective_on": "soon", "lines": {lines}}}}}"#
        );
        let found = mistakes(&text);
        for path in [
            "issued.policy: ",
            "issued.agent: ",
            "issued.effective_on: ",
            "issued.lines[0].product: ",
            "issued.lines[0].line: unknown variant `long`",
            "issued.lines[0].payment_years: invalid value: integer `999`, which is too much",
            "issued: missing field `insured`",
        ] {
            let named = found.iter().filter(|found| found.starts_with(path));
            assert_eq!(named.count(), 1, "{path} in {found:#?}");
        }
        assert_eq!(found.len(), 7, "{found:#?}");
    }

    #[test]
    fn a_number_outside_what_a_field_holds_says_on_which_side() {
        let attended = |number: &str| {
            let fact = r#"{"attendance": {"agent": "A1", "month": "2026-10", "required": 20, "attended": N}}"#;
            mistakes(&fact.replace('N', number)).join("\n")
        };
        for (number, reason) in [
            (
                "-5",
                "which is below 0: write a whole number from 0 to 65535",
            ),
            (
                "70000",
                "which is too much: write a whole number from 0 to 65535",
            ),
        ] {
            let found = attended(number);
            assert!(found.contains(reason), "{found}");
        }
    }

    #[test]
    fn what_nothing_can_stand_in_for_ends_the_reading() {
        assert_eq!(mistakes(r#"{"unheard_of": {}}"#).len(), 1);
        assert_eq!(mistakes(r#"{"premium": 7}"#).len(), 1);
    }
}
