//! What is different of a person or a unit, in the words of a language.

use super::{Changed, Difference, Period, Role};
use crate::key;
use crate::text::{Language, date_text, fill, lookup};
use chrono::NaiveDate;

/// What is different, as a name and what it says: from what to what. The latter is empty where the log keeps only that
/// it is different.
pub fn difference_words(language: Language, difference: &Difference) -> (String, String) {
    Words(language).difference(difference)
}

#[derive(Clone, Copy)]
struct Words(Language);

impl Words {
    fn difference(self, difference: &Difference) -> (String, String) {
        let name = self.named("states.changed", difference.changed.as_str());
        let unit = difference.unit.as_deref().unwrap_or_default();
        match difference.changed {
            Changed::Appointed { role, period, .. } => {
                let (role, period) = (self.role(role), self.period(period));
                (name.to_owned(), format!("{role} · {unit} · {period}"))
            }
            Changed::NotAppointed { role, from, .. } => {
                let (role, from) = (self.role(role), self.since(from));
                (name.to_owned(), format!("{role} · {unit} · {from}"))
            }
            Changed::Under { period, .. } => {
                (name.to_owned(), format!("{unit} · {}", self.period(period)))
            }
            Changed::NotUnder { from, .. } => {
                (name.to_owned(), format!("{unit} · {}", self.since(from)))
            }
            Changed::SplitFrom { .. }
            | Changed::MergedInto { .. }
            | Changed::NotMergedInto { .. } => (name.to_owned(), unit.to_owned()),
            // Rows of before say the day alone.
            Changed::Renamed { from } | Changed::NotRenamed { from } if difference.to.is_none() => {
                (name.to_owned(), self.since(from))
            }
            Changed::ClosedOn { on } if difference.from.is_none() && difference.to.is_none() => {
                let day = on.map_or_else(|| NOTHING.to_owned(), |on| date_text(self.0, on));
                (name.to_owned(), day)
            }
            Changed::Renamed { from } | Changed::NotRenamed { from } => {
                self.states(format!("{name} ({})", self.since(from)), difference)
            }
            Changed::Level { role, .. } | Changed::Until { role, .. } => {
                self.states(format!("{name} ({} · {unit})", self.role(role)), difference)
            }
            Changed::UnderUntil { .. } => self.states(format!("{name} ({unit})"), difference),
            Changed::ClosedOn { .. }
            | Changed::Code
            | Changed::Kind
            | Changed::Name
            | Changed::FoundedOn
            | Changed::StaffNumber
            | Changed::Login
            | Changed::Mobile
            | Changed::IdentityNumber
            | Changed::LicenceNumber
            | Changed::LicenceExpiresOn
            | Changed::JoinedOn
            | Changed::LeftOn
            | Changed::LeftBecause => self.states(name.to_owned(), difference),
        }
    }

    /// From what to what, if that is said.
    fn states(self, name: String, difference: &Difference) -> (String, String) {
        if difference.from.is_none() && difference.to.is_none() {
            return (name, String::new());
        }
        let said = |value: &Option<String>| match (value.as_deref(), difference.changed) {
            (None, _) => NOTHING.to_owned(),
            (Some(kind), Changed::Kind) => self.named("states.unit_kind", kind).to_owned(),
            (Some(value), _) => value
                .parse::<NaiveDate>()
                .map_or_else(|_| value.to_owned(), |day| date_text(self.0, day)),
        };
        let (from, to) = (said(&difference.from), said(&difference.to));
        let said = match difference.changed {
            // A unit is of one kind for ever.
            Changed::Kind if difference.from.is_none() => to,
            _ => self.told(key!("people.from_to"), &[("from", &from), ("to", &to)]),
        };
        (name, said)
    }

    fn named(self, names: &str, name: &str) -> &'static str {
        lookup(self.0, &format!("{names}.{name}")).unwrap_or_default()
    }

    fn role(self, role: Role) -> &'static str {
        self.named("ui.role", role.as_str())
    }

    fn told(self, key: &'static str, params: &[(&str, &str)]) -> String {
        fill(
            lookup(self.0, key).unwrap_or_default(),
            params.iter().copied(),
        )
    }

    fn since(self, from: NaiveDate) -> String {
        self.told(key!("people.from"), &[("from", &date_text(self.0, from))])
    }

    fn period(self, period: Period) -> String {
        let Some(until) = period.until else {
            return self.since(period.from);
        };
        let (from, until) = (date_text(self.0, period.from), date_text(self.0, until));
        self.told(
            key!("people.from_until"),
            &[("from", &from), ("until", &until)],
        )
    }
}

/// What was not there.
const NOTHING: &str = "—";
