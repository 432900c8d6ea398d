//! One session before a second person: what it is, what is asked for and why, who came.

use super::late_changes::LateChanges;
use super::late_people::LatePeople;
use super::presence_words::Teller;
use super::second_word::Word;
use super::words::{course_kind, hours_held, session_day, time_range};
use crate::session::use_profile;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::desk::LateSession;
use shared::key;
use shared::record::Office;
use shared::training::{Backdated, Roster, SessionCredit};

/// The card.
#[component]
pub fn LateSessionCard(
    /// Which.
    late: LateSession,
    /// Told once a word was said.
    on_decided: Callback<()>,
) -> impl IntoView {
    let content = late.session.content.clone();
    let roster = match &late.session.office {
        Office::Roster(roster) => roster.clone(),
        Office::Review(_) | Office::CheckIn(_) => Roster::default(),
    };
    let (offset, credit) = use_profile().with_untracked(|profile| {
        let offset = profile.branch.offset_minutes;
        let here = (offset, profile.presence_rules.as_slice());
        (
            offset,
            SessionCredit::of(&content, roster.held_until(), here),
        )
    });
    let teller = Teller::of(&late.session, offset);
    let topic = content.get("topic").unwrap_or("–").to_owned();
    let waiting = roster.backdated.clone().filter(Backdated::waits);
    let of_closed_month =
        |waiting: &Backdated| waiting.closed_month || content.is("correction", "yes");
    let correction = waiting.as_ref().filter(|waiting| of_closed_month(waiting));
    let correction = correction.map(|_| t(key!("fields.session.correction")));
    let changes = roster.waiting_corrections().next().map(|_| {
        let (roster, teller) = (roster.clone(), teller.clone());
        view! { <LateChanges roster teller credit/> }
    });
    view! {
        <article class="card stack late-session">
            <h3>{topic}</h3>
            <p class="row row-wrap soft">
                <span>{course_kind(&content)}</span>
                <span class="tabular">{session_day(&content)} " " {time_range(&content)}</span>
            </p>
            <dl>
                {facts(&late, &content, waiting.as_ref(), credit)
                    .into_iter()
                    .map(|(name, text)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> })
                    .collect_view()}
            </dl>
            {correction.map(|correction| view! { <p><strong>{correction}</strong></p> })}
            {changes}
            <LatePeople roster teller credit/>
            <p class="soft small">{t(key!("training.close.credited_once"))}</p>
            {counts_in(&late)}
            {match late.is_own {
                true => view! { <p class="soft">{t(key!("training.late.own"))}</p> }.into_any(),
                false => view! { <Word late on_decided/> }.into_any(),
            }}
        </article>
    }
}

/// In which month's pay a yes counts, before it is said.
fn counts_in(late: &LateSession) -> Option<impl IntoView + use<>> {
    let counts_in = late.counts_in?.to_string();
    let text = match late.closed_month() {
        Some(closed) => tf(
            key!("training.late.corrects"),
            &[("month", &closed.to_string()), ("counts_in", &counts_in)],
        ),
        None => tf(key!("training.late.counts_in"), &[("month", &counts_in)]),
    };
    Some(view! { <p class="late-counts-in"><strong>{text}</strong></p> })
}

/// Place, trainer, hours; of a session that was told late why, and what was refused before.
fn facts(
    late: &LateSession,
    content: &Answers,
    waiting: Option<&Backdated>,
    credit: SessionCredit,
) -> Vec<(&'static str, String)> {
    let answer = |path| content.get(path).unwrap_or("–").to_owned();
    let mut facts = vec![
        (t(key!("fields.session.place")), answer("place")),
        (
            t(key!("training.late.trainer")),
            late.session.captured_by.name.clone(),
        ),
        (t(key!("fields.session.hours")), hours_held(credit)),
    ];
    if let Some(waiting) = waiting {
        facts.extend(
            reasons(content, waiting)
                .map(|reason| (t(key!("fields.session.backdating_reason")), reason)),
        );
    }
    for word in waiting.iter().flat_map(|waiting| &waiting.refused) {
        let said = tf(
            key!("training.late.refused_by"),
            &[("name", &word.by.name), ("note", &word.note)],
        );
        facts.push((t(key!("training.late.earlier")), said));
    }
    facts
}

/// Why it was told only then, and why it was changed since, if both were said.
fn reasons(content: &Answers, waiting: &Backdated) -> impl Iterator<Item = String> {
    let first = content.get("backdating_reason").unwrap_or_default();
    let mut said = vec![first.to_owned(), waiting.reason.clone()];
    said.retain(|reason| !reason.trim().is_empty());
    said.dedup();
    if said.is_empty() {
        said.push(t(key!("training.late.arrived_late")).to_owned());
    }
    said.into_iter()
}
