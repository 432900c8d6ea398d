//! Several things of which any may be ticked.

use leptos::prelude::*;

/// One of them.
#[derive(Debug, Clone)]
pub struct Tick {
    /// What it is kept as.
    pub value: &'static str,
    /// What it is called.
    pub label: &'static str,
}

/// Boxes under one question.
#[component]
pub fn Ticks(
    /// Of the first box: a line that says that something is missing leads there.
    id: &'static str,
    /// What is asked.
    label: &'static str,
    /// What may be ticked.
    ticks: Vec<Tick>,
    /// What is.
    ticked: RwSignal<Vec<&'static str>>,
) -> impl IntoView {
    let boxes = ticks.into_iter().enumerate().map(move |(at, tick)| {
        let value = tick.value;
        let is_ticked = move || ticked.with(|ticked| ticked.contains(&value));
        let change = move |event| {
            let on = event_target_checked(&event);
            ticked.update(|ticked| {
                ticked.retain(|it| *it != value);
                if on {
                    ticked.push(value);
                }
            });
        };
        view! {
            <label class="choice" class:is-chosen=is_ticked>
                <input
                    type="checkbox"
                    id={(at == 0).then_some(id)}
                    prop:checked=is_ticked
                    on:change=change
                />
                <span class="choice-mark is-square" aria-hidden="true"></span>
                <span class="choice-text">{tick.label}</span>
            </label>
        }
    });
    view! {
        <fieldset class="unit-going">
            <legend class="entry-label">{label}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
}
