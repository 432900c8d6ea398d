//! What was decided and not sent when the person signed out: shown when they are back, and sent only if
//! they say so.

use super::case_address;
use super::words::{self, with_number};
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::format::moment;
use crate::session::use_profile;
use crate::store::KeptDecision;
use crate::text::{t, tf};
use crate::work::decisions::Decisions;
use leptos::prelude::*;
use shared::key;

/// Every decision that was left behind, each with what can become of it.
#[component]
pub fn LeftBehind(
    /// What is decided, and on its way.
    decisions: Decisions,
) -> impl IntoView {
    let left = move || {
        let mut kept = decisions.kept.get();
        kept.retain(KeptDecision::is_left_behind);
        kept
    };
    view! {
        <div class="desk-failed">
            <For each=left key=KeptDecision::id let:decision>
                <Asked decision decisions/>
            </For>
        </div>
    }
}

#[component]
fn Asked(
    /// Which.
    decision: KeptDecision,
    /// Sends it, or forgets it.
    decisions: Decisions,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let id = decision.id();
    let title = with_number(key!("desk.left_behind.title"), &decision);
    let when = moment(decision.sent_at, offset);
    let said = tf(
        key!("desk.left_behind.text"),
        &[("decided", &words::decided(&decision)), ("when", &when)],
    );
    view! {
        <Notice title tone=Tone::Warning>
            <p>{said}</p>
            <div class="button-row">
                <Button
                    label=t(key!("desk.left_behind.send")).to_owned()
                    on_press=Callback::new(move |()| decisions.send_left_behind(id))
                />
                <LinkButton
                    label=t(key!("desk.failed.open"))
                    href=case_address(decision.record_id)
                />
                <Button
                    label=t(key!("desk.failed.drop")).to_owned()
                    weight=Weight::Quiet
                    on_press=Callback::new(move |()| decisions.forget(id))
                />
            </div>
        </Notice>
    }
}
