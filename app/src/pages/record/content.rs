//! Everything that was captured, laid out by the form.

use crate::answer_text::answer_text;
use crate::session::use_profile;
use crate::text::{language, t, t_of};
use crate::work::use_work;
use leptos::prelude::*;
use shared::answers::Answers;
use shared::form::PlacedPage;
use shared::key;
use shared::kinds::form_of;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::time::Timestamp;

/// Everything that was captured, laid out by the form as it was asked that day.
#[component]
pub fn Content(
    /// Which form.
    kind: RecordKind,
    /// What was captured.
    content: Answers,
    /// When.
    captured_at: Timestamp,
) -> impl IntoView {
    let catalogue = use_work().catalogue;
    let offset = use_profile().get_untracked().branch.offset_minutes;
    let day = captured_at.civil_date(offset).unwrap_or_default();
    let pages = form_of(kind).laid_out(&content, day);
    let sections = move || {
        let catalogue = catalogue.get();
        sections_of(&pages)
            .into_iter()
            .filter_map(|(section, pages)| {
                let facts = facts_of(pages, &content, catalogue.as_deref());
                (!facts.is_empty()).then(|| shown(section, facts))
            })
            .collect_view()
    };
    view! {
        <section class="card" aria-labelledby="content">
            <div class="section-head"><h2 id="content">{t(key!("ui.record.content"))}</h2></div>
            <div class="answers">{sections}</div>
        </section>
    }
}

/// Neighbouring pages of one section.
fn sections_of(pages: &[PlacedPage]) -> Vec<(&'static str, &[PlacedPage])> {
    pages
        .chunk_by(|one, next| one.section == next.section)
        .filter_map(|pages| Some((pages.first()?.section, pages)))
        .collect()
}

/// Label and words of what is answered.
fn facts_of(
    pages: &[PlacedPage],
    content: &Answers,
    catalogue: Option<&Catalogue>,
) -> Vec<(&'static str, String)> {
    pages
        .iter()
        .flat_map(|page| &page.fields)
        .filter_map(|placed| {
            let label = t_of("fields", placed.field.label);
            let answer = answer_text(language(), placed.field, &placed.path, content, catalogue)?;
            Some((label, answer))
        })
        .collect()
}

fn shown(section: &'static str, facts: Vec<(&'static str, String)>) -> impl IntoView {
    view! {
        <section>
            <h3>{t_of("sections", section)}</h3>
            <dl class="facts">
                {facts
                    .into_iter()
                    .map(|(label, answer)| view! { <div><dt>{label}</dt><dd>{answer}</dd></div> })
                    .collect_view()}
            </dl>
        </section>
    }
}
