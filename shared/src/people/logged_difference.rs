//! What of a difference the audit log keeps: it is there for ever, so nothing in it is personal.

use super::{Changed, Difference};
use crate::id::UnitId;
use serde::{Deserialize, Serialize};

/// One thing that is different, as a row of the log says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedDifference {
    /// What.
    #[serde(flatten)]
    pub changed: Changed,
    /// As it stood, where that is not personal. Rows of before have neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// As it is then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
}

impl LoggedDifference {
    /// Of a person: names and numbers stay out.
    pub fn of_person(difference: Difference) -> Self {
        match difference.changed {
            Changed::Name
            | Changed::Login
            | Changed::Mobile
            | Changed::IdentityNumber
            | Changed::LicenceNumber
            | Changed::LeftBecause => Self {
                changed: difference.changed,
                was: None,
                is: None,
            },
            _ => Self::of_unit(difference),
        }
    }

    /// Of a unit, whose name is nobody's.
    pub fn of_unit(difference: Difference) -> Self {
        Self {
            changed: difference.changed,
            was: difference.from,
            is: difference.to,
        }
    }

    /// The facts of a unit that was to be and is not.
    pub fn of_unit_gone(difference: Difference) -> Option<Self> {
        let was = difference.to?;
        Some(Self {
            changed: difference.changed,
            was: Some(was),
            is: None,
        })
    }

    /// As it is told; `name` says what a unit is called.
    pub fn told(self, name: impl Fn(UnitId) -> String) -> Difference {
        Difference {
            unit: self.changed.unit().map(name),
            changed: self.changed,
            from: self.was,
            to: self.is,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn said(changed: Changed) -> Difference {
        Difference {
            changed,
            unit: None,
            from: Some("2026-01-31".to_owned()),
            to: None,
        }
    }

    #[test]
    fn the_day_of_a_departure_is_kept_and_its_reason_is_not() {
        let left = LoggedDifference::of_person(said(Changed::LeftOn));
        assert_eq!(left.was.as_deref(), Some("2026-01-31"));
        let because = LoggedDifference::of_person(said(Changed::LeftBecause));
        assert_eq!((because.was, because.is), (None, None));
    }

    #[test]
    fn rows_of_before_are_read_and_a_day_of_its_own_is_not_confused_with_what_was() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let before: LoggedDifference =
            serde_json::from_str(r#"{"what":"renamed","from":"2026-12-01"}"#).unwrap();
        assert_eq!(before.changed, Changed::Renamed { from: day });
        assert_eq!((&before.was, &before.is), (&None, &None));
        let renamed = LoggedDifference {
            was: Some("East".to_owned()),
            ..before
        };
        let json = serde_json::to_string(&renamed).unwrap();
        assert_eq!(
            serde_json::from_str::<LoggedDifference>(&json).unwrap(),
            renamed
        );
    }
}
