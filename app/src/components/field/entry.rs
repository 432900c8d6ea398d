//! One line of text, with the keyboard and the grouping its kind wants.

use super::Question;
use super::frame::Frame;
use super::typed;
use crate::components::written::WrittenLength;
use leptos::{html, prelude::*};
use shared::note;

/// How a line is typed, kept and shown.
#[derive(Debug, Clone)]
pub struct InputFormat {
    /// Which keyboard.
    pub input_mode: &'static str,
    /// Most characters that are taken, of free text. What is pasted stays whole, also where it is too long.
    pub most: Option<usize>,
    /// From what is typed to what stands while it is typed.
    pub kept: fn(&str) -> String,
    /// From what is kept to what is shown when the field is not being typed in.
    pub shown: fn(&str) -> String,
    /// What stands behind the line: a unit.
    pub unit: Option<String>,
    /// One more class of the line: its width and figures.
    pub class: &'static str,
}

impl InputFormat {
    /// Plain text of at most this many characters.
    pub fn text(most: usize) -> Self {
        Self {
            most: Some(most),
            ..Self::line()
        }
    }

    /// One line, whose own kind says what is too long.
    fn line() -> Self {
        Self {
            input_mode: "text",
            most: None,
            kept: same,
            shown: same,
            unit: None,
            class: "",
        }
    }

    /// The number of a document.
    pub fn document() -> Self {
        Self {
            class: "is-figures",
            ..Self::line()
        }
    }

    /// A mobile number, shown as 138 0013 8000.
    pub fn mobile() -> Self {
        Self {
            input_mode: "tel",
            shown: |kept| typed::grouped(kept, &[3, 4]),
            class: "is-figures",
            ..Self::line()
        }
    }

    /// An e-mail address.
    pub fn email() -> Self {
        Self {
            input_mode: "email",
            ..Self::line()
        }
    }

    /// A bank account, shown in groups of four.
    pub fn bank_account() -> Self {
        Self {
            input_mode: "numeric",
            shown: |kept| typed::grouped(kept, &[4]),
            class: "is-figures",
            ..Self::line()
        }
    }

    /// A number with its unit; with places the keyboard has a point.
    pub fn quantity(unit: Option<String>, places: u32) -> Self {
        Self {
            input_mode: if places == 0 { "numeric" } else { "decimal" },
            unit,
            class: "is-figures is-short",
            ..Self::line()
        }
    }

    /// An amount of money, shown with separators.
    pub fn amount() -> Self {
        Self {
            input_mode: "decimal",
            shown: typed::with_separators,
            class: "is-figures",
            ..Self::line()
        }
    }

    /// The code of a training session: 482 9136.
    pub fn session_code() -> Self {
        Self {
            input_mode: "numeric",
            kept: typed::digits,
            shown: |kept| typed::grouped(kept, &[3, 4]),
            class: "is-figures is-code",
            ..Self::line()
        }
    }

    /// The number of a training session.
    pub fn session_number() -> Self {
        Self {
            kept: typed::session_number,
            class: "is-figures is-code",
            ..Self::line()
        }
    }
}

fn same(text: &str) -> String {
    text.to_owned()
}

/// A labelled line.
#[component]
pub fn Entry(question: Question, format: InputFormat) -> impl IntoView {
    let length_id = format!("{}-length", question.id);
    let value = question.value;
    let length = Memo::new(move |_| value.with(|text| note::length(text)));
    let most = format.most;
    view! {
        <Frame question=question.clone()>
            <Line question format/>
            {most.map(|most| view! { <WrittenLength id=length_id length most near=0/> })}
        </Frame>
    }
}

/// The line alone. While somebody types, what stands in it is theirs: it is brought into shape
/// only when it is left.
#[component]
pub fn Line(question: Question, format: InputFormat) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let (value, on_input, on_leave) = (question.value, question.on_input, question.on_leave);
    let invalid = question.invalid();
    let InputFormat { kept, shown, .. } = format;
    let described_by = match format.most {
        Some(_) => format!("{} {}-length", question.described_by(), question.id),
        None => question.described_by(),
    };
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
                class=format!("field-input {}", format.class)
                id=question.id.clone()
                type="text"
                inputmode=format.input_mode
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="next"
                aria-describedby=described_by
                aria-invalid=move || invalid.get().then_some("true")
                on:input=move |event| on_input.run(kept(&event_target_value(&event)))
                // Enter sends the form without leaving the line.
                on:change=move |_| on_leave.run(())
                on:blur=move |_| {
                    on_leave.run(());
                    value.with_untracked(|value| show(value));
                }
            />
            {format.unit.map(|unit| view! { <span class="field-unit">{unit}</span> })}
        </div>
    }
}

/// Whether somebody is typing in it.
pub(super) fn is_focused(element: &web_sys::HtmlElement) -> bool {
    let element: &web_sys::Element = element;
    document().active_element().as_ref() == Some(element)
}
