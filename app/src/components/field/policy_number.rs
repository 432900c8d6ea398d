//! A policy: chosen from the client book, or typed.

use super::Asked;
use super::frame::Frame;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::input::plain;
use shared::key;
use shared::record::PolicyView;

/// Most policies offered at once.
const MOST_OFFERED: usize = 6;

/// A labelled number that offers the policies of the client book by number or name
/// (the ARIA combobox pattern with a list of its own).
#[component]
pub fn PolicyNumber(
    asked: Asked,
    /// The client book.
    policies: Signal<Vec<PolicyView>>,
) -> impl IntoView {
    let (value, on_input, on_leave) = (asked.value, asked.on_input, asked.on_leave);
    let open = RwSignal::new(false);
    let at = RwSignal::new(None::<usize>);
    let offered =
        Memo::new(move |_| policies.with(|policies| value.with(|typed| matching(policies, typed))));
    let take = Callback::new(move |number: String| {
        on_input.run(number);
        open.set(false);
        on_leave.run(());
    });
    let list = format!("{}-list", asked.id);
    let option_id = {
        let list = list.clone();
        move |at: usize| format!("{list}-{at}")
    };
    let active = {
        let option_id = option_id.clone();
        move || open.get().then(|| at.get().map(&option_id)).flatten()
    };
    let invalid = asked.invalid();
    view! {
        <Frame asked=asked.clone()>
            <div class="combobox">
                <input
                    class="field-input is-figures"
                    id=asked.id.clone()
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    maxlength="60"
                    aria-autocomplete="list"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=list.clone()
                    aria-activedescendant=active
                    aria-describedby=asked.described_by()
                    aria-invalid=move || invalid.get().then_some("true")
                    prop:value=move || value.get()
                    on:focus=move |_| open.set(true)
                    on:input=move |event| {
                        at.set(None);
                        open.set(true);
                        on_input.run(event_target_value(&event));
                    }
                    on:change=move |_| on_leave.run(())
                    on:blur=move |_| {
                        open.set(false);
                        on_leave.run(());
                    }
                    on:keydown=move |event| {
                        let count = offered.with_untracked(Vec::len);
                        match event.key().as_str() {
                            "ArrowDown" if count > 0 => {
                                open.set(true);
                                at.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count)));
                                event.prevent_default();
                            }
                            "ArrowUp" if count > 0 => {
                                at.update(|at| *at = Some(at.map_or(0, |at| (at + count - 1) % count)));
                                event.prevent_default();
                            }
                            "Escape" => open.set(false),
                            "Enter" if open.get_untracked() => {
                                if let Some(policy) = at.get_untracked().and_then(|at| offered.with_untracked(|all| all.get(at).cloned())) {
                                    event.prevent_default();
                                    take.run(policy.number);
                                }
                            }
                            _ => {}
                        }
                    }
                />
                <ul
                    class="combobox-list"
                    id=list
                    role="listbox"
                    aria-label=t(key!("form.policy.list"))
                    hidden=move || !open.get() || offered.with(Vec::is_empty)
                >
                    <For
                        each=move || offered.get().into_iter().enumerate()
                        key=|(at, policy)| (*at, policy.number.clone())
                        let((position, policy))
                    >
                        <PolicyOption
                            id=option_id(position)
                            active=Signal::derive(move || at.get() == Some(position))
                            policy
                            on_take=take
                        />
                    </For>
                </ul>
            </div>
            <Chosen value policies/>
        </Frame>
    }
}

#[component]
fn PolicyOption(
    id: String,
    active: Signal<bool>,
    policy: PolicyView,
    on_take: Callback<String>,
) -> impl IntoView {
    let number = policy.number.clone();
    let people = people(&policy);
    view! {
        <li
            class="combobox-option"
            id=id
            role="option"
            class:is-active=active
            aria-selected=move || if active.get() { "true" } else { "false" }
            // Before the box loses its focus and closes the list.
            on:mousedown=move |event| {
                event.prevent_default();
                on_take.run(number.clone());
            }
        >
            <span class="figures">{policy.number}</span>
            <span class="choice-note">{people}</span>
        </li>
    }
}

/// Whose policy the typed number is, as a check.
#[component]
fn Chosen(value: Signal<String>, policies: Signal<Vec<PolicyView>>) -> impl IntoView {
    let said = move || {
        let number = plain(&value.get()).to_uppercase();
        policies.with(|policies| {
            let policy = policies
                .iter()
                .find(|policy| policy.number.to_uppercase() == number)?;
            let key = if policy.in_force {
                key!("form.policy.in_force")
            } else {
                key!("form.policy.not_in_force")
            };
            Some(format!("{} · {}", people(policy), t(key)))
        })
    };
    view! { <p class="field-echo">{said}</p> }
}

fn people(policy: &PolicyView) -> String {
    tf(
        key!("form.policy.people"),
        &[
            ("applicant", &policy.applicant),
            ("insured", &policy.insured),
        ],
    )
}

/// The policies whose number or people contain what is typed; none once a whole number stands there.
fn matching(policies: &[PolicyView], typed: &str) -> Vec<PolicyView> {
    let typed = plain(typed).to_uppercase();
    let fits = |policy: &&PolicyView| {
        [&policy.number, &policy.applicant, &policy.insured]
            .into_iter()
            .any(|text| text.to_uppercase().contains(&typed))
    };
    if policies
        .iter()
        .any(|policy| policy.number.to_uppercase() == typed)
    {
        return Vec::new();
    }
    policies
        .iter()
        .filter(fits)
        .take(MOST_OFFERED)
        .cloned()
        .collect()
}
