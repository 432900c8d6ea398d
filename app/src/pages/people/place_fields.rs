//! Where somebody does what, from which day on.

use super::change::Typed;
use super::units::Units;
use crate::components::error_summary::SummaryLine;
use crate::components::field::{DateField, Offer, Radios, Select};
use crate::text::{t, t_of, tf};
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::id::UnitId;
use shared::key;
use shared::people::Role;
use shared::submission::Level;

/// The levels of those who decide.
const LEVELS: [u8; 3] = [1, 2, 3];

/// Where, as what, how far they may decide, and from when.
#[derive(Clone, Copy)]
pub struct PlaceFields {
    unit: Typed,
    role: Typed,
    level: Typed,
    from: Typed,
}

/// What they say.
pub struct PlaceTyped {
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub role: Role,
    /// How far they may decide.
    pub level: Option<Level>,
    /// The first day.
    pub from: NaiveDate,
}

impl PlaceFields {
    /// Nothing is chosen but the day.
    pub fn new(from: NaiveDate) -> Self {
        Self {
            unit: Typed::new("unit", ""),
            role: Typed::new("role", ""),
            level: Typed::new("level", ""),
            from: Typed::new("from", from.to_string()),
        }
    }

    /// The units to choose from: those of the first day.
    pub fn units(self) -> Units {
        Units::of_day(self.from.value)
    }

    /// What is typed.
    ///
    /// # Errors
    /// What is missing.
    pub fn read(self) -> Result<PlaceTyped, Vec<SummaryLine>> {
        let role = self.role.text().and_then(|name| Role::from_name(&name));
        let decides = role.is_some_and(Role::decides);
        let level = self
            .level
            .text()
            .and_then(|text| text.parse().ok())
            .map(Level);
        let unit = self.unit.needed(
            t(key!("people.unit")),
            self.unit.text().and_then(|id| id.parse().ok()),
        );
        let day = self.from.text().and_then(|text| text.parse().ok());
        let role = self.role.needed(t(key!("people.place.role")), role);
        let level = match decides {
            true => self
                .level
                .needed(t(key!("people.place.level")), level)
                .map(Some),
            false => Ok(None),
        };
        let from = self.from.needed(t(key!("people.place.from")), day);
        match (unit, role, level, from) {
            (Ok(unit), Ok(role), Ok(level), Ok(from)) => Ok(PlaceTyped {
                unit,
                role,
                level,
                from,
            }),
            (unit, role, level, from) => {
                let missing = [unit.err(), role.err(), level.err(), from.err()];
                Err(missing.into_iter().flatten().collect())
            }
        }
    }
}

/// The fields.
#[component]
pub fn PlaceEntry(
    /// What is typed in them.
    fields: PlaceFields,
    /// The units to choose from.
    units: Units,
) -> impl IntoView {
    let roles = Role::ALL.map(|role| Offer::new(role.as_str(), t_of("ui.role", role.as_str())));
    let levels = LEVELS.map(|level| {
        let n = level.to_string();
        let name = tf(key!("people.place.level_n"), &[("n", &n)]);
        Offer::new(n, name)
    });
    let decides = move || {
        let role = fields.role.value.with(|name| Role::from_name(name));
        role.is_some_and(Role::decides)
    };
    view! {
        {move || {
            let question = fields.unit.question(t(key!("people.unit")), None, false);
            view! { <Select question options=units.offers()/> }
        }}
        <Select
            question=fields.role.question(t(key!("people.place.role")), None, false)
            options=roles.to_vec()
        />
        <Show when=decides>
            <Radios
                question=fields.level.question(t(key!("people.place.level")), None, false)
                options=Signal::stored(levels.to_vec())
            />
        </Show>
        <DateField question=fields.from.question(t(key!("people.place.from")), None, false)/>
    }
}
