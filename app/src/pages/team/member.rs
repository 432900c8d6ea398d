//! One member: where their cases stand, their training this month.

use super::overview::Unread;
use super::reading::Reading;
use super::words::{CaseRow, as_of, attendance, counts};
use crate::clock::today;
use crate::components::empty::Empty;
use crate::components::icon::{Icon, IconName};
use crate::session::use_profile;
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::id::PersonId;
use shared::key;
use shared::team::{Member, Team};

/// One member.
#[component]
pub fn MemberPage(
    /// Who.
    person: PersonId,
    /// What is read.
    reading: Reading,
) -> impl IntoView {
    let found = move |team: &Team| {
        let member = team
            .members
            .iter()
            .find(|member| member.person.id == person);
        match member.cloned() {
            Some(member) => view! { <Whole member team=team.clone()/> }.into_any(),
            None => view! {
                <Empty
                    is_page=true
                    icon=IconName::Person
                    title=t(key!("team.not_a_member"))
                    text=t(key!("team.gone"))
                />
            }
            .into_any(),
        }
    };
    view! {
        <div class="page page-team">
            <A href="/team" attr:class="training-back">
                <Icon name=IconName::Back/>
                {t(key!("team.back"))}
            </A>
            <Unread reading/>
            {move || reading.team.with(|team| team.as_ref().map(found))}
        </div>
    }
}

#[component]
fn Whole(member: Member, team: Team) -> impl IntoView {
    let offset_minutes = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let today = today(offset_minutes);
    let tallies = counts(|wanted| member.count(wanted))
        .map(|one| view! { <div><dt>{one.label}</dt><dd class="tabular">{one.n}</dd></div> })
        .collect_view();
    let attended = tf(
        key!("team.attendance"),
        &[("month", &team.month.to_string())],
    );
    let none = member.cases.is_empty();
    let rows = member
        .cases
        .iter()
        .cloned()
        .map(|case| view! { <li><CaseRow case today offset_minutes/></li> })
        .collect_view();
    view! {
        <header class="page-head">
            <h1>{member.person.name.clone()}</h1>
            <p class="soft small">
                {member.agent_number.clone().map(|number| format!("{number} · "))}
                {as_of(team.as_of, offset_minutes)}
            </p>
            {(!member.here).then(|| view! { <p class="soft">{t(key!("team.gone"))}</p> })}
        </header>
        <section class="card">
            <dl class="facts">
                {tallies}
                {member.here.then(|| view! {
                    <div><dt>{attended}</dt><dd>{attendance(member.attendance)}</dd></div>
                })}
            </dl>
        </section>
        <section class="stack-tight" aria-labelledby="cases">
            <h2 id="cases">{t(key!("team.cases"))}</h2>
            {match none {
                true => view! { <p class="soft">{t(key!("team.cases_none"))}</p> }.into_any(),
                false => view! {
                    <p class="soft small">{t(key!("team.cases_newest"))}</p>
                    <ul class="list">{rows}</ul>
                }
                .into_any(),
            }}
        </section>
    }
}
