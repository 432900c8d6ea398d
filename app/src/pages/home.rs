//! Where a person starts: what needs them, what they can begin, where their work stands.

mod field;
mod first_sync;
mod office;
mod room_warning;

use self::field::{Capture, MyWork, NeedsYou, all_items};
use self::first_sync::FirstSync;
use self::office::{Office, OfficePart};
use self::room_warning::RoomWarning;
use crate::session::use_profile;
use crate::text::tf;
use leptos::prelude::*;
use shared::key;
use shared::people::Role;

/// The start page of whoever works here.
#[component]
pub fn Home() -> impl IntoView {
    let profile = use_profile();
    let captures = Memo::new(move |_| profile.with(|profile| profile.any_role(Role::captures)));
    let office = Memo::new(move |_| profile.with(Office::of));
    let all = all_items();
    view! {
        <div class="page page-home" class:is-office=move || !captures.get()>
            <header class="page-head">
                <p class="small soft">{move || profile.with(|p| p.branch.name.clone())}</p>
                <h1>
                    {move || tf(key!("ui.home.hello"), &[("name", &profile.with(|p| p.person.name.clone()))])}
                </h1>
            </header>
            <FirstSync/>
            <RoomWarning/>
            {move || captures.get().then(|| view! {
                <NeedsYou all/>
                <Capture/>
            })}
            <Show when=move || office.with(|office| !office.is_empty())>
                <div class="home-office">
                    {move || office.get().into_iter().map(|part| view! { <OfficePart part/> }).collect_view()}
                </div>
            </Show>
            {move || captures.get().then(|| view! { <MyWork all/> })}
        </div>
    }
}
