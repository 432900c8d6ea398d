//! Who came to a session that waits for a second person, and what they are credited.

use super::presence_words::Teller;
use super::roster_row::PresenceChip;
use super::words::{came_of, hours as hours_text, other_counts};
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::training::{Presence, Roster, RosterEntry, SessionCredit, Tally};

/// The counts, everybody who came, and behind a line those who did not.
#[component]
pub fn LatePeople(
    /// Who came.
    roster: Roster,
    /// Who tells of it.
    teller: Teller,
    /// What the session credits.
    credit: SessionCredit,
) -> impl IntoView {
    let tally = Tally::of(&roster);
    let (came, others): (Vec<_>, Vec<_>) = roster.entries.iter().partition(|entry| has_come(entry));
    let rows = |entries: Vec<&RosterEntry>| {
        let row = |entry: &RosterEntry| row(&roster, entry, &teller, credit);
        entries.into_iter().map(row).collect_view()
    };
    let left_early = entries_with(&roster, Presence::LeftEarly);
    let left_early = (left_early > 0).then(|| {
        let n = left_early.to_string();
        tf(key!("training.late.left_early"), &[("n", &n)])
    });
    let not_came = (!others.is_empty()).then(|| {
        let title = tf(
            key!("training.late.not_came"),
            &[("n", &others.len().to_string())],
        );
        view! {
            <details>
                <summary>{title}</summary>
                <ul class="list late-people">{rows(others)}</ul>
            </details>
        }
    });
    view! {
        <section class="stack-tight">
            <h4>{t(key!("training.late.attendance"))}</h4>
            <p class="row row-wrap tabular">
                <strong>{came_of(&tally)}</strong>
                {left_early
                    .into_iter()
                    .chain(other_counts(&tally))
                    .map(|count| view! { <span class="soft">{count}</span> })
                    .collect_view()}
            </p>
            <ul class="list late-people">{rows(came)}</ul>
            {not_came}
        </section>
    }
}

fn entries_with(roster: &Roster, presence: Presence) -> usize {
    let entries = roster.entries.iter();
    entries
        .filter(|entry| entry.presence == Some(presence))
        .count()
}

fn has_come(entry: &RosterEntry) -> bool {
    entry.presence.is_some_and(Presence::came)
}

fn row(
    roster: &Roster,
    entry: &RosterEntry,
    teller: &Teller,
    credit: SessionCredit,
) -> impl IntoView + use<> {
    let name = entry.person.name.clone();
    let known_by = teller.presence(roster, entry);
    view! {
        <li class="list-item">
            <span class="list-main">
                <span class="list-title">{name}</span>
                <span class="list-detail">
                    <span class="tabular">{credited(entry.presence, credit)}</span>
                    {known_by.into_iter().map(|text| view! { <span>{text}</span> }).collect_view()}
                </span>
            </span>
            <PresenceChip presence=entry.presence/>
        </li>
    }
}

/// What somebody is credited.
pub fn credited(presence: Option<Presence>, credit: SessionCredit) -> String {
    let minutes = presence.map_or(0, |presence| credit.minutes(presence));
    tf(key!("training.hours"), &[("n", &hours_text(minutes))])
}
