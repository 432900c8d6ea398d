//! What else of the queue is wanted, and what comes first.

use crate::components::filter::{OneOf, Typed};
use crate::pages::desk::{filter, words};
use crate::text::{t, t_of, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::desk::{Held, Order, QueueChoices, QueueFilter, SubjectChoice};
use shared::key;

/// The order, and a part that opens with everything else.
#[component]
pub fn Narrow(
    /// What is wanted.
    wanted: Memo<QueueFilter>,
    /// What can be chosen from.
    choices: RwSignal<QueueChoices>,
    /// Something else is wanted.
    on_change: Callback<QueueFilter>,
) -> impl IntoView {
    let number = Memo::new(move |_| wanted.with(filter::narrowed_by));
    let opened = number.get_untracked() > 0;
    let summary = move || match number.get() {
        0 => t(key!("desk.narrow.more")).to_owned(),
        n => tf(key!("desk.narrow.more_n"), &[("n", &n.to_string())]),
    };
    let change = Changing { wanted, on_change };
    view! {
        <details class="desk-narrow" open=opened>
            <summary class="button button-quiet">{summary}</summary>
            <div class="desk-narrow-fields">
                <Teams change choices/>
                <Subjects change choices/>
                <Amounts change/>
                <Days change/>
                <Holders change/>
                <Warned change/>
                <div role="status">{move || crossed(wanted)}</div>
            </div>
        </details>
    }
}

/// Which ranges nothing can lie in.
fn crossed(wanted: Memo<QueueFilter>) -> impl IntoView {
    let crossed = wanted.with(filter::crossed).into_iter();
    let line = |text_key: &'static str| view! { <p class="entry-error">{t(text_key)}</p> };
    crossed.map(line).collect_view()
}

/// What comes first.
#[component]
pub fn OrderSelect(
    /// What is wanted.
    wanted: Memo<QueueFilter>,
    /// Something else is wanted.
    on_change: Callback<QueueFilter>,
) -> impl IntoView {
    let option = move |order: Order| {
        let chosen = move || wanted.with(|wanted| wanted.order == order);
        view! {
            <option value=order.as_str() prop:selected=chosen>
                {t_of("desk.order", order.as_str())}
            </option>
        }
    };
    let change = Changing { wanted, on_change };
    view! {
        <label class="desk-order">
            <span class="soft small">{t(key!("desk.narrow.order"))}</span>
            <select
                class="entry-input"
                on:change=move |event| {
                    let order = event_target_value(&event).parse().unwrap_or_default();
                    change.to(|filter| filter.order = order);
                }
            >
                {Order::ALL.map(option).collect_view()}
            </select>
        </label>
    }
}

/// A filter that is changed in one thing.
#[derive(Clone, Copy)]
struct Changing {
    wanted: Memo<QueueFilter>,
    on_change: Callback<QueueFilter>,
}

impl Changing {
    fn to(self, change: impl FnOnce(&mut QueueFilter)) {
        let mut filter = self.wanted.get_untracked();
        change(&mut filter);
        self.on_change.run(filter);
    }
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

#[component]
fn Teams(
    /// The filter.
    change: Changing,
    /// What can be chosen from.
    choices: RwSignal<QueueChoices>,
) -> impl IntoView {
    let options = move || -> Vec<(String, String)> {
        let teams = choices.with(|choices| choices.teams.clone());
        teams.into_iter().map(|team| (team.clone(), team)).collect()
    };
    view! {
        <OneOf
            label=t(key!("desk.narrow.team"))
            any=t(key!("desk.narrow.any_team"))
            options=Signal::derive(options)
            chosen=Signal::derive(move || change.wanted.get().team.unwrap_or_default())
            on_choose=Callback::new(move |team: String| change.to(|filter| filter.team = filled(team)))
        />
    }
}

#[component]
fn Subjects(
    /// The filter.
    change: Changing,
    /// What can be chosen from.
    choices: RwSignal<QueueChoices>,
) -> impl IntoView {
    let catalogue = use_work().catalogue;
    let option = move |choice: &SubjectChoice| {
        let name = catalogue
            .with(|catalogue| words::subject(choice.kind, &choice.subject, catalogue.as_ref()));
        (choice.subject.clone(), name)
    };
    let options = move || -> Vec<(String, String)> {
        let kind = change.wanted.with(|wanted| wanted.kind);
        choices.with(|choices| {
            let of_kind = |choice: &&SubjectChoice| kind.is_none_or(|kind| choice.kind == kind);
            choices
                .subjects
                .iter()
                .filter(of_kind)
                .map(option)
                .collect()
        })
    };
    view! {
        <OneOf
            label=t(key!("desk.column.subject"))
            any=t(key!("desk.narrow.any_subject"))
            options=Signal::derive(options)
            chosen=Signal::derive(move || change.wanted.get().subject.unwrap_or_default())
            on_choose=Callback::new(move |subject: String| {
                change.to(|filter| filter.subject = filled(subject));
            })
        />
    }
}

#[component]
fn Amounts(
    /// The filter.
    change: Changing,
) -> impl IntoView {
    let from = move || change.wanted.get().amount_from.map(|it| it.to_string());
    let until = move || change.wanted.get().amount_until.map(|it| it.to_string());
    view! {
        <Typed
            label=t(key!("desk.narrow.amount_from"))
            kind="number"
            typed=Signal::derive(move || from().unwrap_or_default())
            on_type=Callback::new(move |text: String| {
                change.to(|filter| filter.amount_from = text.parse().ok());
            })
        />
        <Typed
            label=t(key!("desk.narrow.amount_until"))
            kind="number"
            typed=Signal::derive(move || until().unwrap_or_default())
            on_type=Callback::new(move |text: String| {
                change.to(|filter| filter.amount_until = text.parse().ok());
            })
        />
    }
}

#[component]
fn Days(
    /// The filter.
    change: Changing,
) -> impl IntoView {
    let from = move || change.wanted.get().received_from.map(|it| it.to_string());
    let until = move || change.wanted.get().received_until.map(|it| it.to_string());
    view! {
        <Typed
            label=t(key!("desk.narrow.received_from"))
            kind="date"
            typed=Signal::derive(move || from().unwrap_or_default())
            on_type=Callback::new(move |text: String| {
                change.to(|filter| filter.received_from = text.parse().ok());
            })
        />
        <Typed
            label=t(key!("desk.narrow.received_until"))
            kind="date"
            typed=Signal::derive(move || until().unwrap_or_default())
            on_type=Callback::new(move |text: String| {
                change.to(|filter| filter.received_until = text.parse().ok());
            })
        />
    }
}

#[component]
fn Holders(
    /// The filter.
    change: Changing,
) -> impl IntoView {
    let options = || {
        let option = |held: Held| {
            let name = t_of("desk.held", held.as_str());
            (held.as_str().to_owned(), name.to_owned())
        };
        Held::ALL.map(option).to_vec()
    };
    let chosen = move || change.wanted.get().held.map_or("", Held::as_str).to_owned();
    view! {
        <OneOf
            label=t(key!("desk.narrow.held"))
            any=t(key!("desk.narrow.anybody"))
            options=Signal::derive(options)
            chosen=Signal::derive(chosen)
            on_choose=Callback::new(move |name: String| {
                change.to(|filter| filter.held = Held::from_name(&name));
            })
        />
    }
}

#[component]
fn Warned(
    /// The filter.
    change: Changing,
) -> impl IntoView {
    view! {
        <label class="desk-narrow-check">
            <input
                type="checkbox"
                prop:checked=move || change.wanted.with(|wanted| wanted.with_warnings)
                on:change=move |event| {
                    let checked = event_target_checked(&event);
                    change.to(|filter| filter.with_warnings = checked);
                }
            />
            {t(key!("desk.narrow.with_warnings"))}
        </label>
    }
}
