//! What a new version says otherwise than the one before it.

use serde_json::Value;

/// Each place where they differ, as `path: before → after`.
pub(super) fn differences(before: &Value, after: &Value) -> Vec<String> {
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
