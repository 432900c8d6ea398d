//! Why a presence is changed after the day: a request to a second person, never one tap.

use super::closed_month::ClosedMonth;
use super::seen::Correcting;
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::components::reason_entry::ReasonEntry;
use crate::components::written::reason_of;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::note::MOST_REASON;

/// The reason in the trainer's words, and of a closed month that it is a correction.
#[component]
pub fn CorrectionReason(
    /// What is asked for.
    correcting: Correcting,
    /// Told the reason, and whether it corrects a closed month.
    mark: Callback<(String, bool)>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let confirmed = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let unconfirmed = RwSignal::new(false);
    let closed = correcting.closed_month;
    let ask = Callback::new(move |()| {
        let reason = reason_of(typed, missing, MOST_REASON);
        unconfirmed.set(closed.is_some() && !confirmed.get_untracked());
        if let Some(reason) = reason.filter(|_| !unconfirmed.get_untracked()) {
            mark.run((reason, closed.is_some()));
        }
    });
    view! {
        <Notice title=t(key!("training.correct.title")) tone=Tone::Warning icon=IconName::People>
            <p>{t(key!("training.correct.text"))}</p>
        </Notice>
        <ReasonEntry
            id="correct-why"
            label=t(key!("training.correct.why"))
            lacking=t(key!("training.correct.why_missing"))
            most=MOST_REASON
            written=typed
            missing
        />
        {closed.map(|month| view! { <ClosedMonth id="correct-closed" month confirmed unconfirmed/> })}
        <Button
            label=t(key!("training.correct.ask")).to_owned()
            on_press=ask
            weight=Weight::Primary
        />
    }
}
