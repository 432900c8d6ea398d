//! Somebody leaves.

use super::change::{Asked, Change, Typed};
use super::kept::kept;
use super::page_of;
use super::person_reading::PersonReading;
use crate::clock::today;
use crate::components::field::{DateField, Entry, InputFormat};
use crate::session::use_profile;
use crate::text::{t, tf};
use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::json;
use shared::directory::PersonPage;
use shared::key;
use shared::people::LeavePerson;

/// The longest reason, in characters.
const MOST_REASON: usize = 200;

/// The form of the last day.
#[component]
pub fn Leave(
    /// What is read of them.
    reading: PersonReading,
    /// As it was read.
    page: PersonPage,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let on = Typed::new("on", today(offset).to_string());
    let reason = Typed::new("reason", "");
    let ask = Callback::new(move |preview: bool| {
        let day: Option<NaiveDate> = on.text().and_then(|text| text.parse().ok());
        let day = on.needed(t(key!("people.leave.on")), day);
        let why = reason.needed(t(key!("people.leave.reason")), reason.text());
        match (day, why) {
            (Ok(day), Ok(why)) => {
                let leaving = LeavePerson {
                    expected: reading.version(),
                    on: day,
                    reason: why,
                    preview,
                };
                Ok(Asked::Post(
                    format!("{}/leave", reading.path()),
                    json!(leaving),
                ))
            }
            (day, why) => Err([day.err(), why.err()].into_iter().flatten().collect()),
        }
    });
    view! {
        <Change
            title=t(key!("people.leave.button"))
            lead=tf(key!("people.leave.lead"), &[("name", &page.person.name)])
            back=page_of(reading.id)
            ask
            on_conflict=Callback::new(move |()| reading.read())
            on_kept=kept(t(key!("people.leave.done")))
        >
            <DateField question=on.question(t(key!("people.leave.on")), None, false)/>
            <Entry
                question=reason.question(t(key!("people.leave.reason")), None, false)
                format=InputFormat::text(MOST_REASON)
            />
        </Change>
    }
}
