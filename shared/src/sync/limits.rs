//! What one exchange and one mutation may hold: the phone keeps to it, the server insists on it.

use super::{Mutation, PROTOCOL};
use crate::finding::Finding;
use crate::record::RuleVersion;
use crate::time::Timestamp;
use core::fmt;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Most mutations that a server takes in one exchange.
pub const MOST_MUTATIONS: usize = 100;
/// Most bytes of one mutation.
pub const MOST_MUTATION_BYTES: usize = 256 * 1024;
/// The highest number a device gives: what JSON of every maker holds exactly.
const HIGHEST: u64 = (1 << 53) - 1;
/// The last millisecond of the year 9999.
const LAST: Timestamp = Timestamp::from_millis(253_402_300_799_999);

/// Reads the mutations of an exchange, and stops at the first that is too many.
pub(super) fn read_mutations<'de, D>(reader: D) -> Result<Vec<Box<RawValue>>, D::Error>
where
    D: Deserializer<'de>,
{
    reader.deserialize_seq(AtMost)
}

struct AtMost;

impl<'de> Visitor<'de> for AtMost {
    type Value = Vec<Box<RawValue>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "at most {MOST_MUTATIONS} mutations of protocol {PROTOCOL}"
        )
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sent: A) -> Result<Self::Value, A::Error> {
        let mut mutations = Vec::new();
        while let Some(mutation) = sent.next_element()? {
            if mutations.len() == MOST_MUTATIONS {
                return Err(A::Error::invalid_length(MOST_MUTATIONS + 1, &self));
            }
            mutations.push(mutation);
        }
        Ok(mutations)
    }
}

/// A moment that a clock can show, however wrong it is.
pub fn is_moment(moment: Timestamp) -> bool {
    (Timestamp::default()..=LAST).contains(&moment)
}

/// What of a mutation no device of this or an earlier build can have made, each with its field.
pub fn out_of_range(mutation: &Mutation) -> Vec<Finding> {
    let number = |path: &str, number: u64, least: u64| {
        let fits = (least..=HIGHEST).contains(&number);
        (!fits).then(|| {
            Finding::error("number_impossible", path)
                .with("min", least)
                .with("max", HIGHEST)
        })
    };
    let moment = (!is_moment(mutation.made_at)).then(|| Finding::error("no_moment", "made_at"));
    let known = (1..=RuleVersion::CURRENT.0).contains(&mutation.rules.0);
    let rules = (!known).then(|| {
        Finding::error("rules_unknown", "rules")
            .with("version", mutation.rules.0)
            .with("known", RuleVersion::CURRENT.0)
    });
    [
        number("device_seq", mutation.device_seq, 1),
        number("base_version", mutation.base_version, 0),
        moment,
        rules,
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DeviceId;
    use crate::sync::SyncRequest;
    use crate::sync::mutation::tests::a_submission;

    fn exchange(mutations: &str) -> String {
        format!(
            r#"{{"protocol":1,"build":"","device_id":"{}","device_now":1,"cursor":null,"page_limit":0,"mutations":[{mutations}"#,
            DeviceId::from_number(1)
        )
    }

    #[test]
    fn what_comes_after_too_many_is_not_read() {
        let most = vec!["0"; MOST_MUTATIONS].join(",");
        let whole = exchange(&format!("{most}]}}"));
        assert!(serde_json::from_str::<SyncRequest>(&whole).is_ok());
        let endless = exchange(&format!("{most},0,never read"));
        let error = serde_json::from_str::<SyncRequest>(&endless).unwrap_err();
        assert!(error.is_data(), "{error}");
        assert!(error.to_string().contains("at most 100"), "{error}");
    }

    #[test]
    fn what_no_device_can_have_made_is_named() {
        type Change = fn(&mut Mutation);
        let changes: [(&str, Change); 8] = [
            ("", |_| {}),
            ("device_seq", |it| it.device_seq = 0),
            ("device_seq", |it| it.device_seq = u64::MAX),
            ("base_version", |it| it.base_version = 1 << 53),
            ("made_at", |it| it.made_at = Timestamp::from_millis(-1)),
            ("made_at", |it| {
                it.made_at = Timestamp::from_millis(i64::MAX)
            }),
            ("rules", |it| it.rules = RuleVersion(0)),
            ("rules", |it| it.rules = RuleVersion(u16::MAX)),
        ];
        for (path, change) in changes {
            let mut mutation = a_submission();
            change(&mut mutation);
            let findings = out_of_range(&mutation);
            let found: Vec<&str> = findings.iter().map(|it| it.path.as_str()).collect();
            let expected: Vec<&str> = Some(path).into_iter().filter(|it| !it.is_empty()).collect();
            assert_eq!(found, expected);
        }
    }
}
