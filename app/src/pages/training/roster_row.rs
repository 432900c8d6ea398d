//! One person of a roster.

use super::mark_reasons::{SCANNED, reason_text};
use super::roster_filter::RosterLine;
use super::words::{self, time_of_day};
use crate::components::chip::{Chip, Tone};
use crate::components::icon::Name;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::record::{PresenceSource, RosterEntry};
use shared::training::Presence;

/// One person; pressing the line marks them. The button stays while its line changes, so that the
/// focus does.
#[component]
pub fn RosterRow(
    /// The line as it is when the row is made.
    first: RosterLine,
    /// The lines as they are.
    lines: Memo<Vec<RosterLine>>,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
    /// As what somebody can be marked now; with nothing, pressing the line does nothing.
    offers: Signal<Vec<Presence>>,
    /// Set to the line when it is pressed.
    target: RwSignal<Option<RosterEntry>>,
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
                    target.set(Some(line.get_untracked().entry));
                }
            }
        >
            <span class="list-icon" aria-hidden="true">{name.chars().next().map(String::from)}</span>
            <span class="list-main">
                <span class="list-title">{name}</span>
                <span class="list-detail">{move || line.with(|line| details(line, offset))}</span>
            </span>
            {move || view! { <PresenceChip presence=line.with(|line| line.entry.presence)/> }}
        </button>
    }
}

/// The team, and how the presence is known.
fn details(line: &RosterLine, offset: i32) -> impl IntoView + use<> {
    let entry = &line.entry;
    let source = entry
        .source
        .as_ref()
        .map(|source| source_text(source, offset));
    [line.team.clone(), source, code_beside_mark(entry, offset)]
        .into_iter()
        .flatten()
        .map(|text| view! { <span>{text}</span> })
        .collect_view()
}

/// The sign-in by code of whom the trainer marked: that it was made, or that it says otherwise than the mark
/// and is to be settled.
fn code_beside_mark(entry: &RosterEntry, offset: i32) -> Option<String> {
    let Some(PresenceSource::Hand { .. }) = &entry.source else {
        return None;
    };
    let at = time_of_day(entry.signed_in()?.at, offset);
    let key = match entry.contradiction() {
        Some(_) => key!("training.roster.contradiction"),
        None => key!("training.roster.by_code"),
    };
    Some(tf(key, &[("time", &at)]))
}

fn source_text(source: &PresenceSource, offset: i32) -> String {
    match source {
        PresenceSource::Code { at } => tf(
            key!("training.roster.by_code"),
            &[("time", &time_of_day(*at, offset))],
        ),
        PresenceSource::Hand { reason, at } if reason == SCANNED => tf(
            key!("training.roster.by_scan"),
            &[("time", &time_of_day(*at, offset))],
        ),
        PresenceSource::Hand { reason, at } => tf(
            key!("training.roster.by_hand"),
            &[
                ("time", &time_of_day(*at, offset)),
                ("reason", &reason_text(reason)),
            ],
        ),
        PresenceSource::Closing => t(key!("training.roster.by_closing")).to_owned(),
    }
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
            Name::Waiting,
        ),
        Some(presence) => {
            let (tone, icon) = look(presence);
            (words::presence(presence), tone, icon)
        }
    };
    view! { <Chip label tone icon/> }
}

const fn look(presence: Presence) -> (Tone, Name) {
    match presence {
        Presence::Present => (Tone::Success, Name::Accepted),
        Presence::Late | Presence::LeftEarly => (Tone::Warning, Name::Waiting),
        Presence::Absent => (Tone::Danger, Name::Rejected),
        Presence::Excused => (Tone::Neutral, Name::Note),
    }
}
