//! One person of a roster.

use super::mark_dialog::Target;
use super::roster_filter::RosterLine;
use super::words;
use crate::components::chip::{Chip, Tone};
use crate::components::icon::IconName;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::training::Presence;

/// One person; pressing the line marks them. The button stays while its line changes, so that the
/// focus does.
#[component]
pub fn RosterRow(
    /// The line as it is when the row is made.
    first: RosterLine,
    /// The lines as they are.
    lines: Memo<Vec<RosterLine>>,
    /// As what somebody can be marked now; with nothing, pressing the line does nothing.
    offers: Signal<Vec<Presence>>,
    /// Set to the line when it is pressed.
    target: RwSignal<Option<Target>>,
) -> impl IntoView {
    let id = first.entry.person.id;
    let name = first.entry.person.name.clone();
    let line = Memo::new(move |_| {
        let now = lines.with(|all| all.iter().find(|line| line.entry.person.id == id).cloned());
        now.unwrap_or_else(|| first.clone())
    });
    view! {
        <button
            type="button"
            class="list-item roster-row"
            aria-haspopup="dialog"
            aria-disabled=move || offers.with(Vec::is_empty).then_some("true")
            on:click=move |_| {
                if offers.with_untracked(|offers| !offers.is_empty()) {
                    target.set(Some(Target::One(line.get_untracked().entry)));
                }
            }
        >
            <span class="list-icon" aria-hidden="true">{name.chars().next().map(String::from)}</span>
            <span class="list-main">
                <span class="list-title">{name}</span>
                <span class="list-detail">{move || line.with(details)}</span>
            </span>
            {move || view! { <PresenceChip presence=line.with(|line| line.entry.presence)/> }}
        </button>
    }
}

/// The team, and how the presence is known.
fn details(line: &RosterLine) -> impl IntoView + use<> {
    let texts = line.team.iter().chain(&line.known_by).cloned();
    texts
        .map(|text| view! { <span>{text}</span> })
        .collect_view()
}

/// A presence with its icon.
#[component]
pub fn PresenceChip(
    /// `None`: not known.
    presence: Option<Presence>,
) -> impl IntoView {
    let (label, tone, icon) = match presence {
        None => (
            t(key!("training.roster.unknown")),
            Tone::Neutral,
            IconName::Waiting,
        ),
        Some(presence) => {
            let (tone, icon) = look(presence);
            (words::presence(presence), tone, icon)
        }
    };
    view! { <Chip label tone icon/> }
}

const fn look(presence: Presence) -> (Tone, IconName) {
    match presence {
        Presence::Present => (Tone::Success, IconName::Accepted),
        Presence::Late | Presence::LeftEarly => (Tone::Warning, IconName::Waiting),
        Presence::Absent => (Tone::Danger, IconName::Rejected),
        Presence::Excused => (Tone::Neutral, IconName::Note),
    }
}
