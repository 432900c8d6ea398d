//! The people who are listed, as a file that can be imported again.

use super::listing::Listing;
use crate::components::take_out::TakeOut;
use crate::taking_out::{TakingOut, address_of_people};
use crate::text::t;
use leptos::prelude::*;
use shared::directory::PeopleFilter;
use shared::export::{FileFormat, PeopleExportAsked};
use shared::key;
use shared::people::import::Numbers;

/// Everybody who is wanted, on every page of the list.
#[component]
pub fn TakePeopleOut(
    /// What is read.
    listing: Listing,
) -> impl IntoView {
    let taking = TakingOut::new();
    let is_whole = RwSignal::new(false);
    let on_take = Callback::new(move |format: FileFormat| {
        let identity = match is_whole.get_untracked() {
            true => Numbers::Whole,
            false => Numbers::Masked,
        };
        let path = address_of_people(PeopleExportAsked {
            format,
            language: None,
            identity,
        });
        let wanted = PeopleFilter {
            after: None,
            ..listing.wanted.get_untracked()
        };
        taking.take_wanted(path, &wanted);
    });
    view! {
        <section class="stack-tight">
            <label class="choice" class:is-chosen=is_whole>
                <input
                    type="checkbox"
                    prop:checked=move || is_whole.get()
                    on:change=move |event| is_whole.set(event_target_checked(&event))
                />
                <span class="choice-mark is-square" aria-hidden="true"></span>
                <span class="choice-text">{t(key!("exports.whole"))}</span>
            </label>
            {move || is_whole.get().then(|| view! {
                <p class="soft small" role="status">{t(key!("exports.whole_hint"))}</p>
            })}
            <TakeOut busy=taking.is_busy() error=taking.error() on_take/>
        </section>
    }
}
