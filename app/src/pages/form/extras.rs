//! What a page tells besides its questions.

use super::of_another::OfAnother;
use super::plain_field::premium_of;
use crate::answer_text::choice_text;
use crate::components::field::PremiumSoFar;
use crate::components::icon::{Icon, IconName};
use crate::drafting::OpenDraft;
use crate::text::{language, t, t_of};
use leptos::prelude::*;
use shared::key;
use shared::kinds::application::rules::suitability::risk_class;
use shared::kinds::loss_notice::form::evidence_for;
use shared::rules::Settings;

/// What belongs to the page with this id.
#[component]
pub fn Extras(open: OpenDraft, page: &'static str) -> impl IntoView {
    match page {
        "policy" => view! { <OfAnother open/> }.into_any(),
        "loss_kind" => view! { <Evidence open/> }.into_any(),
        "riders" => view! { <WithRiders open/> }.into_any(),
        "risk" => view! { <RiskClass open/> }.into_any(),
        _ => ().into_any(),
    }
}

/// What the premium comes to with the riders chosen so far.
#[component]
fn WithRiders(open: OpenDraft) -> impl IntoView {
    let state = premium_of(open.work, open.answers.into());
    view! {
        <section class="field premium" aria-label=t(key!("fields.product.premium"))>
            <PremiumSoFar state/>
        </section>
    }
}

/// The papers the loss asks for, so that the client can begin to collect them.
#[component]
fn Evidence(open: OpenDraft) -> impl IntoView {
    let kind = Memo::new(move |_| {
        open.answers
            .with(|answers| answers.get("loss.kind").map(str::to_owned))
    });
    move || {
        kind.get().map(|kind| {
            let names = evidence_for(&kind)
                .iter()
                .filter_map(|name| choice_text(language(), "evidence", name));
            view! {
                <section class="aside">
                    <h2>{t(key!("form.evidence.title"))}</h2>
                    <p class="soft small">{t(key!("form.evidence.text"))}</p>
                    <ul class="ticks">
                        {names
                            .map(|name| view! { <li><Icon name=IconName::Application/>{name}</li> })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

/// The class that the six answers make.
#[component]
fn RiskClass(open: OpenDraft) -> impl IntoView {
    let class = Memo::new(move |_| {
        let settings = Settings::in_force(open.today);
        open.answers.with(|answers| risk_class(answers, &settings))
    });
    move || {
        class.get().map(|class| {
            view! {
                <section class="aside" aria-live="polite">
                    <p class="soft small">{t(key!("form.risk_class"))}</p>
                    <strong>{t_of("products.risk", &format!("{class:?}"))}</strong>
                </section>
            }
        })
    }
}
