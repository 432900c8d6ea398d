//! The forms of what changes of a unit, but its splitting.

use super::found::{MOST_NAME, day_of};
use super::kept::kept;
use super::reading::UnitReading;
use super::{UnitPart, unit_page_of};
use crate::clock::today;
use crate::components::error_summary::SummaryLine;
use crate::components::field::{DateField, Entry, InputFormat, Select};
use crate::pages::people::change::{Asked, Change, Typed};
use crate::pages::people::take_back::offered;
use crate::pages::people::units::Units;
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::json;
use shared::directory::UnitPage;
use shared::id::UnitId;
use shared::key;
use shared::people::{ChangeUnit, UnitStep};

/// The form of one change.
#[component]
pub fn Step(
    /// What is read of it.
    reading: UnitReading,
    /// What changes.
    part: UnitPart,
    /// What it is called.
    name: String,
    /// What is typed, or what is missing.
    step: Callback<(), Result<UnitStep, Vec<SummaryLine>>>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let ask = Callback::new(move |preview: bool| {
        let change = ChangeUnit {
            expected: reading.version(),
            change: step.run(())?,
            preview,
        };
        Ok(Asked::Post(reading.changes_path(), json!(change)))
    });
    view! {
        <Change
            title=t(part.label())
            lead=tf(part.lead(), &[("name", &name)])
            back=unit_page_of(reading.id)
            ask
            on_conflict=Callback::new(move |()| reading.read())
            on_kept=kept(t(key!("organisation.done")))
        >
            {children()}
        </Change>
    }
}

fn from_today() -> Typed {
    Typed::new("from", now().to_string())
}

/// Today at the branch.
fn now() -> NaiveDate {
    today(use_profile().with_untracked(|profile| profile.branch.offset_minutes))
}

/// What both fields say, or what is missing in either.
fn both<A, B>(
    one: Result<A, SummaryLine>,
    other: Result<B, SummaryLine>,
) -> Result<(A, B), Vec<SummaryLine>> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => Err([one.err(), other.err()].into_iter().flatten().collect()),
    }
}

/// The form of a name.
#[component]
pub fn Rename(
    /// What is read of it.
    reading: UnitReading,
    /// As it was read.
    page: UnitPage,
) -> impl IntoView {
    let (name, from) = (Typed::new("name", ""), from_today());
    let step = Callback::new(move |()| {
        let called = name.needed(t_of("states.changed", "name"), name.text());
        let (name, from) = both(called, day_of(from, t(key!("people.place.from"))))?;
        Ok(UnitStep::Rename { name, from })
    });
    view! {
        <Step reading part=UnitPart::Rename name=page.unit.name step>
            <Entry
                question=name.question(t_of("states.changed", "name"), None, false)
                format=InputFormat::text(MOST_NAME)
            />
            <DateField question=from.question(t(key!("people.place.from")), None, false)/>
        </Step>
    }
}

/// A unit among those of the day that is typed.
#[component]
fn OneUnit(
    /// Which is chosen.
    chosen: Typed,
    /// What it is called.
    label: &'static str,
    /// Those of the day.
    units: Units,
    /// Which can be chosen, by the page of the unit that changes.
    page: UnitPage,
    /// Whether one of a kind above its own is meant, or another of its own.
    above: bool,
) -> impl IntoView {
    move || {
        let question = chosen.question(label, None, false);
        let own = &page.unit;
        let options = units.offers_of(|unit| match above {
            true => unit.kind < own.kind,
            false => unit.kind == own.kind && unit.id != own.id,
        });
        view! { <Select question options/> }
    }
}

fn chosen(typed: Typed, label: &str) -> Result<UnitId, SummaryLine> {
    typed.needed(label, typed.text().and_then(|id| id.parse().ok()))
}

/// The form of a place.
#[component]
pub fn Move(
    /// What is read of it.
    reading: UnitReading,
    /// As it was read.
    page: UnitPage,
) -> impl IntoView {
    let (parent, from) = (Typed::new("parent", ""), from_today());
    let units = Units::of_day(from.value);
    let step = Callback::new(move |()| {
        let above = chosen(parent, t(key!("organisation.parent")));
        let (parent, from) = both(above, day_of(from, t(key!("people.place.from"))))?;
        Ok(UnitStep::Move { parent, from })
    });
    view! {
        <Step reading part=UnitPart::Move name=page.unit.name.clone() step>
            <DateField question=from.question(t(key!("people.place.from")), None, false)/>
            <OneUnit chosen=parent label=t(key!("organisation.parent")) units page above=true/>
        </Step>
    }
}

/// The form of a merger.
#[component]
pub fn Merge(
    /// What is read of it.
    reading: UnitReading,
    /// As it was read.
    page: UnitPage,
) -> impl IntoView {
    let (into, from) = (Typed::new("into", ""), from_today());
    let units = Units::of_day(from.value);
    let step = Callback::new(move |()| {
        let other = chosen(into, t(key!("organisation.merge.into")));
        let (into, from) = both(other, day_of(from, t(key!("organisation.merge.from"))))?;
        Ok(UnitStep::Merge { into, from })
    });
    view! {
        <Step reading part=UnitPart::Merge name=page.unit.name.clone() step>
            <DateField question=from.question(t(key!("organisation.merge.from")), None, false)/>
            <OneUnit chosen=into label=t(key!("organisation.merge.into")) units page above=false/>
        </Step>
    }
}

/// The form of a closing.
#[component]
pub fn Close(
    /// What is read of it.
    reading: UnitReading,
    /// As it was read.
    page: UnitPage,
) -> impl IntoView {
    let on = Typed::new("on", now().to_string());
    let step = Callback::new(move |()| {
        let on = day_of(on, t_of("states.changed", "closed_on"));
        let on = on.map_err(|line| vec![line])?;
        Ok(UnitStep::Close { on })
    });
    view! {
        <Step reading part=UnitPart::Close name=page.unit.name step>
            <DateField question=on.question(t_of("states.changed", "closed_on"), None, false)/>
        </Step>
    }
}

/// The form of what is taken back.
#[component]
pub fn TakeBack(
    /// What is read of it.
    reading: UnitReading,
    /// As it was read.
    page: UnitPage,
) -> impl IntoView {
    let first = page.to_come.first().map(ToString::to_string);
    let from = Typed::new("from", first.unwrap_or_default());
    let step = Callback::new(move |()| {
        let from = day_of(from, t(key!("people.take_back.day")));
        let from = from.map_err(|line| vec![line])?;
        Ok(UnitStep::TakeBack { from })
    });
    view! {
        <Step reading part=UnitPart::TakeBack name=page.unit.name step>
            <Select
                question=from.question(t(key!("people.take_back.day")), None, false)
                options=offered(page.to_come)
            />
        </Step>
    }
}
