//! What flows down to a device: each kind of thing under its name, with its id, and in the order in which it is
//! listed. A new one is its type here, who reads it on the server (`server/src/sync/pulled.rs`), its shelf on the phone
//! (`pulled.rs` of the app's `work`), and who shows it.

use super::Change;
use crate::people::PersonView;
use crate::policy::PolicyView;
use crate::product::Catalogue;
use crate::record::RecordView;
use core::cmp::Ordering;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::{RawValue, to_raw_value};

/// A kind of thing that flows down.
pub trait Pulled: Serialize + DeserializeOwned {
    /// Its name, in changes and in columns.
    const KIND: &'static str;

    /// Its id among its kind.
    fn id(&self) -> String;

    /// Which of two is listed first.
    fn order(&self, other: &Self) -> Ordering;
}

/// A captured record, newest first.
impl Pulled for RecordView {
    const KIND: &'static str = "record";

    fn id(&self) -> String {
        self.record_id.to_string()
    }

    fn order(&self, other: &Self) -> Ordering {
        other.captured_at.cmp(&self.captured_at)
    }
}

/// A policy of the agent's client book, by number.
impl Pulled for PolicyView {
    const KIND: &'static str = "policy";

    fn id(&self) -> String {
        self.number.clone()
    }

    fn order(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}

/// Somebody whom a trainer or leader sees, by team and name.
impl Pulled for PersonView {
    const KIND: &'static str = "person";

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn order(&self, other: &Self) -> Ordering {
        (&self.team, &self.name).cmp(&(&other.team, &other.name))
    }
}

/// What the company sells: there is one.
impl Pulled for Catalogue {
    const KIND: &'static str = "catalogue";

    fn id(&self) -> String {
        Self::KIND.to_owned()
    }

    fn order(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

/// A kind that this build knows.
struct Known {
    name: &'static str,
    reads: fn(&RawValue) -> bool,
}

impl Known {
    const fn of<T: Pulled>() -> Self {
        Self {
            name: T::KIND,
            reads: |body| serde_json::from_str::<T>(body.get()).is_ok(),
        }
    }
}

/// All that this build knows.
const KNOWN: [Known; 4] = [
    Known::of::<RecordView>(),
    Known::of::<PolicyView>(),
    Known::of::<PersonView>(),
    Known::of::<Catalogue>(),
];

impl Change {
    /// That a thing is there, in this version.
    ///
    /// # Errors
    /// If it has something that JSON cannot hold.
    pub fn of<T: Pulled>(thing: &T, version: u64) -> Result<Self, serde_json::Error> {
        Ok(Self {
            kind: T::KIND.to_owned(),
            id: thing.id(),
            version,
            body: Some(to_raw_value(thing)?),
        })
    }

    /// The thing, if it is of this kind and there.
    ///
    /// # Errors
    /// If this build cannot read it.
    pub fn read<T: Pulled>(&self) -> Result<Option<T>, serde_json::Error> {
        let body = self.body.as_ref().filter(|_| self.kind == T::KIND);
        body.map(|body| serde_json::from_str(body.get()))
            .transpose()
    }

    /// Whether this build understands it. What it does not understand is parked until it is updated,
    /// so that an app that is behind its server loses nothing and breaks on nothing.
    pub fn is_understood(&self) -> bool {
        let known = KNOWN.iter().find(|known| known.name == self.kind);
        let body = self.body.as_ref();
        known.is_some_and(|known| body.is_none_or(|body| (known.reads)(body)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A policy as some server tells it.
    fn policy(more: &str) -> Change {
        let body = format!(
            r#"{{"number":"P-1","product":"WL-A","applicant":"王芳","insured":"王芳",
                "insured_identity_number":"1","effective_date":"2026-11-20","in_force":true{more}}}"#
        );
        Change {
            kind: PolicyView::KIND.to_owned(),
            id: "P-1".to_owned(),
            version: 1,
            body: RawValue::from_string(body).ok(),
        }
    }

    #[test]
    fn a_policy_of_an_older_or_a_newer_server_is_understood() {
        assert!(
            policy("").is_understood(),
            "it says nothing of applications"
        );
        assert!(policy(r#","told_later":{"by":"a newer server"}"#).is_understood());
        let not_a_number = policy(r#","application":"A-1""#);
        assert!(!not_a_number.is_understood(), "parked until it can be read");
        assert!(not_a_number.read::<PolicyView>().is_err());
    }

    #[test]
    fn a_thing_is_read_as_what_it_is_and_as_nothing_else() {
        let told: PolicyView = policy("").read().unwrap().unwrap();
        let again = Change::of(&told, 2).unwrap();
        assert_eq!((again.kind.as_str(), again.id.as_str()), ("policy", "P-1"));
        assert_eq!(again.read().unwrap(), Some(told));
        assert_eq!(again.read::<RecordView>().unwrap(), None);
        let gone = Change {
            body: None,
            ..again
        };
        assert!(gone.is_understood());
        assert_eq!(gone.read::<PolicyView>().unwrap(), None);
        let newer = Change {
            kind: "of_a_newer_server".to_owned(),
            ..gone
        };
        assert!(!newer.is_understood());
    }

    #[test]
    fn no_two_kinds_have_one_name() {
        let mut names = KNOWN.map(|known| known.name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names, ["catalogue", "person", "policy", "record"]);
    }
}
