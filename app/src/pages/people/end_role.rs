//! Somebody who does several things does one of them no longer.

use super::change::{Asked, Change, Typed};
use super::kept::kept;
use super::page_of;
use super::person_reading::PersonReading;
use super::words::since;
use crate::clock::today;
use crate::components::field::{DateField, Offer, Select};
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::json;
use shared::directory::{AppointmentOver, PersonPage};
use shared::key;
use shared::people::EndRole;

/// The form of the last day in one role.
#[component]
pub fn EndOneRole(
    /// What is read of them.
    reading: PersonReading,
    /// As it was read.
    page: PersonPage,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let today = today(offset);
    let lasts = |held: &AppointmentOver| held.period.until.is_none_or(|last| last >= today);
    let held: Vec<AppointmentOver> = page.appointments.into_iter().filter(lasts).collect();
    let offers = held.iter().enumerate().map(|(at, held)| {
        let role = t_of("ui.role", held.role.as_str());
        let since = since(held.period.from);
        Offer::new(at.to_string(), format!("{role} · {} · {since}", held.unit))
    });
    let offers: Vec<Offer> = offers.collect();
    let (role, on) = (Typed::new("role", ""), Typed::new("on", today.to_string()));
    let ask = Callback::new(move |preview: bool| {
        let chosen = role.text().and_then(|at| at.parse::<usize>().ok());
        let chosen = chosen.and_then(|at| held.get(at));
        let chosen = role.needed(t(key!("people.place.role")), chosen);
        let day = on.text().and_then(|text| text.parse::<NaiveDate>().ok());
        let day = on.needed(t(key!("people.leave.on")), day);
        match (chosen, day) {
            (Ok(held), Ok(day)) => {
                let ending = EndRole {
                    expected: reading.version(),
                    unit: held.unit_id,
                    role: held.role,
                    from: held.period.from,
                    on: day,
                    preview,
                };
                let path = format!("{}/end-role", reading.path());
                Ok(Asked::Post(path, json!(ending)))
            }
            (chosen, day) => Err([chosen.err(), day.err()].into_iter().flatten().collect()),
        }
    });
    view! {
        <Change
            title=t(key!("people.end_role.button"))
            lead=tf(key!("people.end_role.lead"), &[("name", &page.person.name)])
            back=page_of(reading.id)
            ask
            on_conflict=Callback::new(move |()| reading.read())
            on_kept=kept(t(key!("people.end_role.done")))
        >
            <Select
                question=role.question(t(key!("people.place.role")), None, false)
                options=offers
            />
            <DateField question=on.question(t(key!("people.leave.on")), None, false)/>
        </Change>
    }
}
