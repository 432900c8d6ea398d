//! What the agent corrected after it was submitted.

use super::standing::field_label;
use crate::format::moment;
use crate::session::use_profile;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::record::RecordKind;
use shared::submission::Amendment;

/// Corrections, the latest first; nothing if there are none.
#[component]
pub fn Amendments(
    /// Oldest first.
    amendments: Vec<Amendment>,
    /// Which form.
    kind: RecordKind,
) -> impl IntoView {
    (!amendments.is_empty()).then(|| {
        let told = amendments.into_iter().rev();
        view! {
            <section class="card stack" aria-labelledby="amendments">
                <h2 id="amendments">{t(key!("ui.record.amendments"))}</h2>
                {told.map(|amendment| view! { <Told amendment kind/> }).collect_view()}
            </section>
        }
    })
}

#[component]
fn Told(amendment: Amendment, kind: RecordKind) -> impl IntoView {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    let when = moment(amendment.at, offset);
    let fields: Vec<String> = amendment
        .answers
        .iter()
        .map(|answer| field_label(kind, &answer.path))
        .collect();
    view! {
        <div class="stack-tight">
            <p class="small soft tabular">{when}</p>
            <p><strong>{fields.join(" · ")}</strong></p>
            <p>{amendment.note}</p>
        </div>
    }
}
