//! What is to be mended, listed on top of a page, each line leading to its field.

use crate::components::icon::{Icon, IconName};
use leptos::{html, prelude::*};
use shared::finding::Severity;

/// One line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    /// Where it leads: `#id` on this page, or an address.
    pub href: String,
    /// How to mend it.
    pub text: String,
    /// Whether it stops the record.
    pub severity: Severity,
}

/// The summary; shown as soon as it has lines. Focus moves to it whenever `asked_for` changes.
#[component]
pub fn ErrorSummary(
    /// The heading over errors.
    heading: String,
    /// What stands there, worst first.
    lines: Signal<Vec<SummaryLine>>,
    /// Counts how often the person asked to go on.
    asked_for: Signal<u32>,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    // Errors that come again while somebody types take no focus from what they type in.
    Effect::new(move |answered: Option<u32>| {
        let (asked, answered) = (asked_for.get(), answered.unwrap_or_default());
        match summary.get() {
            Some(summary) if asked > answered => {
                // Focus of an element in the page does not fail.
                let _ = summary.focus();
                asked
            }
            _ => answered,
        }
    });
    let only_warnings =
        move || lines.with(|all| all.iter().all(|line| line.severity == Severity::Warning));
    view! {
        <Show when=move || lines.with(|all| !all.is_empty())>
            <div
                class="error-summary"
                class:is-warning=only_warnings
                role="alert"
                tabindex="-1"
                node_ref=summary
            >
                <h2><Icon name=IconName::Alert/>{heading.clone()}</h2>
                <ul>
                    <For each=move || lines.get() key=|line| (line.href.clone(), line.text.clone()) let:line>
                        <li><SummaryLink line/></li>
                    </For>
                </ul>
            </div>
        </Show>
    }
}

/// Leads to the field: within the page the focus goes there, else the page with it opens.
#[component]
fn SummaryLink(line: SummaryLine) -> impl IntoView {
    let warns = line.severity == Severity::Warning;
    let target = line.href.strip_prefix('#').map(str::to_owned);
    view! {
        <a
            href=line.href
            class:is-warning=warns
            on:click=move |event| {
                if let Some(id) = &target {
                    event.prevent_default();
                    focus(id);
                }
            }
        >
            {line.text}
        </a>
    }
}

/// Brings a field to the eye and the keyboard.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id);
    if let Some(element) =
        element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        element.scroll_into_view();
        // Focus of an element in the page does not fail.
        let _ = element.focus();
    }
}
