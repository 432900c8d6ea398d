//! Marking by hand: the presence, then one tap on the reason; after the day, a request with the reason in the
//! trainer's words. Many are marked only after a question.

use super::correction_reason::CorrectionReason;
use super::mark_choice::{PresenceChoice, Reasons};
use super::mark_question::MarkQuestion;
use super::marking::{Marked, Whom};
use super::seen::Correcting;
use crate::components::chip::Tone;
use crate::components::dialog::show;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::text::{t, tf};
use leptos::{html, prelude::*};
use shared::key;
use shared::submission::PersonRef;
use shared::training::{Presence, RosterEntry};

/// Who is to be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One person of the roster.
    One(RosterEntry),
    /// Everybody of whom nothing is known.
    Open(Vec<PersonRef>),
}

impl Target {
    /// Those people.
    pub fn people(&self) -> Vec<PersonRef> {
        match self {
            Self::One(entry) => vec![entry.person.clone()],
            Self::Open(people) => people.clone(),
        }
    }

    fn whom(self) -> Whom {
        match self {
            Self::One(entry) => Whom::One(entry.person),
            Self::Open(people) => Whom::Open(people),
        }
    }

    fn title(&self) -> String {
        match self {
            Self::One(entry) => tf(key!("training.mark.title"), &[("name", &entry.person.name)]),
            Self::Open(people) => tf(
                key!("training.mark.open"),
                &[("n", &people.len().to_string())],
            ),
        }
    }

    /// Of these, what it can be marked as. A whole class came or did not; what is between is one person's.
    fn offered(&self, presence: Presence) -> bool {
        let whole = matches!(presence, Presence::Present | Presence::Absent);
        whole || matches!(self, Self::One(_))
    }

    fn is_contradicted(&self) -> bool {
        matches!(self, Self::One(entry) if entry.contradiction().is_some())
    }
}

/// Over the page while `target` is somebody.
#[component]
pub fn MarkDialog(
    /// Who is to be marked.
    target: RwSignal<Option<Target>>,
    /// As what somebody can be marked now.
    offers: Signal<Vec<Presence>>,
    /// What marking them now asks a second person for.
    correcting: Signal<Option<Correcting>>,
    /// Told what was marked; the dialog has closed by then.
    on_mark: Callback<Marked>,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = target.with(Option::is_some);
        if let Some(dialog) = element.get() {
            show(&dialog, wanted);
        }
    });
    let title = move || target.with(|target| target.as_ref().map(Target::title));
    view! {
        <dialog
            class="dialog mark-dialog"
            node_ref=element
            aria-label=title
            on:close=move |_| target.set(None)
        >
            <div class="row-between">
                <h2>{title}</h2>
                <button
                    type="button"
                    class="button button-quiet"
                    aria-label=t(key!("ui.close"))
                    on:click=move |_| target.set(None)
                >
                    <Icon name=IconName::Close/>
                </button>
            </div>
            {move || target.get().map(|whom| {
                let (offers, correcting) = (offers.get_untracked(), correcting.get_untracked());
                view! { <MarkForm whom target offers correcting on_mark/> }
            })}
        </dialog>
    }
}

/// Nothing is chosen before the trainer does: what was true of one person is not of the next.
#[component]
fn MarkForm(
    whom: Target,
    target: RwSignal<Option<Target>>,
    offers: Vec<Presence>,
    correcting: Option<Correcting>,
    on_mark: Callback<Marked>,
) -> impl IntoView {
    let presence = RwSignal::new(None::<Presence>);
    // What a whole class is marked for once the question is answered.
    let asked = RwSignal::new(None::<(String, bool)>);
    Effect::new(move |_| {
        presence.track();
        asked.set(None);
    });
    let not_begun = offers.len() < Presence::ALL.len();
    let offers = offers.into_iter().filter(|it| whom.offered(*it)).collect();
    let contradicted = whom.is_contradicted();
    let people = match &whom {
        Target::One(_) => None,
        Target::Open(people) => Some(people.clone()),
    };
    let is_asked = people.is_some();
    let mark = Callback::new(move |(reason, is_correction): (String, bool)| {
        if let Some(presence) = presence.get_untracked() {
            let marked = Marked {
                whom: whom.clone().whom(),
                presence,
                reason,
                is_correction,
            };
            target.set(None);
            on_mark.run(marked);
        }
    });
    let said = Callback::new(move |said: (String, bool)| match is_asked {
        true => asked.set(Some(said)),
        false => mark.run(said),
    });
    let legend = match is_asked {
        true => t(key!("training.mark.reason_of_all")),
        false => t(key!("training.mark.reason")),
    };
    let question = move || {
        let (presence, people) = (presence.get()?, people.clone()?);
        let said = asked.get()?;
        let reason = said.0.clone();
        let asks = correcting.is_some();
        let on_yes = Callback::new(move |()| mark.run(said.clone()));
        Some(view! { <MarkQuestion people presence reason asks on_yes/> })
    };
    view! {
        <div class="stack">
            {contradicted.then(|| view! {
                <Notice title=t(key!("training.mark.contradiction")) tone=Tone::Warning>
                    <p>{t(key!("training.mark.contradiction_text"))}</p>
                </Notice>
            })}
            <PresenceChoice offers not_begun presence/>
            {move || presence.get().map(|presence| match correcting {
                None => view! { <Reasons presence legend mark=said/> }.into_any(),
                Some(correcting) => view! { <CorrectionReason correcting mark=said/> }.into_any(),
            })}
            <div role="status">{question}</div>
        </div>
    }
}
