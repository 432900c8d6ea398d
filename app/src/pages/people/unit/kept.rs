//! What follows once a change of a unit is kept.

use super::unit_page_of;
use crate::components::toast::use_toasts;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::people::UnitChanged;

/// Says so, and goes to the page of the unit, or to all of them if it is not there any more; Back does not lead to the
/// form again.
pub fn kept(said: &'static str) -> Callback<UnitChanged> {
    let (navigate, toasts) = (StoredValue::new_local(use_navigate()), use_toasts());
    Callback::new(move |changed: UnitChanged| {
        toasts.say(said);
        let replacing = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        let mut units = changed.units.iter();
        let to = match units.any(|unit| unit.gone && unit.unit_id == changed.unit_id) {
            true => "/units".to_owned(),
            false => unit_page_of(changed.unit_id),
        };
        navigate.with_value(|navigate| navigate(&to, replacing));
    })
}
