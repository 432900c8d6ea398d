//! The team on its leader's start page: how many cases wait for whom, and the answers that are due first.
//! A chunk of its own.

use super::overview::Unread;
use super::reading::Reading;
use super::words::{as_of, counts, queried_by_due, rows_of_members};
use crate::components::tally::Tally;
use crate::format::count;
use crate::session::use_profile;
use crate::text::t;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::submission::Status;
use shared::team::Team;

/// How many of the answers that are due are shown.
const NEAREST: usize = 3;

/// The team on its leader's start page.
#[lazy]
pub fn team_today() -> AnyView {
    view! { <Today/> }.into_any()
}

#[component]
fn Today() -> impl IntoView {
    let reading = Reading::begin();
    view! {
        <section class="stack-tight" aria-labelledby="team-today">
            <div class="section-head">
                <h2 id="team-today">{t(key!("team.title"))}</h2>
                <A href="/team">{t(key!("team.see"))}</A>
            </div>
            <Unread reading/>
            {move || reading.team.get().map(|team| view! { <Standings team/> })}
        </section>
    }
}

#[component]
fn Standings(team: Team) -> impl IntoView {
    let offset_minutes = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let of_all = |wanted: fn(Status) -> bool| {
        let members = team.members.iter();
        members.map(|member| member.count(wanted)).sum()
    };
    let tallies = counts(of_all)
        .map(|one| view! { <Tally count=count(one.n) label=one.label href=one.page/> })
        .collect_view();
    let mut nearest = queried_by_due(&team);
    nearest.truncate(NEAREST);
    let rows = (!nearest.is_empty()).then(|| {
        view! {
            <h3>{t(key!("team.queries"))}</h3>
            <ul class="list">{rows_of_members(nearest, offset_minutes)}</ul>
        }
    });
    view! {
        <div class="tally">{tallies}</div>
        {rows}
        <p class="soft small">{as_of(team.as_of, offset_minutes)}</p>
    }
}
