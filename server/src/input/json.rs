//! JSON as it was meant: an object where an object belongs. The derived readers would take a list of
//! its values in its place, and what was meant would hang on their order.

use crate::problem::ApiError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What cannot be read, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// As a path of names; empty for the whole.
    pub path: String,
    /// What is wrong, in English.
    pub reason: String,
}

impl Unreadable {
    fn new(path: impl Into<String>, reason: impl ToString) -> Self {
        Self {
            path: path.into(),
            reason: reason.to_string(),
        }
    }
}

impl From<Unreadable> for ApiError {
    fn from(Unreadable { path, reason }: Unreadable) -> Self {
        Self::Malformed { path, reason }
    }
}

/// Reads an object; what stands in it is another's to look at. `serde_json` refuses what is nested
/// deeper than 128.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first.is_some_and(|first| *first == b'[') {
        return Err(Unreadable::new("", "a list in place of an object"));
    }
    serde_json::from_slice(bytes).map_err(|_| why::<T>(bytes))
}

/// The same once more, for the place: keeping account of it costs, and most can be read.
fn why<T: DeserializeOwned>(bytes: &[u8]) -> Unreadable {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read: Result<T, _> = serde_path_to_error::deserialize(&mut json);
    match read {
        Err(error) => {
            let path = error.path().to_string();
            let path = if path == "." { "" } else { &path };
            Unreadable::new(path, error.inner())
        }
        Ok(_) => match json.end() {
            Err(error) => Unreadable::new("", error),
            Ok(()) => Unreadable::new("", "cannot be read"),
        },
    }
}

/// Reads an object with objects in it wherever they belong.
pub fn read_exactly<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, Unreadable> {
    let value: T = read(bytes)?;
    if !bytes.contains(&b'[') {
        return Ok(value);
    }
    let sent: Value = read(bytes)?;
    let meant = serde_json::to_value(&value).map_err(|error| Unreadable::new("", error))?;
    match misplaced_list(&sent, &meant) {
        Some(path) => Err(Unreadable::new(path, "a list in place of an object")),
        None => Ok(value),
    }
}

/// Where a list was sent and something else meant.
fn misplaced_list(sent: &Value, meant: &Value) -> Option<String> {
    match (sent, meant) {
        (Value::Array(sent), Value::Array(meant)) => {
            let pairs = sent.iter().zip(meant).enumerate();
            let mut places = pairs.filter_map(|(at, (sent, meant))| {
                Some((at.to_string(), misplaced_list(sent, meant)?))
            });
            places.next().map(|(at, below)| joined(&at, &below))
        }
        (Value::Array(_), _) => Some(String::new()),
        (Value::Object(sent), Value::Object(meant)) => {
            let mut places = sent
                .iter()
                .filter_map(|(name, sent)| Some((name, misplaced_list(sent, meant.get(name)?)?)));
            places.next().map(|(name, below)| joined(name, &below))
        }
        _ => None,
    }
}

fn joined(name: &str, below: &str) -> String {
    match below {
        "" => name.to_owned(),
        below => format!("{name}.{below}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::desk::DecisionRequest;
    use shared::id::{DecisionId, DeviceId};
    use shared::session::SignInRequest;

    fn refused<T: DeserializeOwned + Serialize>(text: &str) -> Option<String> {
        let read = read_exactly::<T>(text.as_bytes());
        read.err().map(|unreadable| unreadable.path)
    }

    #[test]
    fn a_list_never_stands_for_an_object() {
        let id = DeviceId::from_number(1);
        let list = format!(r#"["wangfang","saddlebag","{id}",null]"#);
        assert!(
            serde_json::from_str::<SignInRequest>(&list).is_ok(),
            "as derived"
        );
        assert_eq!(refused::<SignInRequest>(&list).as_deref(), Some(""));
        let good = format!(r#"{{"login":"a[b","password":"[]","device_id":"{id}"}}"#);
        assert_eq!(refused::<SignInRequest>(&good), None);
    }

    #[test]
    fn nor_does_one_within() {
        let decision = |decision: &str| {
            let id = DecisionId::from_number(1);
            format!(r#"{{"decision_id":"{id}","version":1,"decision":{decision}}}"#)
        };
        let query = |item: &str| {
            let id = DecisionId::from_number(2);
            decision(&format!(
                r#"{{"decision":"query","query_id":"{id}","items":[{item}],"due":"2026-12-01"}}"#
            ))
        };
        let item = r#"{"path":"a","reason":"unclear","note":"?"}"#;
        assert_eq!(refused::<DecisionRequest>(&query(item)), None);
        let listed = query(&format!(r#"{item},["a","unclear","?"]"#));
        assert_eq!(
            refused::<DecisionRequest>(&listed).as_deref(),
            Some("decision.items.1")
        );
        let tagged = decision(r#"["reject","other","?"]"#);
        assert!(refused::<DecisionRequest>(&tagged).is_some());
    }

    #[test]
    fn what_follows_the_object_is_refused() {
        assert_eq!(refused::<Value>("{} {}").as_deref(), Some(""));
        assert_eq!(refused::<Value>(" \n{} "), None);
    }
}
