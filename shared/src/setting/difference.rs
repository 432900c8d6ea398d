//! What a new version says otherwise than the one before it.

use core::fmt;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One thing that a version says otherwise than the one before it. Text key `rule_book.differs.<what>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum RuleDifference {
    /// It says something else at this place.
    Changed {
        /// The names of the fields, from the outermost on, between points.
        path: String,
        /// What it said.
        was: String,
        /// What it says.
        is: String,
    },
    /// It says something at a place at which nothing stood.
    Added {
        /// As above.
        path: String,
        /// What it says.
        is: String,
    },
    /// Nothing stands any more at this place.
    Gone {
        /// As above.
        path: String,
        /// What it said.
        was: String,
    },
    /// So many rates are others.
    Rates {
        /// How many.
        n: u64,
        /// In percent of the rate before, the least and the most.
        least: String,
        /// As above.
        most: String,
    },
    /// So many rates are there that were not.
    RatesAdded {
        /// How many.
        n: u64,
    },
    /// So many rates are not there any more.
    RatesGone {
        /// How many.
        n: u64,
    },
    /// The name of a product, its ages, sums, modes or other terms.
    Terms {},
}

impl RuleDifference {
    /// The name in JSON and text keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "changed",
            Self::Added { .. } => "added",
            Self::Gone { .. } => "gone",
            Self::Rates { .. } => "rates",
            Self::RatesAdded { .. } => "rates_added",
            Self::RatesGone { .. } => "rates_gone",
            Self::Terms {} => "terms",
        }
    }

    /// The same within something of this name.
    #[must_use]
    pub fn within(self, name: &str) -> Self {
        let path = |path: String| format!("{name}, {path}");
        match self {
            Self::Changed { path: at, was, is } => Self::Changed {
                path: path(at),
                was,
                is,
            },
            Self::Added { path: at, is } => Self::Added { path: path(at), is },
            Self::Gone { path: at, was } => Self::Gone {
                path: path(at),
                was,
            },
            other => other,
        }
    }
}

/// In English, for who reads a terminal.
impl fmt::Display for RuleDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { path, was, is } => write!(f, "{path}: {was} → {is}"),
            Self::Added { path, is } => write!(f, "{path}: new, {is}"),
            Self::Gone { path, was } => write!(f, "{path}: gone, was {was}"),
            Self::Rates { n, least, most } => {
                write!(f, "rates: {n} different, by {least} % to {most} %")
            }
            Self::RatesAdded { n } => write!(f, "rates: {n} new"),
            Self::RatesGone { n } => write!(f, "rates: {n} gone"),
            Self::Terms {} => f.write_str("name, ages, sums, modes or other terms"),
        }
    }
}

/// Each place where they differ. Rows that say what they are for are held against that of the same, others against
/// that at the same place.
pub fn differences(before: &Value, after: &Value) -> Vec<RuleDifference> {
    let mut found = Vec::new();
    compare("", before, after, &mut found);
    found
}

fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<RuleDifference>) {
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            let added = new.keys().filter(|name| !old.contains_key(*name));
            for name in old.keys().chain(added) {
                let (was, is) = (old.get(name), new.get(name));
                compare_parts(&joined(path, name), was, is, found);
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            if let Some((old, new)) = by_label(old).zip(by_label(new)) {
                return compare(path, &Value::Object(old), &Value::Object(new), found);
            }
            for at in 0..old.len().max(new.len()) {
                compare_parts(
                    &joined(path, &at.to_string()),
                    old.get(at),
                    new.get(at),
                    found,
                );
            }
        }
        (before, after) if before != after => found.push(RuleDifference::Changed {
            path: path.to_owned(),
            was: plain(before),
            is: plain(after),
        }),
        _ => {}
    }
}

fn compare_parts(
    path: &str,
    was: Option<&Value>,
    is: Option<&Value>,
    found: &mut Vec<RuleDifference>,
) {
    let path = path.to_owned();
    match (was, is) {
        (Some(was), Some(is)) => compare(&path, was, is, found),
        (None, Some(is)) => found.push(RuleDifference::Added {
            path,
            is: plain(is),
        }),
        (Some(was), None) => found.push(RuleDifference::Gone {
            path,
            was: plain(was),
        }),
        (None, None) => {}
    }
}

/// Rows by what they are for; `None` if one does not say so, or two say the same.
fn by_label(rows: &[Value]) -> Option<Map<String, Value>> {
    let labelled: Option<Map<String, Value>> = rows
        .iter()
        .map(|row| Some((label(row)?, row.clone())))
        .collect();
    labelled.filter(|labelled| labelled.len() == rows.len())
}

fn label(row: &Value) -> Option<String> {
    let text = |key: &str| row.get(key).map(plain);
    let product = text("product").zip(text("from_payment_years"));
    let product = product.map(|(product, years)| format!("{product} from {years}"));
    product
        .or_else(|| text("code"))
        .or_else(|| Some(format!("from {}", text("from")?)))
        .or_else(|| Some(format!("from month {}", text("from_month")?)))
}

fn joined(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};
    use serde_json::json;

    fn told(before: &Value, after: &Value) -> Vec<String> {
        let found = differences(before, after);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rows_are_held_against_those_that_are_for_the_same() {
        let row = |from, pays| json!({ "from": from, "pays": pays });
        let before = json!([row("800.00", "1.00"), row("900.00", "2.00")]);
        let after = json!([
            row("700.00", "3.00"),
            row("800.00", "4.00"),
            row("900.00", "2.00")
        ]);
        let expected = [
            "from 800.00.pays: 1.00 → 4.00",
            r#"from 700.00: new, {"from":"700.00","pays":"3.00"}"#,
        ];
        assert_eq!(told(&before, &after), expected);
    }

    #[test]
    fn every_place_that_differs_is_told_with_both_sides() {
        let before = json!({ "a": "1.00", "b": [{ "c": 1 }, { "c": 2 }], "d": true });
        let after = json!({ "a": "2.00", "b": [{ "c": 1 }], "e": false });
        let expected = [
            "a: 1.00 → 2.00",
            r#"b.1: gone, was {"c":2}"#,
            "d: gone, was true",
            "e: new, false",
        ];
        assert_eq!(told(&before, &after), expected);
        assert_eq!(told(&after, &after), [""; 0]);
    }

    #[test]
    fn every_way_to_differ_has_one_name_and_words() {
        let text = String::new;
        for difference in [
            RuleDifference::Changed {
                path: text(),
                was: text(),
                is: text(),
            },
            RuleDifference::Added {
                path: text(),
                is: text(),
            },
            RuleDifference::Gone {
                path: text(),
                was: text(),
            },
            RuleDifference::Rates {
                n: 1,
                least: text(),
                most: text(),
            },
            RuleDifference::RatesAdded { n: 1 },
            RuleDifference::RatesGone { n: 1 },
            RuleDifference::Terms {},
        ] {
            let name = difference.as_str();
            assert_eq!(serde_json::to_value(&difference).unwrap()["what"], name);
            for language in [Language::ZhHans, Language::En] {
                let words = lookup(language, &format!("rule_book.differs.{name}"));
                assert!(words.is_some(), "{name}");
            }
        }
    }
}
