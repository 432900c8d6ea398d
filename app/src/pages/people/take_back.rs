//! What was to change of somebody on a day to come does not.

use super::change::{Asked, Change, Typed};
use super::kept::kept;
use super::page_of;
use super::person_reading::PersonReading;
use crate::clock::today;
use crate::components::field::{Offer, Select};
use crate::format;
use crate::session::use_profile;
use crate::text::{t, tf};
use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::json;
use shared::directory::PersonPage;
use shared::key;
use std::collections::BTreeSet;

/// The days after this one on which something of them changes.
pub fn days_to_come(page: &PersonPage, today: NaiveDate) -> BTreeSet<NaiveDate> {
    let held = page.appointments.iter().map(|held| held.period);
    let days = held.flat_map(|period| {
        let ends = period.until.and_then(|last| last.succ_opt());
        [Some(period.from), ends]
    });
    days.flatten().filter(|day| *day > today).collect()
}

/// The days to choose from.
pub fn offered(days: impl IntoIterator<Item = NaiveDate>) -> Vec<Offer> {
    let days = days.into_iter();
    days.map(|day| Offer::new(day.to_string(), format::date(day)))
        .collect()
}

/// The form of the day that is taken back.
#[component]
pub fn TakeBackOfPerson(
    /// What is read of them.
    reading: PersonReading,
    /// As it was read.
    page: PersonPage,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let days = days_to_come(&page, today(offset));
    let first = days.first().map(ToString::to_string).unwrap_or_default();
    let from = Typed::new("from", first);
    let ask = Callback::new(move |preview: bool| {
        let day = from.text().and_then(|text| text.parse().ok());
        let day: NaiveDate = from
            .needed(t(key!("people.take_back.day")), day)
            .map_err(|line| vec![line])?;
        let taking_back = shared::people::TakeBackOfPerson {
            expected: reading.version(),
            from: day,
            preview,
        };
        let path = format!("{}/take-back", reading.path());
        Ok(Asked::Post(path, json!(taking_back)))
    });
    view! {
        <Change
            title=t(key!("people.take_back.button"))
            lead=tf(key!("people.take_back.lead"), &[("name", &page.person.name)])
            back=page_of(reading.id)
            ask
            on_conflict=Callback::new(move |()| reading.read())
            on_kept=kept(t(key!("people.take_back.done")))
        >
            <Select
                question=from.question(t(key!("people.take_back.day")), None, false)
                options=offered(days)
            />
        </Change>
    }
}
