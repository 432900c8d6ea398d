//! What has to be known before going on with a draft: refused by the server, older rules, no products.

use super::address;
use super::open_draft::OpenDraft;
use super::page::summary_text;
use super::refusal::refused_findings;
use crate::components::chip::Tone;
use crate::components::error_summary::{ErrorSummary, SummaryLine};
use crate::components::notice::Notice;
use crate::text::{language, t};
use leptos::prelude::*;
use shared::finding::Finding;
use shared::key;
use shared::record::{RecordKind, RuleVersion};
use shared::text::lookup;

/// All of them, the most pressing first.
#[component]
pub fn Banners(open: OpenDraft) -> impl IntoView {
    view! {
        <Refused open/>
        <OlderRules open/>
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
        lines_of(open, &found)
    });
    view! {
        <ErrorSummary
            heading=t(key!("form.refused")).to_owned()
            lines
            asked_for=Signal::stored(0)
        />
    }
}

/// The findings as links to the pages where they are mended.
pub fn lines_of(open: OpenDraft, findings: &[Finding]) -> Vec<SummaryLine> {
    let key = open.key();
    let catalogue = open.work.catalogue.get();
    open.steps.with(|steps| {
        findings
            .iter()
            .map(|finding| {
                let place = steps
                    .iter()
                    .find_map(|step| Some((step, step.page_of(&finding.path)?)));
                let href = place.map_or_else(
                    || address::overview(&key),
                    |(step, page)| address::page_from_check(&key, step.id(), page.item),
                );
                SummaryLine {
                    href,
                    text: summary_text(open, finding, catalogue.as_deref()),
                    severity: finding.severity,
                }
            })
            .collect()
    })
}

/// What changed in the rules since the draft was begun.
#[component]
fn OlderRules(open: OpenDraft) -> impl IntoView {
    let begun_with = open.draft.with_untracked(|draft| draft.rules);
    (begun_with < RuleVersion::CURRENT).then(|| {
        let changes = (begun_with.0 + 1..=RuleVersion::CURRENT.0)
            .filter_map(|version| lookup(language(), &format!("form.rule_changes.{version}")));
        view! {
            <Notice title=t(key!("form.older_rules.title")) tone=Tone::Warning>
                <p>{t(key!("form.older_rules.text"))}</p>
                <ul class="bullets">{changes.map(|change| view! { <li>{change}</li> }).collect_view()}</ul>
            </Notice>
        }
    })
}

/// Before the first exchange there is nothing to sell.
#[component]
fn NoProducts(open: OpenDraft) -> impl IntoView {
    let needed = open.form.kind == RecordKind::Application;
    view! {
        <Show when=move || needed && open.work.catalogue.with(Option::is_none)>
            <Notice title=t(key!("form.no_products.title")) tone=Tone::Neutral>
                <p>{t(key!("form.no_products.text"))}</p>
            </Notice>
        </Show>
    }
}
