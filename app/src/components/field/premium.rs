//! The premium: computed, never typed, with what it was computed from.

use super::frame::{MessageLine, Remarks};
use super::money::AmountInWords;
use super::typed::with_separators;
use super::{Message, Question};
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::money::Money;

/// What there is to show of a premium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PremiumState {
    /// Not all that it depends on is answered yet.
    Open,
    /// The product is not sold so.
    Refused(Vec<Message>),
    /// Computed.
    Quoted(PremiumShown),
}

/// A computed premium in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PremiumShown {
    /// How often it is paid.
    pub mode: String,
    /// What is due each time.
    pub per_payment: Money,
    /// What falls due in the first year.
    pub first_year: Money,
    /// The main product, then the riders.
    pub lines: Vec<PremiumLine>,
}

/// The premium of one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PremiumLine {
    /// The product.
    pub product: String,
    /// Sum insured, coverage, payment.
    pub terms: String,
    /// Rate × base × factors = exact amount.
    pub working: String,
    /// Due each time.
    pub premium: Money,
}

/// The premium with its breakdown.
#[component]
pub fn Premium(question: Question, state: Signal<PremiumState>) -> impl IntoView {
    let (id, label) = (question.id.clone(), question.label.clone());
    view! {
        <section class="field premium" id=id tabindex="-1" aria-label=label>
            <Remarks question/>
            <PremiumSoFar state/>
        </section>
    }
}

/// What the premium comes to as things stand.
#[component]
pub fn PremiumSoFar(state: Signal<PremiumState>) -> impl IntoView {
    move || match state.get() {
        PremiumState::Open => {
            view! { <p class="premium-open">{t(key!("form.premium.open"))}</p> }.into_any()
        }
        PremiumState::Refused(messages) => messages
            .into_iter()
            .map(|message| view! { <MessageLine message/> })
            .collect_view()
            .into_any(),
        PremiumState::Quoted(shown) => view! { <Breakdown shown/> }.into_any(),
    }
}

#[component]
fn Breakdown(shown: PremiumShown) -> impl IntoView {
    let total = shown.per_payment.to_string();
    let first_year = (shown.first_year != shown.per_payment).then(|| {
        view! {
            <p class="premium-year">
                <span>{t(key!("products.quote.first_year"))}</span>
                <span class="figures">{yuan(shown.first_year)}</span>
            </p>
        }
    });
    view! {
        <p class="premium-total">
            <span class="premium-mode">{shown.mode}</span>
            <strong class="figures">{yuan(shown.per_payment)}</strong>
        </p>
        <AmountInWords value=Signal::stored(total)/>
        {first_year}
        <ul class="premium-lines">
            {shown.lines.into_iter().map(|line| view! { <LineItem line/> }).collect_view()}
        </ul>
        <p class="field-hint">{t(key!("products.quote.rounding"))}</p>
    }
}

#[component]
fn LineItem(line: PremiumLine) -> impl IntoView {
    view! {
        <li class="premium-line">
            <div class="premium-line-head">
                <span>{line.product}</span>
                <span class="figures">{yuan(line.premium)}</span>
            </div>
            <p class="premium-terms">{line.terms}</p>
            <details>
                <summary>{t(key!("form.premium.working"))}</summary>
                <p class="premium-working figures">{line.working}</p>
            </details>
        </li>
    }
}

fn yuan(amount: Money) -> String {
    format!("¥{}", with_separators(&amount.to_string()))
}
