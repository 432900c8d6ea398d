//! A policy: chosen from the client book, or typed.

use super::Question;
use super::frame::Frame;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::input::compact;
use shared::key;
use shared::policy::PolicyView;

/// Most policies offered at once.
const MOST_OFFERED: usize = 6;

/// A labelled number that offers the policies of the client book by number or name
/// (the ARIA combobox pattern with a list of its own).
#[component]
pub fn PolicyNumber(
    question: Question,
    /// The client book.
    policies: Signal<Vec<PolicyView>>,
) -> impl IntoView {
    let (value, on_input, on_leave) = (question.value, question.on_input, question.on_leave);
    let open = RwSignal::new(false);
    let at = RwSignal::new(None::<usize>);
    let offered =
        Memo::new(move |_| policies.with(|policies| value.with(|typed| matching(policies, typed))));
    let leave = move || {
        let found =
            policies.with_untracked(|all| value.with_untracked(|typed| in_book(all, typed)));
        let written = found.map(|policy| policy.number);
        if let Some(number) = written.filter(|number| value.with_untracked(|typed| typed != number))
        {
            on_input.run(number);
        }
        on_leave.run(());
    };
    let take = Callback::new(move |number: String| {
        on_input.run(number);
        open.set(false);
        on_leave.run(());
    });
    let list = format!("{}-list", question.id);
    let option_id = {
        let list = list.clone();
        move |at: usize| format!("{list}-{at}")
    };
    let active = {
        let option_id = option_id.clone();
        move || open.get().then(|| at.get().map(&option_id)).flatten()
    };
    let invalid = question.invalid();
    let choose = format!("{}-choose", question.id);
    let described_by = format!("{} {choose}", question.described_by());
    let is_book_empty = Memo::new(move |_| policies.with(Vec::is_empty));
    view! {
        <Frame question=question.clone()>
            <p class="field-hint" id=choose>
                {move || (!is_book_empty.get()).then(|| t(key!("form.policy.choose")))}
            </p>
            <div class="combobox">
                <input
                    class="field-input is-figures"
                    id=question.id.clone()
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=list.clone()
                    aria-activedescendant=active
                    aria-describedby=described_by
                    aria-invalid=move || invalid.get().then_some("true")
                    prop:value=move || value.get()
                    on:focus=move |_| open.set(true)
                    on:input=move |event| {
                        at.set(None);
                        open.set(true);
                        on_input.run(event_target_value(&event));
                    }
                    on:change=move |_| leave()
                    on:blur=move |_| {
                        open.set(false);
                        leave();
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
        policies.with(|policies| {
            let policy = &value.with(|typed| in_book(policies, typed))?;
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

/// The one policy of the book whose number is typed, whatever the capitals, blanks and hyphens.
fn in_book(policies: &[PolicyView], typed: &str) -> Option<PolicyView> {
    let typed = compact(typed);
    let mut found = policies
        .iter()
        .filter(|policy| compact(&policy.number) == typed);
    found.next().filter(|_| found.next().is_none()).cloned()
}

/// The policies whose number or people contain what is typed; none once a whole number stands there.
fn matching(policies: &[PolicyView], typed: &str) -> Vec<PolicyView> {
    if in_book(policies, typed).is_some() {
        return Vec::new();
    }
    let typed = compact(typed);
    let fits = |policy: &&PolicyView| {
        [&policy.number, &policy.applicant, &policy.insured]
            .into_iter()
            .any(|text| compact(text).contains(&typed))
    };
    policies
        .iter()
        .filter(fits)
        .take(MOST_OFFERED)
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(number: &str) -> PolicyView {
        PolicyView {
            number: number.to_owned(),
            product: "TL-2026".to_owned(),
            applicant: "王芳".to_owned(),
            insured: "Li Na".to_owned(),
            insured_identity_number: String::new(),
            effective_date: chrono::NaiveDate::default(),
            in_force: true,
            application: None,
            sum_insured: None,
        }
    }

    #[test]
    fn a_number_is_found_however_it_is_grouped() {
        let book = [policy("P-1001"), policy("P0977166066")];
        let found = |typed| in_book(&book, typed).map(|policy| policy.number);
        assert_eq!(found("p 1001").as_deref(), Some("P-1001"));
        assert_eq!(found("P0977-166066 ").as_deref(), Some("P0977166066"));
        assert_eq!(found("P0977"), None);
        let twins = [policy("P-1001"), policy("P1001")];
        assert_eq!(in_book(&twins, "P1001"), None);
    }

    #[test]
    fn policies_are_offered_by_number_and_people_until_one_stands_there() {
        let book = [policy("P-1001"), policy("Q-2002")];
        assert_eq!(matching(&book, "").len(), 2);
        assert_eq!(matching(&book, "p1").len(), 1);
        assert_eq!(matching(&book, "li na").len(), 2);
        assert_eq!(matching(&book, "P1001"), []);
    }
}
