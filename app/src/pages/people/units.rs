//! The units that somebody administers, to choose from: as they are today, or on a day that is typed.

use crate::api;
use crate::components::field::Offer;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::directory::{UnitLine, UnitTree};

/// Where the server tells them.
const PATH: &str = "/api/units";

/// The units; none until they came.
#[derive(Clone, Copy)]
pub struct Units(RwSignal<Vec<UnitLine>>);

/// Where the server tells those of a day.
pub fn path_on(day: NaiveDate) -> String {
    format!("{PATH}?on={day}")
}

impl Units {
    /// Begins to read.
    pub fn begin() -> Self {
        let units = Self(RwSignal::new(Vec::new()));
        units.read();
        units
    }

    /// Asks for them once more, unless they are there.
    pub fn read(self) {
        if self.0.with_untracked(|units| !units.is_empty()) {
            return;
        }
        spawn_local(async move {
            // Without them nothing can be chosen; what is asked next reads them again.
            if let Ok(tree) = api::get::<UnitTree>(PATH).await {
                self.0.try_set(tree.units);
            }
        });
    }

    /// Those of the day that is typed; as long as none is, those of before.
    pub fn of_day(typed: RwSignal<String>) -> Self {
        let units = Self(RwSignal::new(Vec::new()));
        let day = Memo::new(move |_| typed.with(|typed| typed.parse::<NaiveDate>().ok()));
        Effect::new(move |_| {
            let Some(of) = day.get() else { return };
            spawn_local(async move {
                let tree = api::get::<UnitTree>(&path_on(of)).await;
                // An answer that was overtaken by another day is no answer.
                if let (Ok(tree), Some(Some(now))) = (tree, day.try_get_untracked())
                    && now == of
                {
                    units.0.try_set(tree.units);
                }
            });
        });
        units
    }

    /// Each with its name, those below another after it and further in.
    pub fn options(self) -> Vec<(String, String)> {
        self.0.with(|units| {
            let named = units.iter().map(|unit| {
                let indent = "\u{2003}".repeat(depth(units, unit));
                (unit.id.to_string(), format!("{indent}{}", unit.name))
            });
            named.collect()
        })
    }

    /// The same, for a field.
    pub fn offers(self) -> Vec<Offer> {
        self.offers_of(|_| true)
    }

    /// The same of those that are meant.
    pub fn offers_of(self, is_meant: impl Fn(&UnitLine) -> bool) -> Vec<Offer> {
        let meant = self.0.with(|units| {
            let units = units.iter().filter(|unit| is_meant(unit));
            units.map(|unit| unit.id.to_string()).collect::<Vec<_>>()
        });
        let options = self.options().into_iter();
        let options = options.filter(|(id, _)| meant.contains(id));
        options.map(|(id, name)| Offer::new(id, name)).collect()
    }
}

/// How many are above it.
fn depth(units: &[UnitLine], unit: &UnitLine) -> usize {
    let mut above = unit.parent;
    let mut depth = 0;
    while let Some(parent) = above.and_then(|id| units.iter().find(|it| it.id == id)) {
        depth += 1;
        above = parent.parent.filter(|_| depth < units.len());
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::UnitId;
    use shared::people::UnitKind;

    #[test]
    fn a_unit_stands_as_far_in_as_there_are_units_above_it() {
        let unit = |id: u128, parent: Option<u128>| UnitLine {
            id: UnitId::from_number(id),
            code: None,
            name: "营业部".to_owned(),
            kind: UnitKind::Team,
            parent: parent.map(UnitId::from_number),
            people_today: 0,
            leader: None,
            founded_on: None,
            until: None,
            closed_on: None,
        };
        let units = [
            unit(1, None),
            unit(2, Some(1)),
            unit(3, Some(2)),
            unit(4, Some(9)),
        ];
        let depths: Vec<usize> = units.iter().map(|unit| depth(&units, unit)).collect();
        assert_eq!(depths, [0, 1, 2, 0]);
    }
}
