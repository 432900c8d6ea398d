//! Everything that was captured, laid out by the form.

use crate::answer_text::answer_text;
use crate::session::use_profile;
use crate::text::{language, t, t_of, tf};
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
                let groups: Vec<Group> = pages
                    .chunk_by(|one, next| one.item == next.item)
                    .filter_map(|pages| group_of(pages, &content, catalogue.as_deref()))
                    .collect();
                (!groups.is_empty()).then(|| shown(section, groups))
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

/// What stands together: the pages that are asked once, or one of several beneficiaries.
struct Group {
    /// Which of several.
    title: Option<String>,
    /// Labels and words of what is answered.
    facts: Vec<(&'static str, String)>,
}

fn group_of(
    pages: &[PlacedPage],
    content: &Answers,
    catalogue: Option<&Catalogue>,
) -> Option<Group> {
    let first = pages.first()?;
    let title = first.item.map(|item| {
        let (title, n) = (t_of("pages", first.id), (item + 1).to_string());
        tf(key!("form.item_title"), &[("title", title), ("n", &n)])
    });
    let facts: Vec<(&str, String)> = pages
        .iter()
        .flat_map(|page| &page.fields)
        .filter_map(|placed| {
            let label = t_of("fields", placed.field.label);
            let answer = answer_text(language(), placed.field, &placed.path, content, catalogue)?;
            Some((label, answer))
        })
        .collect();
    (!facts.is_empty()).then_some(Group { title, facts })
}

fn shown(section: &'static str, groups: Vec<Group>) -> impl IntoView {
    let groups = groups.into_iter().map(|group| {
        let facts = group.facts.into_iter();
        let facts = facts
            .map(|(label, answer)| view! { <div><dt>{label}</dt><dd>{answer}</dd></div> })
            .collect_view();
        view! {
            {group.title.map(|title| view! { <h4>{title}</h4> })}
            <dl class="facts">{facts}</dl>
        }
    });
    view! {
        <section>
            <h3>{t_of("sections", section)}</h3>
            {groups.collect_view()}
        </section>
    }
}
