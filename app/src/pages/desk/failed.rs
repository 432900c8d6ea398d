//! Decisions the server did not take: they come back with their case and their text.

use super::case_address;
use super::sitting::{Failed, Sitting};
use super::words::with_number;
use crate::api::ApiError;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// Decisions the server did not take.
#[component]
pub fn FailedDecisions(
    /// Whose they are.
    sitting: Sitting,
) -> impl IntoView {
    view! {
        <div class="desk-failed">
            <For
                each=move || sitting.failed.get()
                key=|failed| failed.decided.request.decision_id
                let:failed
            >
                <FailedDecision failed sitting/>
            </For>
        </div>
    }
}

#[component]
fn FailedDecision(
    /// Which.
    failed: Failed,
    /// Whose.
    sitting: Sitting,
) -> impl IntoView {
    let decision = failed.decided.request.decision_id;
    let again = failed.error.is_passing() || failed.error == ApiError::SignIn;
    view! {
        <Notice title=with_number(key!("desk.failed.title"), &failed.decided) tone=Tone::Danger>
            <p>{cause(&failed.error)}</p>
            <div class="button-row">
                {again
                    .then(|| {
                        view! {
                            <Button
                                label=t(key!("desk.failed.again")).to_owned()
                                weight=Weight::Primary
                                on_press=Callback::new(move |()| sitting.try_again(decision))
                            />
                        }
                    })}
                <LinkButton
                    label=t(key!("desk.failed.open"))
                    href=case_address(failed.decided.record_id())
                />
                <Button
                    label=t(key!("desk.failed.drop")).to_owned()
                    weight=Weight::Quiet
                    on_press=Callback::new(move |()| {
                        sitting.drop_failed(decision);
                    })
                />
            </div>
        </Notice>
    }
}

/// Why the server did not take it.
fn cause(error: &ApiError) -> String {
    match error {
        ApiError::Problem(problem) if problem.code == "changed_meanwhile" => {
            t(key!("desk.failed.changed")).to_owned()
        }
        error => super::words::api_error(error),
    }
}
