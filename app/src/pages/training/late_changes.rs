//! Presences that were changed after the day, before a second person: what stands, what is asked for and why.

use super::late_people::credited;
use super::presence_words::Teller;
use super::roster_row::PresenceChip;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::training::{PresenceCorrection, Roster, SessionCredit};

/// Each change that waits.
#[component]
pub fn LateChanges(
    /// Of which roster.
    roster: Roster,
    /// Who tells of it.
    teller: Teller,
    /// What the session credits.
    credit: SessionCredit,
) -> impl IntoView {
    let change = |asked: &PresenceCorrection| change(&roster, asked, &teller, credit);
    let changes = roster.waiting_corrections().map(change).collect_view();
    view! {
        <section class="stack-tight">
            <h4>{t(key!("training.late.changes"))}</h4>
            <ul class="list late-people">{changes}</ul>
        </section>
    }
}

fn change(
    roster: &Roster,
    asked: &PresenceCorrection,
    teller: &Teller,
    credit: SessionCredit,
) -> impl IntoView + use<> {
    let mut entries = roster.entries.iter();
    let entry = entries.find(|entry| entry.person.id == asked.person);
    let name = entry.map(|entry| entry.person.name.clone());
    let stands = entry.and_then(|entry| entry.presence);
    let from = credited(stands, credit);
    let to = credited(Some(asked.presence), credit);
    let changes = tf(
        key!("training.late.credit_changes"),
        &[("from", &from), ("to", &to)],
    );
    let closed = asked
        .closed_month
        .then(|| t(key!("fields.session.correction")));
    let earlier = roster.refused_before(asked.person).map(|word| {
        tf(
            key!("training.late.refused_before"),
            &[("name", &word.by.name), ("note", &word.note)],
        )
    });
    let texts = [Some(teller.asked(asked)), Some(changes), earlier];
    view! {
        <li class="list-item late-change">
            <span class="list-main">
                <span class="list-title">{name}</span>
                <span class="row row-wrap">
                    <PresenceChip presence=stands/>
                    <span aria-hidden="true">"→"</span>
                    <span class="visually-hidden">{t(key!("training.late.becomes"))}</span>
                    <PresenceChip presence=Some(asked.presence)/>
                </span>
                <span class="list-detail">
                    {texts
                        .into_iter()
                        .flatten()
                        .map(|text| view! { <span>{text}</span> })
                        .collect_view()}
                    {closed.map(|closed| view! { <strong>{closed}</strong> })}
                </span>
            </span>
        </li>
    }
}
