//! A sum insured within the limits and steps of its product.

use super::Question;
use super::entry::{InputFormat, Line};
use super::frame::Frame;
use super::money::AmountInWords;
use super::typed::with_separators;
use crate::components::icon::{Icon, IconName};
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::money::Money;
use shared::product::SumLimits;

/// A labelled amount between a less and a more button.
#[component]
pub fn SumInsured(
    question: Question,
    /// What the product allows; `None` if it is not known yet or leaves nothing to choose.
    limits: Signal<Option<SumLimits>>,
) -> impl IntoView {
    let (value, on_input, on_leave) = (question.value, question.on_input, question.on_leave);
    let step = move |way| {
        let now = value.with_untracked(|kept| kept.parse().ok());
        if let Some(sum) = limits
            .get_untracked()
            .and_then(|limits| stepped(limits, now, way))
        {
            on_input.run(whole(sum));
            on_leave.run(());
        }
    };
    view! {
        <Frame question=question.clone()>
            <p class="field-hint">{move || limits.get().map(range_text)}</p>
            <div class="stepper">
                <StepButton label=t(key!("form.sum.less")) icon=IconName::Less on_click=move || step(Way::Less)/>
                <Line question=question format=InputFormat::amount()/>
                <StepButton label=t(key!("form.sum.more")) icon=IconName::Add on_click=move || step(Way::More)/>
            </div>
            <AmountInWords value/>
        </Frame>
    }
}

#[component]
fn StepButton(label: &'static str, icon: IconName, on_click: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="button button-secondary stepper-button" aria-label=label on:click=move |_| on_click()>
            <Icon name=icon/>
        </button>
    }
}

/// Which way a button goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Less,
    More,
}

/// The next sum that way: on a step, inside the limits; the lowest if there is none yet.
fn stepped(limits: SumLimits, now: Option<Money>, way: Way) -> Option<Money> {
    let Some(now) = now.filter(|now| *now >= limits.min) else {
        return Some(limits.min);
    };
    let below = limits.at_most(now).unwrap_or(limits.min);
    match way {
        Way::More => limits.at_most((below + limits.step).max(limits.min)),
        Way::Less if below < now => Some(below),
        Way::Less => limits.at_most((below - limits.step).max(limits.min)),
    }
}

/// Without places if there are none: 500000.
fn whole(sum: Money) -> String {
    let text = sum.to_string();
    text.strip_suffix(".00").unwrap_or(&text).to_owned()
}

fn range_text(limits: SumLimits) -> String {
    let said = |sum| with_separators(&whole(sum));
    tf(
        key!("form.sum.range"),
        &[
            ("min", &said(limits.min)),
            ("max", &said(limits.max)),
            ("step", &said(limits.step)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: SumLimits = SumLimits {
        min: Money::from_yuan(50_000),
        max: Money::from_yuan(200_000),
        step: Money::from_yuan(10_000),
    };

    fn step(now: &str, way: Way) -> String {
        whole(stepped(LIMITS, now.parse().ok(), way).unwrap())
    }

    #[test]
    fn the_buttons_keep_to_the_steps() {
        assert_eq!(step("", Way::More), "50000");
        assert_eq!(step("60000", Way::More), "70000");
        assert_eq!(step("65000", Way::Less), "60000");
        assert_eq!(step("65000", Way::More), "70000");
    }

    #[test]
    fn the_buttons_stop_at_the_limits() {
        assert_eq!(step("200000", Way::More), "200000");
        assert_eq!(step("9000000", Way::Less), "200000");
        assert_eq!(step("50000", Way::Less), "50000");
        assert_eq!(step("1", Way::Less), "50000");
        assert_eq!(step("1", Way::More), "50000");
    }
}
