//! What closing a session does, said before it is done: who came, what they are credited, that it is early.

use super::credited_elsewhere::{as_if_closed, credited_elsewhere};
use super::seen::SeenSession;
use super::words::{came_of, hours, other_counts, time_of_day};
use crate::session::use_profile;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::id::PersonId;
use shared::key;
use shared::time::Timestamp;
use shared::training::{Presence, Roster, SessionCredit};
use std::collections::BTreeMap;

/// How many came and what they are credited, what becomes of the others, and that it is early.
#[component]
pub fn ClosingSummary(
    /// Of which session.
    session: Memo<SeenSession>,
    /// All of the trainer's sessions.
    known: Memo<Vec<SeenSession>>,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
    /// The time.
    now: Memo<Timestamp>,
) -> impl IntoView {
    let tally = Memo::new(move |_| session.with(SeenSession::tally));
    let profile = use_profile();
    let credit = Memo::new(move |_| {
        profile.with(|profile| {
            let here = (offset, profile.presence_rules.as_slice());
            session.with(|one| SessionCredit::of(&one.record.content, Some(now.get()), here))
        })
    });
    let minute = Memo::new(move |_| now.get().millis().div_euclid(60_000) * 60_000);
    let elsewhere = Memo::new(move |_| {
        let at = Timestamp::from_millis(minute.get());
        profile.with(|profile| {
            let here = (offset, profile.presence_rules.as_slice());
            let closed = session.with(|one| as_if_closed(&one.record, at));
            known.with(|known| credited_elsewhere(&closed, known, here))
        })
    });
    let open = move || match tally.get().open {
        0 => t(key!("training.close.all_known")).to_owned(),
        open => tf(
            key!("training.close.becomes_absent"),
            &[("n", &open.to_string())],
        ),
    };
    let early = move || {
        let end = session.with(|one| one.times(offset))?.end;
        (now.get() < end).then(|| {
            let time = time_of_day(end, offset);
            tf(key!("training.close.early"), &[("time", &time)])
        })
    };
    let lines = move |lines: Vec<String>| {
        let line = |line| view! { <p>{line}</p> };
        lines.into_iter().map(line).collect_view()
    };
    let credits = move || {
        let roster = session.with(SeenSession::roster);
        elsewhere.with(|elsewhere| credited(&roster, credit.get(), elsewhere))
    };
    view! {
        {move || early().map(|early| view! { <p><strong>{early}</strong></p> })}
        {move || cut_short(credit.get()).map(|cut| view! { <p><strong>{cut}</strong></p> })}
        <p><strong>{move || came_of(&tally.get())}</strong></p>
        {move || lines(other_counts(&tally.get()))}
        <p>{open}</p>
        {move || lines(credits())}
        <p class="soft small">{t(key!("training.close.credited_once"))}</p>
        <p class="soft small">{t(key!("training.session.close_hint"))}</p>
    }
}

/// How many of the planned hours are credited, if not all.
fn cut_short(credit: SessionCredit) -> Option<String> {
    credit.is_cut_short().then(|| {
        let (held, planned) = (
            credit.held_hours().to_string(),
            credit.planned_hours().to_string(),
        );
        tf(
            key!("training.close.cut_short"),
            &[("held", &held), ("planned", &planned)],
        )
    })
}

/// What those who came are credited, and how many of them for another session.
fn credited(
    roster: &Roster,
    credit: SessionCredit,
    elsewhere: &BTreeMap<PersonId, String>,
) -> Vec<String> {
    let here = roster.entries.iter();
    let here = here.filter(|entry| !elsewhere.contains_key(&entry.person.id));
    let (mut whole, mut part) = (0, 0);
    for presence in here.filter_map(|entry| entry.presence) {
        whole += usize::from(matches!(presence, Presence::Present | Presence::Late));
        part += usize::from(presence == Presence::LeftEarly);
    }
    let said = |key, count: usize, presence: Presence| {
        let count = (count > 0).then(|| count.to_string())?;
        let hours = hours(credit.minutes(presence));
        Some(tf(key, &[("n", &count), ("hours", &hours)]))
    };
    let elsewhere = (!elsewhere.is_empty()).then(|| {
        let n = elsewhere.len().to_string();
        tf(key!("training.close.elsewhere"), &[("n", &n)])
    });
    [
        said(key!("training.close.credited"), whole, Presence::Present),
        said(
            key!("training.close.credited_left_early"),
            part,
            Presence::LeftEarly,
        ),
        elsewhere,
    ]
    .into_iter()
    .flatten()
    .collect()
}
