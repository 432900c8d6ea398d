//! Which session somebody signs in to: one of today's they are invited to, or a number they read.

use super::words::time_range;
use crate::components::icon::{Icon, IconName};
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use shared::key;
use shared::record::{RecordKind, RecordView};
use shared::training::{InvalidSessionNumber, SessionNumber};

/// Which session somebody signs in to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionChoice {
    /// Chosen from the list; `None` for another session.
    pub listed: Option<SessionNumber>,
    /// Typed, for another session.
    pub typed: String,
}

impl SessionChoice {
    /// The first choice: `wanted` by the address, else the only session of today.
    pub fn first(wanted: Option<&str>, today: &[RecordView]) -> Self {
        let listed: Vec<SessionNumber> = today.iter().filter_map(number_of).collect();
        let wanted = wanted.and_then(|wanted| wanted.parse::<SessionNumber>().ok());
        match wanted {
            Some(wanted) if listed.contains(&wanted) => Self::listed(wanted),
            Some(wanted) => Self::typed(wanted),
            None => listed
                .first()
                .map_or_else(Self::other, |number| Self::listed(*number)),
        }
    }

    const fn listed(number: SessionNumber) -> Self {
        Self {
            listed: Some(number),
            typed: String::new(),
        }
    }

    /// This number, typed.
    pub fn typed(number: SessionNumber) -> Self {
        Self {
            listed: None,
            typed: number.to_string(),
        }
    }

    const fn other() -> Self {
        Self {
            listed: None,
            typed: String::new(),
        }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<SessionNumber> {
        self.listed
            .or_else(|| SessionNumber::typed(&self.typed).ok())
    }

    /// What is wrong with the number that is typed; too short a one only once it was `tried` to save.
    fn wrong(&self, tried: bool) -> Option<&'static str> {
        match SessionNumber::typed(&self.typed) {
            Ok(_) => None,
            Err(InvalidSessionNumber::Mistyped) => Some(key!("training.check_in.number_mistyped")),
            Err(InvalidSessionNumber::NotFiveCharacters) => {
                Some(key!("training.check_in.number_wrong"))
            }
            Err(InvalidSessionNumber::Short(_)) => {
                tried.then_some(key!("training.check_in.number_wrong"))
            }
        }
    }
}

/// The number of a session.
pub fn number_of(session: &RecordView) -> Option<SessionNumber> {
    if session.kind != RecordKind::TrainingSession {
        return None;
    }
    session.content.get("session_number")?.parse().ok()
}

/// Today's sessions to choose from, and the box for another one's number.
#[component]
pub fn ChooseSession(
    /// What is chosen.
    choice: RwSignal<SessionChoice>,
    /// Those of today.
    today: Vec<RecordView>,
    /// Whether it was tried to save.
    tried: Signal<bool>,
) -> impl IntoView {
    if today.is_empty() {
        return view! { <NumberField choice tried/> }.into_any();
    }
    let options = today.into_iter().filter_map(|session| {
        let number = number_of(&session)?;
        Some(view! { <Listed session number choice/> })
    });
    view! {
        <fieldset class="stack-tight">
            <legend class="entry-label session-option-legend">{t(key!("training.check_in.which"))}</legend>
            {options.collect_view()}
            <Other choice/>
            <Show when=move || choice.with(|choice| choice.listed.is_none())>
                <NumberField choice tried/>
            </Show>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Listed(
    session: RecordView,
    number: SessionNumber,
    choice: RwSignal<SessionChoice>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| choice.with(|choice| choice.listed == Some(number)));
    view! {
        <label class="session-option" class:is-chosen=chosen>
            <input
                type="radio"
                name="session"
                prop:checked=chosen
                on:change=move |_| choice.update(|choice| choice.listed = Some(number))
            />
            <span class="list-main">
                <strong>{session.content.get("topic").unwrap_or("–").to_owned()}</strong>
                <span class="soft small tabular">
                    {time_range(&session.content)} " · "
                    {session.content.get("place").unwrap_or("–").to_owned()}
                </span>
            </span>
            <span class="number">{number.to_string()}</span>
        </label>
    }
}

#[component]
fn Other(choice: RwSignal<SessionChoice>) -> impl IntoView {
    let chosen = Memo::new(move |_| choice.with(|choice| choice.listed.is_none()));
    view! {
        <label class="session-option" class:is-chosen=chosen>
            <input
                type="radio"
                name="session"
                prop:checked=chosen
                on:change=move |_| choice.update(|choice| choice.listed = None)
            />
            <span>{t(key!("training.check_in.other"))}</span>
        </label>
    }
}

/// The box for a session's number.
#[component]
pub fn NumberField(
    /// Where it is typed.
    choice: RwSignal<SessionChoice>,
    /// Whether it was tried to save.
    tried: Signal<bool>,
) -> impl IntoView {
    let wrong = Memo::new(move |_| choice.with(|choice| choice.wrong(tried.get())));
    let unknown = is_unknown_here(choice);
    view! {
        <div class="entry">
            <label for="session-number">{t(key!("training.check_in.number"))}</label>
            <p id="session-number-hint" class="soft small">{t(key!("training.check_in.number_hint"))}</p>
            <input
                id="session-number"
                class="entry-input session-number-input"
                type="text"
                inputmode="text"
                autocapitalize="characters"
                autocomplete="off"
                spellcheck="false"
                maxlength="20"
                placeholder="K7QMY"
                aria-describedby="session-number-hint session-number-said"
                aria-invalid=move || wrong.get().map(|_| "true")
                prop:value=move || choice.with(|choice| choice.typed.clone())
                on:input=move |event| {
                    let typed = event_target_value(&event).to_uppercase();
                    choice.update(|choice| choice.typed = typed);
                }
            />
            <p id="session-number-said" aria-live="polite">
                {move || wrong.get().map(|key| view! {
                    <span class="entry-error"><Icon name=IconName::Alert/>{t(key)}</span>
                })}
                <Show when=move || unknown.get()>
                    <span class="soft small">{t(key!("training.check_in.number_unknown"))}</span>
                </Show>
            </p>
        </div>
    }
}

/// Whether the number that is typed is one, of a session that this phone does not know.
fn is_unknown_here(choice: RwSignal<SessionChoice>) -> Memo<bool> {
    let records = use_work().all::<RecordView>();
    Memo::new(move |_| {
        let number = choice.with(SessionChoice::number);
        let is_it = |record: &RecordView| number_of(record) == number;
        number.is_some() && !records.with(|records| records.iter().any(is_it))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_which_session() {
        let choice = SessionChoice::first(Some("k7qmy"), &[]);
        assert_eq!(choice.typed, "K7QMY");
        assert_eq!(choice.number(), "K7QMY".parse().ok());
        assert_eq!(SessionChoice::first(Some("?"), &[]), SessionChoice::other());
        assert_eq!(SessionChoice::first(None, &[]).number(), None);
    }

    #[test]
    fn a_mistyped_number_is_named_at_its_last_character() {
        let wrong = |typed: &str, tried| {
            let choice = SessionChoice {
                typed: typed.to_owned(),
                ..SessionChoice::other()
            };
            choice.wrong(tried)
        };
        let mistyped = Some(key!("training.check_in.number_mistyped"));
        let not_one = Some(key!("training.check_in.number_wrong"));
        assert_eq!(wrong("k7 qmy", false), None);
        assert_eq!(wrong("K7QMX", false), mistyped);
        for short in ["K7", "K7QM"] {
            assert_eq!((wrong(short, false), wrong(short, true)), (None, not_one));
        }
        assert_eq!(wrong("K7QMYY", false), not_one);
    }
}
