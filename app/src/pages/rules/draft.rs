//! A draft: what it would change, whose it is and why, and what somebody else decides on it.

use super::changes::Changes;
use super::deciding::Deciding;
use super::reading::Reading;
use super::trial::Trial;
use super::words::{moment, state};
use crate::components::chip::{Chip, Tone};
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::id::DraftId;
use shared::key;
use shared::rule_book::{DraftPage, DraftState, RuleSubject};

/// The page of a draft.
#[component]
pub fn Draft(
    /// Which.
    draft: DraftId,
) -> impl IntoView {
    let reading: Reading<DraftPage> = Reading::begin(format!("/api/rules/drafts/{draft}"));
    // Stays when the draft is read anew.
    let failed = RwSignal::new(Vec::new());
    view! {
        <div class="page page-wide page-rules">
            <A href="/rules" attr:class="training-back">
                <Icon name=IconName::Back/>
                {t(key!("ui.back"))}
            </A>
            <h1>{t(key!("rule_book.draft"))}</h1>
            {reading.unread()}
            {move || reading.page.get().map(|page| view! { <Whole reading page failed/> })}
        </div>
    }
}

#[component]
fn Whole(
    reading: Reading<DraftPage>,
    page: DraftPage,
    failed: RwSignal<Vec<String>>,
) -> impl IntoView {
    let draft = page.draft.clone();
    let (subject, id) = (draft.subject, draft.id);
    let is_waiting = draft.state == DraftState::Waiting;
    let title = match is_waiting {
        true => t(key!("rule_book.changes")),
        false => t(key!("rule_book.changed")),
    };
    let anew = page.compared_anew.then(|| {
        view! { <Notice title=t(key!("rule_book.compared_anew")) tone=Tone::Warning/> }
    });
    let texts = page.files.iter().map(|file| {
        let label = tf(key!("rule_book.text_of"), &[("name", &file.name)]);
        view! {
            <details class="rules-file">
                <summary>{label}</summary>
                <pre class="rules-text" tabindex="0">{file.text.clone()}</pre>
            </details>
        }
    });
    let is_tried = subject == RuleSubject::Tables && is_waiting;
    let looked = page.looked.clone();
    view! {
        <Facts page=page.clone()/>
        {anew}
        <Changes subject looked title/>
        {is_tried.then(|| view! { <Trial draft=id/> })}
        <section class="stack-tight">{texts.collect_view()}</section>
        <Deciding reading page=page.clone() failed/>
    }
}

/// Whose it is, when and why, and how it was decided.
#[component]
fn Facts(page: DraftPage) -> impl IntoView {
    let draft = page.draft;
    let tone = match draft.state {
        DraftState::Waiting => Tone::Warning,
        DraftState::PutInForce => Tone::Success,
        DraftState::Rejected => Tone::Neutral,
    };
    let row = |label: &'static str, value: String| {
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    };
    let by = tf(
        key!("rule_book.drafted"),
        &[("name", &draft.by.name), ("at", &moment(draft.at))],
    );
    let decided = page.decided.map(|decided| {
        let by = tf(
            key!("rule_book.decided"),
            &[("name", &decided.by.name), ("at", &moment(decided.at))],
        );
        let reason = (!decided.reason.is_empty())
            .then(|| row(t(key!("rule_book.reason")), decided.reason.clone()));
        view! { {row(state(draft.state), by)} {reason} }
    });
    view! {
        <section class="card stack-tight">
            <p>
                {t_of("rule_book.subject", draft.subject.as_str())}
                " "
                <Chip label=state(draft.state) tone/>
            </p>
            <dl class="facts">
                {row(t(key!("rule_book.draft")), by)}
                {row(t(key!("rule_book.reason")), draft.reason)}
                {decided}
            </dl>
        </section>
    }
}
