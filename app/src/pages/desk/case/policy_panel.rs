//! The policy that a claim report is about.

use crate::components::chip::{Chip, Tone};
use crate::components::icon::IconName;
use crate::format::date;
use crate::pages::desk::words;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use shared::desk::{Case, ClaimedPolicy};
use shared::key;
use shared::kinds::{self, Policies};
use std::sync::Arc;

/// The policy that a case names, or that none is known here; nothing for what names none.
#[component]
pub fn PolicyPanel(
    /// The case.
    case: Signal<Arc<Case>>,
) -> impl IntoView {
    let names_one = case.with_untracked(|case| {
        matches!(kinds::of(case.record.kind).policies, Policies::Named { .. })
    });
    let known = move || match case.with(|case| case.policy.clone()) {
        Some(claimed) => view! { <Known claimed/> }.into_any(),
        None => view! { <p>{t(key!("desk.policy.unknown"))}</p> }.into_any(),
    };
    names_one.then(|| {
        view! {
            <section class="desk-panel">
                <h2>{t(key!("desk.policy.title"))}</h2>
                {known}
            </section>
        }
    })
}

#[component]
fn Known(
    /// The policy.
    claimed: ClaimedPolicy,
) -> impl IntoView {
    let catalogue = use_work().catalogue;
    let ClaimedPolicy { policy, agent } = claimed;
    let product = policy.product.clone();
    let product = move || catalogue.with(|catalogue| words::product(&product, catalogue.as_ref()));
    let status = match policy.in_force {
        true => view! {
            <Chip label=t(key!("desk.policy.in_force")) tone=Tone::Success icon=IconName::Accepted/>
        }
        .into_any(),
        false => view! {
            <Chip label=t(key!("desk.policy.ended")) tone=Tone::Warning icon=IconName::Alert/>
        }
        .into_any(),
    };
    let sum = policy.sum_insured.map(|sum| words::amount(Some(sum)));
    view! {
        <p class="desk-policy-number">
            <span class="number">{policy.number}</span>
            {status}
        </p>
        <dl class="desk-known">
            <dt>{t(key!("desk.policy.product"))}</dt><dd>{product}</dd>
            <dt>{t(key!("desk.policy.sum_insured"))}</dt>
            <dd>{sum.unwrap_or_else(|| t(key!("desk.policy.no_sum")).to_owned())}</dd>
            <dt>{t(key!("desk.policy.effective_date"))}</dt><dd>{date(policy.effective_date)}</dd>
            <dt>{t(key!("desk.policy.applicant"))}</dt><dd>{policy.applicant}</dd>
            <dt>{t(key!("desk.policy.insured"))}</dt><dd>{policy.insured}</dd>
            <dt>{t(key!("desk.policy.agent"))}</dt><dd>{agent.name}</dd>
        </dl>
    }
}
