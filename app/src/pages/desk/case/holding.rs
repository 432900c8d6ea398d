//! Who has the case open. Whoever may decide it has it from opening it on, as long as they do
//! something with it; somebody else sees that and can take it over.

use super::opening::Opening;
use crate::api::ApiError;
use crate::clock::now;
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::components::toast::{Toasts, use_toasts};
use crate::format::moment;
use crate::listener::use_listener;
use crate::pages::desk::asking::Occasion;
use crate::pages::desk::sitting::Sitting;
use crate::pages::desk::{requests, words};
use crate::session::use_profile;
use crate::text::{t, tf};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{Case, Holder};
use shared::id::{PersonId, RecordId};
use shared::key;
use shared::time::Timestamp;
use std::sync::Arc;

/// The server is told at most so often that somebody is at it, in milliseconds.
const TOLD_EVERY: i64 = 2 * 60_000;

/// Who else has the case open.
pub fn another(case: &Case, me: PersonId) -> Option<&Holder> {
    case.holder.as_ref().filter(|holder| holder.person.id != me)
}

/// Keeps the case as long as something is done with it, and gives it back when it is left without a
/// decision.
pub fn keep(id: RecordId, opening: Opening, sitting: Sitting) {
    let told = StoredValue::new(now());
    let toasts = use_toasts();
    let active = move || {
        if is_mine(opening, sitting) && is_due(told.get_value(), now()) {
            told.set_value(now());
            spawn_local(async move {
                // If it cannot be said now, it is said with the next thing that is done.
                if ask(id, opening, false).await.is_ok() {
                    say_who_took_it(opening, sitting, toasts);
                }
            });
        }
    };
    use_listener(&window(), ev::keydown, move |_| active());
    use_listener(&window(), ev::pointerdown, move |_| active());
    use_listener(&window(), ev::scroll, move |_| active());
    on_cleanup(move || {
        if is_mine(opening, sitting) && !sitting.is_decided(id) {
            // If it cannot be said, it ends by itself.
            spawn_local(async move { drop(requests::release(id).await) });
        }
    });
}

/// It was this person's until now.
fn say_who_took_it(opening: Opening, sitting: Sitting, toasts: Toasts) {
    let taken = opening.case.try_with_untracked(|case| {
        let holder = another(case.as_ref()?, sitting.person)?;
        Some(holder.person.name.clone())
    });
    if let Some(name) = taken.flatten() {
        toasts.warn(untrack(|| {
            tf(key!("desk.held_by.taken_over"), &[("name", &name)])
        }));
    }
}

const fn is_due(told: Timestamp, now: Timestamp) -> bool {
    now.millis_since(told) > TOLD_EVERY
}

fn is_mine(opening: Opening, sitting: Sitting) -> bool {
    let holder = |case: &Arc<Case>| case.holder.as_ref().map(|holder| holder.person.id);
    let held = opening
        .case
        .try_with_untracked(|case| case.as_ref().and_then(holder));
    held.flatten() == Some(sitting.person)
}

/// Asks for the case; shows who has it then.
async fn ask(id: RecordId, opening: Opening, take_over: bool) -> Result<(), ApiError> {
    let holder = requests::hold(id, take_over).await?;
    opening.held_by(holder);
    Ok(())
}

/// That somebody else has the case open, and the way to take it over.
#[component]
pub fn HeldByAnother(
    /// The case.
    case: Signal<Arc<Case>>,
    /// Brings it up to date.
    opening: Opening,
    /// Whose sitting it is.
    sitting: Sitting,
    /// Whether the person decides.
    decides: bool,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let toasts = use_toasts();
    let take_over = Callback::new(move |id: RecordId| {
        spawn_local(async move {
            match ask(id, opening, true).await {
                Ok(()) => opening.on(Occasion::Changed),
                Err(error) => toasts.warn(words::api_error(&error)),
            }
        });
    });
    move || {
        let case = case.get();
        let holder = another(&case, sitting.person)?;
        let since = moment(holder.since, offset);
        let id = case.record.record_id;
        let may = decides && case.accept_refusal.is_none();
        let said = match may {
            true => key!("desk.held_by.since"),
            false => key!("desk.held_by.since_only"),
        };
        let said = tf(said, &[("when", &since)]);
        let button = may.then(|| {
            view! {
                <Button
                    label=t(key!("desk.held_by.take_over")).to_owned()
                    weight=Weight::Secondary
                    on_press=Callback::new(move |()| take_over.run(id))
                />
            }
        });
        let title = tf(key!("desk.held_by.title"), &[("name", &holder.person.name)]);
        Some(view! {
            <Notice title tone=Tone::Warning>
                <p>{said}</p>
                {button}
            </Notice>
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;

    #[test]
    fn only_somebody_else_is_another() {
        let mut case = example::queried_case();
        let me = PersonId::from_number(2);
        assert_eq!(another(&case, me), None);
        case.holder = Some(example::holder(2));
        assert_eq!(another(&case, me), None);
        case.holder = Some(example::holder(3));
        assert_eq!(another(&case, me), Some(&example::holder(3)));
    }

    #[test]
    fn who_is_busy_tells_it_now_and_then() {
        let told = Timestamp::from_millis(1_000);
        assert!(!is_due(told, told.plus_millis(TOLD_EVERY)));
        assert!(is_due(told, told.plus_millis(TOLD_EVERY + 1)));
    }
}
