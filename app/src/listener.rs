//! Events that a part of the app listens to for as long as it is there.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::EventTarget;

/// Calls `hear` with every such event of `target` until the component goes; outside of any component, as
/// long as the page is there.
pub fn use_listener<E>(target: &EventTarget, event: E, hear: impl FnMut(E::EventType) + 'static)
where
    E: EventDescriptor,
    E::EventType: JsCast,
{
    use_listener_with(target, event, EventListenerOptions::default(), hear);
}

/// The same for who hears of it before the page does, or may keep the browser from what it does of itself.
pub fn use_listener_with<E>(
    target: &EventTarget,
    event: E,
    options: EventListenerOptions,
    mut hear: impl FnMut(E::EventType) + 'static,
) where
    E: EventDescriptor,
    E::EventType: JsCast,
{
    let name = event.name();
    let listener = EventListener::new_with_options(target, name, options, move |event| {
        hear(event.clone().unchecked_into());
    });
    // It listens until it is dropped: with the component.
    StoredValue::new_local(listener);
}
