//! What others did while a decision was on its way.

use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::finding_text::finding_text;
use crate::pages::desk::course::Since;
use crate::pages::desk::sheet::Sheet;
use crate::pages::desk::sitting::Sitting;
use crate::pages::desk::words;
use crate::text::{language, t, tf};
use crate::work::decisions::CHANGED;
use crate::work::use_work;
use leptos::prelude::*;
use shared::desk::Case;
use shared::finding::{Finding, unseen};
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
    let catalogue = use_work().catalogue;
    move || {
        let case = case.get();
        let refused = sitting.decisions.refused_about(case.record.record_id)?;
        let new = match refused.was_refused_as(CHANGED) {
            true => unseen(&case.findings, &refused.request.seen),
            false => Vec::new(),
        };
        if refused.request.version == case.record.version && new.is_empty() {
            return None;
        }
        let since = Since::after(&refused.read, &case);
        let steps = since.steps.into_iter();
        let steps = steps.map(|(name, by)| words::step_by(&by, name));
        let steps = steps.map(|step| view! { <p>{step}</p> }).collect_view();
        let fields = sheet.with(|sheet| names(sheet, &since.paths));
        let fields = match fields.is_empty() {
            true => t(key!("desk.case.changed_nothing")).to_owned(),
            false => tf(key!("desk.case.changed_fields"), &[("fields", &fields)]),
        };
        let found = catalogue.with(|catalogue| {
            let said = new.into_iter().map(|finding| {
                let text = finding_text(language(), finding, catalogue.as_deref());
                sheet.with(|sheet| at_its_place(sheet, finding, text))
            });
            let said = said.map(|text| words::newly_found(&text));
            said.map(|text| view! { <p>{text}</p> }).collect_view()
        });
        Some(view! {
            <Notice title=t(key!("desk.case.changed_title")) tone=Tone::Warning>
                {steps}
                {found}
                <p>{fields}</p>
            </Notice>
        })
    }
}

/// What was found, with the name of the answer at which it was.
fn at_its_place(sheet: &Sheet, finding: &Finding, text: String) -> String {
    match sheet.row(&finding.path) {
        Some(row) => format!("{} · {text}", row.name),
        None => text,
    }
}

fn names(sheet: &Sheet, paths: &[String]) -> String {
    let names: Vec<&str> = paths
        .iter()
        .filter_map(|path| sheet.row(path).map(|row| row.name.as_str()))
        .collect();
    names.join(", ")
}
