//! One line of text, with the keyboard and the grouping its kind wants.

use super::Asked;
use super::frame::Frame;
use super::typed;
use leptos::{html, prelude::*};

/// How a line is typed, kept and shown.
#[derive(Debug, Clone)]
pub struct Manner {
    /// Which keyboard.
    pub input_mode: &'static str,
    /// Most characters.
    pub most: usize,
    /// From what is typed to what is kept.
    pub kept: fn(&str) -> String,
    /// From what is kept to what is shown when the field is not being typed in.
    pub shown: fn(&str) -> String,
    /// What stands behind the line: a unit.
    pub unit: Option<String>,
    /// One more class of the line: its width and figures.
    pub class: &'static str,
}

impl Manner {
    /// Plain text of at most this many characters.
    pub fn text(most: usize) -> Self {
        Self {
            input_mode: "text",
            most,
            kept: same,
            shown: same,
            unit: None,
            class: "",
        }
    }

    /// The number of a document.
    pub fn document() -> Self {
        Self {
            kept: typed::document_number,
            class: "is-figures",
            ..Self::text(30)
        }
    }

    /// A mobile number, shown as 138 0013 8000.
    pub fn mobile() -> Self {
        Self {
            input_mode: "tel",
            kept: typed::digits,
            shown: |kept| typed::grouped(kept, &[3, 4]),
            class: "is-figures",
            ..Self::text(20)
        }
    }

    /// An e-mail address.
    pub fn email() -> Self {
        Self {
            input_mode: "email",
            kept: typed::email,
            ..Self::text(100)
        }
    }

    /// A bank account, shown in groups of four.
    pub fn bank_account() -> Self {
        Self {
            input_mode: "numeric",
            kept: typed::digits,
            shown: |kept| typed::grouped(kept, &[4]),
            class: "is-figures",
            ..Self::text(30)
        }
    }

    /// A whole number with its unit.
    pub fn integer(unit: Option<String>) -> Self {
        Self {
            input_mode: "numeric",
            kept: typed::digits,
            unit,
            class: "is-figures is-short",
            ..Self::text(9)
        }
    }

    /// An amount of money, shown with separators.
    pub fn amount() -> Self {
        Self {
            input_mode: "decimal",
            kept: typed::amount,
            shown: typed::with_separators,
            class: "is-figures",
            ..Self::text(20)
        }
    }

    /// The code of a training session: 482 9136.
    pub fn session_code() -> Self {
        Self {
            input_mode: "numeric",
            kept: typed::digits,
            shown: |kept| typed::grouped(kept, &[3, 4]),
            class: "is-figures is-code",
            ..Self::text(9)
        }
    }

    /// The number of a training session: four letters or digits.
    pub fn session_number() -> Self {
        Self {
            kept: typed::document_number,
            class: "is-figures is-code",
            ..Self::text(4)
        }
    }
}

fn same(text: &str) -> String {
    text.to_owned()
}

/// A labelled line.
#[component]
pub fn Entry(asked: Asked, manner: Manner) -> impl IntoView {
    view! {
        <Frame asked=asked.clone()>
            <Line asked manner/>
        </Frame>
    }
}

/// The line alone. While somebody types, what stands in it is theirs: it is brought into shape
/// only when it is left.
#[component]
pub fn Line(asked: Asked, manner: Manner) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let (value, on_input, on_leave) = (asked.value, asked.on_input, asked.on_leave);
    let invalid = asked.invalid();
    let Manner { kept, shown, .. } = manner;
    let show = move |value: &str| {
        if let Some(input) = input.get_untracked() {
            input.set_value(&shown(value));
        }
    };
    Effect::new(move |_| {
        let value = value.get();
        let typing = input.get().is_some_and(|input| is_focused(&input));
        if !typing {
            show(&value);
        }
    });
    view! {
        <div class="field-line">
            <input
                node_ref=input
                class=format!("field-input {}", manner.class)
                id=asked.id.clone()
                type="text"
                inputmode=manner.input_mode
                maxlength=manner.most
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="next"
                aria-describedby=asked.described_by()
                aria-invalid=move || invalid.get().then_some("true")
                on:input=move |event| on_input.run(kept(&event_target_value(&event)))
                on:blur=move |_| {
                    value.with_untracked(|value| show(value));
                    on_leave.run(());
                }
            />
            {manner.unit.map(|unit| view! { <span class="field-unit">{unit}</span> })}
        </div>
    }
}

/// Whether somebody is typing in it.
pub(super) fn is_focused(element: &web_sys::HtmlElement) -> bool {
    let element: &web_sys::Element = element;
    document().active_element().as_ref() == Some(element)
}
