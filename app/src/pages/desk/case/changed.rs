//! What others did while a decision was on its way.

use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::pages::desk::course::Since;
use crate::pages::desk::sheet::Sheet;
use crate::pages::desk::sitting::Sitting;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::desk::Case;
use shared::key;
use std::sync::Arc;

/// What others did since the decision that came back was made.
#[component]
pub fn ChangedMeanwhile(
    /// The case now.
    case: Signal<Arc<Case>>,
    /// Keeps the decision that came back.
    sitting: Sitting,
    /// The case laid out: it names the answers.
    sheet: Memo<Sheet>,
) -> impl IntoView {
    move || {
        let case = case.get();
        let refused = sitting.decisions.refused_about(case.record.record_id)?;
        if refused.request.version == case.record.version {
            return None;
        }
        let since = Since::after(&refused.read, &case);
        let steps = since.steps.into_iter().map(|(name, by)| {
            let said = t_of("states.step", name);
            tf(
                key!("desk.case.changed_steps"),
                &[("name", &by), ("step", said)],
            )
        });
        let steps = steps.map(|step| view! { <p>{step}</p> }).collect_view();
        let fields = sheet.with(|sheet| names(sheet, &since.paths));
        let fields = match fields.is_empty() {
            true => t(key!("desk.case.changed_nothing")).to_owned(),
            false => tf(key!("desk.case.changed_fields"), &[("fields", &fields)]),
        };
        Some(view! {
            <Notice title=t(key!("desk.case.changed_title")) tone=Tone::Warning>
                {steps}
                <p>{fields}</p>
            </Notice>
        })
    }
}

fn names(sheet: &Sheet, paths: &[String]) -> String {
    let names: Vec<&str> = paths
        .iter()
        .filter_map(|path| sheet.row(path).map(|row| row.name.as_str()))
        .collect();
    names.join(", ")
}
