//! The question before a whole class is marked at once.

use super::mark_reasons::reason_text;
use super::words;
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::components::settling::{AFTER_OPENING, settle};
use crate::text::{t, tf};
use leptos::{html, prelude::*};
use shared::key;
use shared::submission::PersonRef;
use shared::training::Presence;

/// Who is marked as what and why, by name, and the way to go on. What stands above may still be changed.
#[component]
pub fn MarkQuestion(
    /// Who.
    people: Vec<PersonRef>,
    /// As what.
    presence: Presence,
    /// Why, as it is stored.
    reason: String,
    /// Whether a second person is asked.
    asks: bool,
    /// Told to go on.
    on_yes: Callback<()>,
) -> impl IntoView {
    let n = people.len().to_string();
    let title = tf(
        key!("training.mark.question"),
        &[
            ("n", &n),
            ("presence", words::presence(presence)),
            ("reason", &reason_text(&reason)),
        ],
    );
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    let names = names.join(t(key!("ui.between_names")));
    // Closing does the same, and lets a code that comes later count.
    let absent = (presence == Presence::Absent && !asks)
        .then(|| view! { <p>{t(key!("training.mark.all_absent"))}</p> });
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(question) = element.get() {
            // What comes under the finger now was not meant by the tap that asked.
            settle(AFTER_OPENING);
            question.scroll_into_view();
        }
    });
    view! {
        <div node_ref=element>
            <Notice title tone=Tone::Warning icon=IconName::People>
                <p>{names}</p>
                {absent}
                <Button
                    label=tf(key!("training.mark.question_yes"), &[("n", &n)])
                    on_press=on_yes
                    weight=Weight::Primary
                />
            </Notice>
        </div>
    }
}
