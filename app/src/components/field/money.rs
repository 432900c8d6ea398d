//! An amount in yuan.

use super::entry::{InputFormat, Line};
use super::frame::Frame;
use super::{Question, typed};
use crate::text::language;
use leptos::prelude::*;
use shared::money::Money;
use shared::money_words::in_capitals;
use shared::text::Language;

/// A labelled amount; below it the amount as it will be read, in Chinese also in capitals.
#[component]
pub fn MoneyField(question: Question) -> impl IntoView {
    let value = question.value;
    view! {
        <Frame question=question.clone()>
            <div class="amount">
                <span class="amount-sign" aria-hidden="true">"¥"</span>
                <Line question format=InputFormat::amount()/>
            </div>
            <AmountInWords value/>
        </Frame>
    }
}

/// The amount as it is read out.
#[component]
pub fn AmountInWords(value: Signal<String>) -> impl IntoView {
    let said = move || {
        let amount: Option<Money> = value.with(|kept| kept.parse().ok());
        amount.map(|amount| in_words(language(), amount))
    };
    view! { <p class="field-echo">{said}</p> }
}

fn in_words(language: Language, amount: Money) -> String {
    match language {
        Language::ZhHans => in_capitals(amount),
        Language::En => format!("¥{}", typed::with_separators(&amount.to_string())),
    }
}
