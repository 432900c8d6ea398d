//! What follows once a change of somebody is kept.

use super::page_of;
use crate::components::toast::use_toasts;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::people::PersonChanged;

/// Says so, and goes to the page of the person; Back does not lead to the form again.
pub fn kept(said: &'static str) -> Callback<PersonChanged> {
    let (navigate, toasts) = (StoredValue::new_local(use_navigate()), use_toasts());
    Callback::new(move |changed: PersonChanged| {
        toasts.say(said);
        let replacing = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        navigate.with_value(|navigate| navigate(&page_of(changed.person_id), replacing));
    })
}
