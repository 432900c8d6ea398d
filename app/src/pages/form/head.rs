//! The head of a page of the form: the way back, how far one is, whether it is kept.

use super::address;
use super::banners::lines_of;
use crate::components::error_summary::ErrorSummary;
use crate::components::icon::{Icon, IconName};
use crate::drafting::{Kept, OpenDraft, Step, use_open_draft};
use crate::pages::store_failed::StoreFailed;
use crate::text::{t, t_of, tf};
use leptos::{html, prelude::*};
use leptos_router::components::A;
use shared::key;

/// The head of one page.
#[component]
pub fn Head(
    /// Where Back leads.
    #[prop(into)]
    back: Signal<String>,
    /// The section it belongs to.
    section: &'static str,
    /// What is asked here.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    let open = use_open_draft();
    view! {
        <header class="form-head">
            <div class="form-bar">
                <A href=move || back.get() attr:class="form-back">
                    <Icon name=IconName::Back/>
                    <span>{t(key!("ui.back"))}</span>
                </A>
                <KeptMark open/>
                <A href=address::overview(&open.key()) attr:class="form-sections">
                    {t(key!("form.sections"))}
                </A>
            </div>
            <SectionProgress open section/>
            <Title title/>
        </header>
        <NotKept open/>
        <Passed open/>
    }
}

/// The warnings of the page before, with the way back to them: they keep nobody there.
#[component]
fn Passed(open: OpenDraft) -> impl IntoView {
    let passed = open.passed.try_update_value(core::mem::take);
    let passed = passed.unwrap_or_default();
    let lines = Signal::derive(move || {
        let stands = open.findings.with(|findings| {
            let stands = passed.iter().filter(|finding| findings.contains(finding));
            stands.cloned().collect::<Vec<_>>()
        });
        lines_of(open, &stands, address::page)
    });
    view! {
        <ErrorSummary
            heading=t(key!("form.passed")).to_owned()
            lines
            asked_for=Signal::stored(0)
        />
    }
}

/// The heading; it takes the focus when the page opens, so that a screen reader begins here.
#[component]
pub fn Title(
    /// What it says.
    title: String,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            // Focus of an element in the page does not fail.
            let _ = heading.focus();
        }
    });
    view! { <h1 tabindex="-1" node_ref=heading>{title}</h1> }
}

/// One bar per section, and its place in words.
#[component]
fn SectionProgress(open: OpenDraft, section: &'static str) -> impl IntoView {
    let sections = Memo::new(move |_| open.steps.with(|steps| sections_of(steps)));
    let place = move || {
        sections.with(|all| {
            let at = all.iter().position(|id| *id == section).unwrap_or(0) + 1;
            (at, all.len())
        })
    };
    let words = move || {
        let (at, count) = place();
        tf(
            key!("form.section_of"),
            &[("n", &at.to_string()), ("m", &count.to_string())],
        )
    };
    view! {
        <div class="form-progress">
            <p>
                <strong>{t_of("sections", section)}</strong>
                <span class="soft">{words}</span>
            </p>
            <ol aria-hidden="true">
                {move || {
                    let (at, count) = place();
                    (1..=count)
                        .map(|n| view! { <li class:is-past=n < at class:is-now=n == at></li> })
                        .collect_view()
                }}
            </ol>
        </div>
    }
}

/// The sections of these steps, each once, in order.
fn sections_of(steps: &[Step]) -> Vec<&'static str> {
    let mut sections: Vec<&'static str> = steps.iter().map(Step::section).collect();
    sections.dedup();
    sections
}

/// Whether what is on the screen is on the disk.
#[component]
fn KeptMark(open: OpenDraft) -> impl IntoView {
    let kept = open.saver.kept();
    let text = move || match kept.get() {
        Kept::NotBegun => "",
        Kept::Yes => t(key!("form.kept")),
        Kept::Soon => t(key!("form.keeping")),
        Kept::No(_) => t(key!("form.not_kept")),
    };
    view! {
        // Not read out: it changes with every key.
        <p class="form-kept">{text}</p>
    }
}

/// Said loudly only if it could not be kept.
#[component]
fn NotKept(open: OpenDraft) -> impl IntoView {
    let kept = open.saver.kept();
    move || match kept.get() {
        Kept::No(error) => view! {
            <div role="alert">
                <StoreFailed title=t(key!("form.not_kept")) error>
                    <p>{t(key!("form.not_kept_goes_on"))}</p>
                </StoreFailed>
            </div>
        }
        .into_any(),
        Kept::NotBegun | Kept::Yes | Kept::Soon => ().into_any(),
    }
}
