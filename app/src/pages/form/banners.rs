//! What has to be known before going on with a draft: refused by the server, older rules, copied from
//! another record, no products.

use super::address;
use super::came_back::CameBack;
use super::finding_message::message_with_name;
use super::of_another::OfAnother;
use super::sold_anew::SoldAnew;
use crate::components::chip::Tone;
use crate::components::error_summary::{ErrorSummary, SummaryLine};
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::drafting::{OpenDraft, Step, refused_findings};
use crate::kind_look::look;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::finding::Finding;
use shared::form::PlacedPage;
use shared::key;
use shared::record::RecordKind;
use shared::rules::DraftChange;

/// All of them, the most pressing first.
#[component]
pub fn Banners(open: OpenDraft) -> impl IntoView {
    view! {
        <CameBack work=open.work key=open.key()/>
        <Refused open/>
        <OlderRules open/>
        <SoldAnew open/>
        <OfAnother open/>
        <Copied open/>
        <NoProducts open/>
    }
}

/// What the server found; a line goes when its answer changes.
#[component]
fn Refused(open: OpenDraft) -> impl IntoView {
    let lines = Signal::derive(move || {
        let found = open.draft.with(|draft| {
            open.work
                .outbox
                .with(|outbox| refused_findings(outbox, &draft.key, &draft.answers))
        });
        lines_of(open, &found, address::page_from_check)
    });
    view! {
        <ErrorSummary
            heading=t(key!("form.refused")).to_owned()
            lines
            asked_for=Signal::stored(0)
        />
    }
}

/// The findings as links to the pages where they are mended, in the order of the form.
pub fn lines_of(
    open: OpenDraft,
    findings: &[Finding],
    page: fn(&str, &str, Option<usize>) -> String,
) -> Vec<SummaryLine> {
    let key = open.key();
    let catalogue = open.work.catalogue.get();
    open.steps.with(|steps| {
        let mut placed: Vec<_> = findings
            .iter()
            .map(|finding| (place_of(steps, &finding.path), finding))
            .collect();
        placed.sort_by_key(|(place, _)| place.map_or(usize::MAX, |(at, _)| at));
        placed
            .into_iter()
            .map(|(place, finding)| SummaryLine {
                href: place.map_or_else(
                    || address::overview(&key),
                    |(_, placed)| page(&key, placed.id, placed.item),
                ),
                text: message_with_name(open.form, finding, catalogue.as_deref()),
                severity: finding.severity,
            })
            .collect()
    })
}

/// The page on which the answer at `path` is given, and the answer's place in the whole form.
fn place_of<'a>(steps: &'a [Step], path: &str) -> Option<(usize, &'a PlacedPage)> {
    steps
        .iter()
        .flat_map(Step::pages)
        .flat_map(|page| page.fields.iter().map(move |placed| (page, placed)))
        .enumerate()
        .find(|(_, (_, placed))| placed.path == path)
        .map(|(at, (page, _))| (at, page))
}

/// What changed in the rules since the draft was begun.
#[component]
fn OlderRules(open: OpenDraft) -> impl IntoView {
    let changes = open.rule_changes.get_value();
    (!changes.is_empty()).then(|| {
        let texts: Vec<String> = changes
            .iter()
            .map(|change| change_text(open, change))
            .collect();
        let changes = texts.into_iter().map(|text| view! { <li>{text}</li> });
        view! {
            <Notice title=t(key!("form.older_rules.title")) tone=Tone::Warning>
                <p>{t(key!("form.older_rules.text"))}</p>
                <ul class="bullets">{changes.collect_view()}</ul>
            </Notice>
        }
    })
}

fn change_text(open: OpenDraft, change: &DraftChange) -> String {
    let path = change.path();
    let field = open.form.field_at(path);
    let label = field.map_or(path, |field| t_of("fields", field.label));
    let text = match change {
        DraftChange::Dropped { text, .. } => text,
        DraftChange::Retired { choice, .. } => choice,
        DraftChange::Asked { .. } => "",
    };
    tf(
        &format!("rules.changes.{}", change.as_str()),
        &[("field", label), ("text", text)],
    )
}

/// Where the answers came from with which it was begun, and what is asked anew.
#[component]
fn Copied(open: OpenDraft) -> impl IntoView {
    let origin = open.origin().filter(|it| it.kind == open.kind)?;
    let number = origin.number.to_string();
    let text = look(open.kind).review?.copied;
    Some(view! {
        <Notice
            title=tf(key!("form.copied.title"), &[("number", &number)])
            tone=Tone::Neutral
            icon=IconName::Copy
        >
            <p>{t(text)}</p>
        </Notice>
    })
}

/// Before the first exchange there is nothing to sell.
#[component]
fn NoProducts(open: OpenDraft) -> impl IntoView {
    let needed = open.kind == RecordKind::Application;
    view! {
        <Show when=move || needed && open.work.catalogue.with(Option::is_none)>
            <Notice title=t(key!("form.no_products.title")) tone=Tone::Neutral>
                <p>{t(key!("form.no_products.text"))}</p>
            </Notice>
        </Show>
    }
}
