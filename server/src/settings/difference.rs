//! What a new version says otherwise than the one before it.

use serde_json::{Map, Value};

/// Each place where they differ, as `path: before → after`. Rows that say what they are for are held against that of
/// the same, others against that at the same place.
pub fn differences(before: &Value, after: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", before, after, &mut found);
    found
}

fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<String>) {
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
        (before, after) if before != after => {
            found.push(format!("{path}: {} → {}", plain(before), plain(after)));
        }
        _ => {}
    }
}

fn compare_parts(path: &str, was: Option<&Value>, is: Option<&Value>, found: &mut Vec<String>) {
    match (was, is) {
        (Some(was), Some(is)) => compare(path, was, is, found),
        (None, Some(is)) => found.push(format!("{path}: new, {}", plain(is))),
        (Some(was), None) => found.push(format!("{path}: gone, was {}", plain(was))),
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
    use serde_json::json;

    #[test]
    fn rows_are_held_against_those_that_are_for_the_same() {
        let row = |from, pays| json!({ "from": from, "pays": pays });
        let before = json!([row("800.00", "1.00"), row("900.00", "2.00")]);
        let after = json!([
            row("700.00", "3.00"),
            row("800.00", "4.00"),
            row("900.00", "2.00")
        ]);
        let told = [
            "from 800.00.pays: 1.00 → 4.00",
            r#"from 700.00: new, {"from":"700.00","pays":"3.00"}"#,
        ];
        assert_eq!(differences(&before, &after), told);
    }

    #[test]
    fn every_place_that_differs_is_told_with_both_sides() {
        let before = json!({ "a": "1.00", "b": [{ "c": 1 }, { "c": 2 }], "d": true });
        let after = json!({ "a": "2.00", "b": [{ "c": 1 }], "e": false });
        let told = [
            "a: 1.00 → 2.00",
            r#"b.1: gone, was {"c":2}"#,
            "d: gone, was true",
            "e: new, false",
        ];
        assert_eq!(differences(&before, &after), told);
        assert_eq!(differences(&after, &after), [""; 0]);
    }
}
