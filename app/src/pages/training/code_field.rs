//! Typing the code from the trainer's screen.

use crate::components::field::typed::grouped;
use crate::components::icon::{Icon, IconName};
use crate::text::{t, tf};
use leptos::{html, prelude::*};
use shared::input::compact;
use shared::key;
use shared::training::{InvalidCode, SessionCode};

/// The most characters that are taken, with the blanks and dashes of a pasted code.
const MOST: usize = 40;

/// What can be said of what is typed, without the session's secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// So many digits are missing.
    Short(usize),
    /// It is something else than seven digits.
    NotSevenDigits,
    /// The check digit does not fit.
    Mistyped,
    /// It may be a code.
    Good(SessionCode),
}

impl Typed {
    /// Of what is typed or pasted.
    pub fn of(text: &str) -> Self {
        match text.parse() {
            Ok(code) => Self::Good(code),
            Err(InvalidCode::Mistyped) => Self::Mistyped,
            Err(InvalidCode::NotSevenDigits) => Self::NotSevenDigits,
            Err(InvalidCode::Short(missing)) => Self::Short(missing),
        }
    }
}

/// The large box for the code; a wrong digit is named as soon as the last one is typed.
#[component]
pub fn CodeField(
    /// What is typed so far, without blanks and dashes.
    value: RwSignal<String>,
    /// Whether it was tried to save: then a code that is too short is named, too.
    tried: Signal<bool>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let typed = Memo::new(move |_| value.with(|text| Typed::of(text)));
    let wrong = move || match typed.get() {
        Typed::Mistyped | Typed::NotSevenDigits => true,
        Typed::Short(_) => tried.get(),
        Typed::Good(_) => false,
    };
    view! {
        <div class="entry code-field" class:is-invalid=wrong>
            <label for="code">{t(key!("training.check_in.code"))}</label>
            <p id="code-hint" class="soft small">{t(key!("training.check_in.code_hint"))}</p>
            <input
                id="code"
                node_ref=input
                class="entry-input code-input tabular"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                enterkeyhint="done"
                maxlength=MOST
                placeholder="000 0000"
                aria-describedby="code-hint code-said"
                aria-invalid=move || wrong().then_some("true")
                prop:value=move || grouped(&value.get(), &[3, 4])
                on:input=move |event| {
                    let typed = compact(&event_target_value(&event));
                    keep_shape(input, &typed);
                    value.set(typed);
                }
            />
            <p id="code-said" class="code-said" aria-live="polite">
                {move || said(typed.get(), tried.get())}
            </p>
        </div>
    }
}

/// Shows the digits in groups, unless somebody mends one in the middle.
fn keep_shape(input: NodeRef<html::Input>, typed: &str) {
    if let Some(input) = input.get_untracked() {
        let caret = input.selection_end().ok().flatten();
        let at_end = caret.is_none_or(|caret| caret as usize >= input.value().len());
        if at_end {
            input.set_value(&grouped(typed, &[3, 4]));
        }
    }
}

fn said(typed: Typed, tried: bool) -> AnyView {
    match typed {
        Typed::Good(_) => view! {
            <span class="code-good"><Icon name=IconName::Accepted/>{t(key!("training.check_in.code_good"))}</span>
        }
        .into_any(),
        Typed::Mistyped => wrong(t(key!("training.check_in.code_mistyped")).to_owned()),
        Typed::NotSevenDigits => wrong(t(key!("training.check_in.code_not_digits")).to_owned()),
        Typed::Short(left) if tried => wrong(tf(
            key!("training.check_in.code_short"),
            &[("n", &left.to_string())],
        )),
        Typed::Short(_) => ().into_any(),
    }
}

fn wrong(text: String) -> AnyView {
    view! { <span class="entry-error"><Icon name=IconName::Alert/>{text}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_named_at_the_last_digit() {
        assert_eq!(Typed::of(""), Typed::Short(7));
        assert_eq!(Typed::of("000572"), Typed::Short(1));
        assert_eq!(Typed::of("0005725"), Typed::Mistyped);
        assert!(matches!(Typed::of("0005724"), Typed::Good(_)));
    }

    #[test]
    fn a_pasted_code_is_read_and_nothing_of_it_is_dropped() {
        assert!(matches!(Typed::of("０００ － ５７２４"), Typed::Good(_)));
        assert_eq!(Typed::of("0005724 0"), Typed::NotSevenDigits);
        assert_eq!(Typed::of("签到码 0005724"), Typed::NotSevenDigits);
    }
}
