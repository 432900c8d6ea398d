//! Who came to a trainer's sessions of a month, as a file.

use crate::clock::today;
use crate::components::filter::OneOf;
use crate::components::take_out::TakeOut;
use crate::session::use_profile;
use crate::taking_out::{TakingOut, address};
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::month::Month;

/// So many months back can be chosen.
const MONTHS: i32 = 12;

/// The attendance of a month: this one, or one before.
#[component]
pub fn TakeMonthOut() -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let chosen = RwSignal::new(String::new());
    let before = (1..=MONTHS).map(|back| Month::of(today(offset)).plus(-back).to_string());
    let options: Vec<(String, String)> = before.map(|month| (month.clone(), month)).collect();
    let taking = TakingOut::new();
    let on_take = Callback::new(move |format| {
        let month = match chosen.get_untracked() {
            month if month.is_empty() => Month::of(today(offset)).to_string(),
            month => month,
        };
        taking.take(address(&format!("attendance/{month}"), format));
    });
    view! {
        <section class="stack-tight" aria-labelledby="attendance-of-month">
            <h2 id="attendance-of-month">{t(key!("exports.attendance"))}</h2>
            <OneOf
                label=t(key!("exports.column.month"))
                any=t(key!("exports.this_month"))
                options=Signal::stored(options)
                chosen
                on_choose=Callback::new(move |month| chosen.set(month))
            />
            <TakeOut busy=taking.is_busy() error=taking.error() on_take/>
        </section>
    }
}
