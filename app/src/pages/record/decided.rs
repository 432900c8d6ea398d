//! What was decided, why, and what can come next: the policy and a claim on it, or a new record with what
//! this one says.

use crate::components::button::{LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::pages::form::overview_page;
use crate::reason_text::reason_text;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::id::RecordId;
use shared::key;
use shared::policy::PolicyView;
use shared::record::{RecordKind, RecordView};
use shared::submission::Verdict;

/// What was decided of a record, and what can come next.
#[component]
pub fn Decided(
    /// The record.
    record: RecordView,
    /// What was decided.
    verdict: Verdict,
) -> impl IntoView {
    let id = record.record_id;
    let copy = move |label: &'static str, weight| {
        view! { <Begin from=id kind=record.kind label weight/> }
    };
    match verdict {
        Verdict::Accepted => {
            let copy = copy(key!("ui.record.copy"), Weight::Secondary);
            view! {
                <Notice title=t(key!("ui.record.accepted_title")) tone=Tone::Success>
                    {(record.kind == RecordKind::Application).then(|| view! { <Policy record/> })}
                    {copy}
                </Notice>
            }
            .into_any()
        }
        Verdict::Rejected { reason, note } => {
            let anew = copy(key!("ui.record.anew"), Weight::Primary);
            view! {
                <Notice
                    title=t(key!("ui.record.rejected_title"))
                    tone=Tone::Danger
                    icon=IconName::Rejected
                >
                    <p><strong>{reason_text(&reason)}</strong></p>
                    <p>{note}</p>
                    {anew}
                </Notice>
            }
            .into_any()
        }
        Verdict::Withdrawn { note } => {
            let copy = copy(key!("ui.record.copy"), Weight::Secondary);
            view! {
                <Notice
                    title=t(key!("ui.record.withdrawn_title"))
                    tone=Tone::Neutral
                    icon=IconName::Withdrawn
                >
                    <p>{note}</p>
                    {copy}
                </Notice>
            }
            .into_any()
        }
    }
}

/// The policy that was issued on an accepted application, a claim on it and a change of it.
#[component]
fn Policy(record: RecordView) -> impl IntoView {
    let work = use_work();
    let (from, application) = (record.record_id, record.number);
    let issued = Memo::new(move |_| {
        work.all::<PolicyView>().with(|policies| {
            let mut policies = policies.iter();
            let policy = policies.find(|it| it.application.as_ref() == Some(&application))?;
            Some(policy.number.clone())
        })
    });
    move || match issued.get() {
        None => view! { <p>{t(key!("ui.record.not_issued"))}</p> }.into_any(),
        Some(number) => view! {
            <p>{tf(key!("ui.record.policy"), &[("number", &number)])}</p>
            <Begin
                from
                kind=RecordKind::LossNotice
                label=key!("ui.record.report_claim")
                weight=Weight::Primary
            />
            <Begin
                from
                kind=RecordKind::ServiceRequest
                label=key!("ui.record.change_policy")
                weight=Weight::Secondary
            />
        }
        .into_any(),
    }
}

/// The way to a new record that begins with what this one says, or to the one begun so.
#[component]
fn Begin(
    /// This record.
    from: RecordId,
    /// What is begun.
    kind: RecordKind,
    /// What it says while nothing is begun.
    label: &'static str,
    /// How much it weighs.
    weight: Weight,
) -> impl IntoView {
    let begun = use_work().drafts.with_untracked(|drafts| {
        let mut drafts = drafts.iter();
        drafts
            .find(|draft| draft.comes_from(from, kind))
            .map(|draft| overview_page(&draft.key))
    });
    let (label, href) = match begun {
        Some(page) => (key!("ui.record.begun_continue"), page),
        None => (label, format!("/new/{}?from={from}", kind.as_str())),
    };
    view! { <LinkButton label=t(label) href weight/> }
}
