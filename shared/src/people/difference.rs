//! What is different between two states of a person, for who decides whether to take it.

use super::{Changed, Held, Period, PersonInFull, Role};
use crate::id::UnitId;
use crate::mask;
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What.
    pub changed: Changed,
    /// What the unit is called that it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// As it stood. Neither this nor what follows is told of what only the audit log knows, nor of an appointment
    /// or place that is new: [`Changed`] says all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// As it is then. A last day that is not there is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.as_deref().unwrap_or_default();
        match &self.changed {
            Changed::SplitFrom { .. } => write!(f, "split from {unit}"),
            Changed::Renamed { from } => write!(f, "name from {from}"),
            Changed::NotRenamed { from } => write!(f, "taken back: name from {from}"),
            Changed::Under { .. } => write!(f, "under {unit}"),
            Changed::UnderUntil { period, .. } => {
                write!(f, "under {unit} from {}, until", period.from)
            }
            Changed::NotUnder { from, .. } => write!(f, "taken back: under {unit} from {from}"),
            Changed::MergedInto { .. } => write!(f, "merged into {unit}"),
            Changed::NotMergedInto { .. } => write!(f, "taken back: merged into {unit}"),
            Changed::Appointed { role, .. } => write!(f, "{} in {unit}", role.as_str()),
            Changed::NotAppointed { role, from, .. } => {
                write!(f, "taken back: {} in {unit} from {from}", role.as_str())
            }
            Changed::Level { role, from, .. } => {
                write!(f, "{} in {unit} from {from}, level", role.as_str())
            }
            Changed::Until { role, period, .. } => {
                let from = period.from;
                write!(f, "{} in {unit} from {from}, until", role.as_str())
            }
            fact => f.write_str(fact.as_str()),
        }?;
        self.fmt_states(f)
    }
}

impl Difference {
    /// From what to what, where that is not said yet.
    fn fmt_states(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nothing = match &self.changed {
            Changed::UnderUntil { .. } | Changed::Until { .. } | Changed::ClosedOn { .. } => "open",
            _ => "none",
        };
        let from = self.from.as_deref().unwrap_or(nothing);
        match &self.changed {
            Changed::SplitFrom { .. }
            | Changed::NotUnder { .. }
            | Changed::MergedInto { .. }
            | Changed::NotMergedInto { .. }
            | Changed::NotAppointed { .. } => Ok(()),
            Changed::Under { period, .. } | Changed::Appointed { period, .. } => {
                write!(f, ": {from} → {} to {}", period.from, until(*period))
            }
            _ => write!(f, ": {from} → {}", self.to.as_deref().unwrap_or(nothing)),
        }
    }
}

fn until(period: Period) -> String {
    last(period).unwrap_or_else(|| "open".to_owned())
}

pub(super) fn last(period: Period) -> Option<String> {
    period.until.map(|until| until.to_string())
}

/// What was found so far, and what units are called.
pub(super) struct Finding<N> {
    pub(super) found: Vec<Difference>,
    name: N,
}

impl<N: Fn(UnitId) -> String> Finding<N> {
    pub(super) const fn with(name: N) -> Self {
        Self {
            found: Vec::new(),
            name,
        }
    }

    pub(super) fn compare(&mut self, changed: Changed, from: Option<String>, to: Option<String>) {
        if from != to {
            self.tell(changed, from, to);
        }
    }

    pub(super) fn tell(&mut self, changed: Changed, from: Option<String>, to: Option<String>) {
        self.found.push(Difference {
            changed,
            unit: changed.unit().map(&self.name),
            from,
            to,
        });
    }
}

pub(super) fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// What is different of a person; of somebody new there is nothing before. Numbers that identify them are masked.
pub fn person_differences(
    before: Option<&PersonInFull>,
    after: &PersonInFull,
    name: impl Fn(UnitId) -> String,
) -> Vec<Difference> {
    let mut finding = Finding::with(name);
    finding.facts(before, after);
    let stood = before.map_or(&[][..], |before| &before.appointments);
    for held in &after.appointments {
        finding.appointment(stood, held);
    }
    let stands = |held: &Held| after.appointments.iter().any(|it| key(it) == key(held));
    for held in stood.iter().filter(|held| !stands(held)) {
        let (role, unit, from) = (held.role, held.unit, held.period.from);
        finding.tell(Changed::NotAppointed { role, unit, from }, None, None);
    }
    finding.found
}

/// What makes an appointment the same one.
const fn key(held: &Held) -> (UnitId, Role, NaiveDate) {
    (held.unit, held.role, held.period.from)
}

impl<N: Fn(UnitId) -> String> Finding<N> {
    fn facts(&mut self, before: Option<&PersonInFull>, after: &PersonInFull) {
        self.fact(Changed::StaffNumber, before, after, |it| {
            it.staff_number.clone()
        });
        self.fact(Changed::Name, before, after, |it| Some(it.name.clone()));
        self.fact(Changed::Login, before, after, |it| Some(it.login.clone()));
        self.masked(Changed::Mobile, before, after, |it| {
            it.mobile.as_ref().map(ToString::to_string)
        });
        self.masked(Changed::IdentityNumber, before, after, |it| {
            it.identity.as_ref().map(ToString::to_string)
        });
        self.fact(Changed::LicenceNumber, before, after, |it| {
            it.licence_number.clone()
        });
        self.fact(Changed::LicenceExpiresOn, before, after, |it| {
            day(it.licence_expires_on)
        });
        self.fact(Changed::JoinedOn, before, after, |it| {
            day(Some(it.joined_on))
        });
        self.fact(Changed::LeftOn, before, after, |it| day(it.left_on));
        self.fact(Changed::LeftBecause, before, after, |it| {
            it.left_because.clone()
        });
    }

    fn fact(
        &mut self,
        changed: Changed,
        before: Option<&PersonInFull>,
        after: &PersonInFull,
        of: impl Fn(&PersonInFull) -> Option<String>,
    ) {
        self.compare(changed, before.and_then(&of), of(after));
    }

    /// Two numbers may look alike and be different.
    fn masked(
        &mut self,
        changed: Changed,
        before: Option<&PersonInFull>,
        after: &PersonInFull,
        of: impl Fn(&PersonInFull) -> Option<String>,
    ) {
        let (from, to) = (before.and_then(&of), of(after));
        if from != to {
            let masked = |number: Option<String>| number.map(|number| mask::number(&number));
            self.tell(changed, masked(from), masked(to));
        }
    }

    fn appointment(&mut self, stood: &[Held], held: &Held) {
        let Held {
            unit,
            role,
            level,
            period,
        } = *held;
        let Some(stood) = stood.iter().find(|it| key(it) == key(held)) else {
            let appointed = Changed::Appointed {
                role,
                unit,
                period,
                level,
            };
            return self.tell(appointed, None, None);
        };
        let decides = |held: &Held| held.level.map(|level| level.0.to_string());
        let from = period.from;
        self.compare(
            Changed::Level {
                role,
                unit,
                from,
                level,
            },
            decides(stood),
            decides(held),
        );
        self.compare(
            Changed::Until { role, unit, period },
            last(stood.period),
            last(period),
        );
    }
}
