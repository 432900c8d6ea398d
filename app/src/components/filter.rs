//! The inputs of a list's filter.

use leptos::prelude::*;

/// One of several, or any.
#[component]
pub fn OneOf(
    /// What it is called.
    label: &'static str,
    /// What stands for any.
    any: &'static str,
    /// Each value with its name.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What is chosen; empty for any.
    #[prop(into)]
    chosen: Signal<String>,
    /// Another one is chosen.
    on_choose: Callback<String>,
) -> impl IntoView {
    let option = move |(value, name): (String, String)| {
        let this = value.clone();
        let is_chosen = move || chosen.with(|chosen| *chosen == this);
        view! { <option value=value prop:selected=is_chosen>{name}</option> }
    };
    view! {
        <label class="entry">
            <span class="entry-label">{label}</span>
            <select
                class="entry-input"
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                <option value="">{any}</option>
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

/// A number or a day, of which the browser lets nothing else in, or words.
#[component]
pub fn Typed(
    /// What it is called.
    label: &'static str,
    /// The kind of input.
    kind: &'static str,
    /// What stands there.
    typed: Signal<String>,
    /// Something else does.
    on_type: Callback<String>,
) -> impl IntoView {
    let step = (kind == "number").then_some("any");
    view! {
        <label class="entry">
            <span class="entry-label">{label}</span>
            <input
                class="entry-input tabular"
                type=kind
                min=step.map(|_| "0")
                step=step
                prop:value=typed
                on:change=move |event| on_type.run(event_target_value(&event))
            />
        </label>
    }
}
