//! Everybody in the team: what waits for an answer first, then each member.

use super::reading::Reading;
use super::words::{as_of, attendance, counts, queried_by_due, rows_of_members};
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::empty::Empty;
use crate::components::error_summary::focus;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::components::take_out::TakeOut;
use crate::session::use_profile;
use crate::taking_out::{TakingOut, address};
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use shared::key;
use shared::team::{Member, Team};

/// Everybody in the team.
#[component]
pub fn Overview(
    /// What is read.
    reading: Reading,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let as_of = move || {
        let team = reading.team.read();
        team.as_ref().map(|team| as_of(team.as_of, offset))
    };
    let taking = TakingOut::new();
    let on_take = Callback::new(move |format| taking.take(address("team", format)));
    view! {
        <div class="page page-team">
            <h1>{t(key!("team.title"))}</h1>
            <div class="row-between row-wrap">
                <p class="soft small">{as_of}</p>
                <Button
                    label=t(key!("team.refresh")).to_owned()
                    weight=Weight::Quiet
                    icon=IconName::Sending
                    busy=reading.busy
                    on_press=Callback::new(move |()| reading.read())
                />
            </div>
            <Unread reading/>
            {move || reading.team.get().map(|team| view! { <Whole team/> })}
            <TakeOut busy=taking.is_busy() error=taking.error() on_take/>
        </div>
    }
}

/// Why nothing newer is shown.
#[component]
pub fn Unread(
    /// What is read.
    reading: Reading,
) -> impl IntoView {
    move || match (reading.team.with(Option::is_some), reading.error.get()) {
        (true, Some(error)) => view! {
            <Notice title=t(&error.text_key()) icon=IconName::Offline>
                <p>{t(key!("team.kept"))}</p>
            </Notice>
        }
        .into_any(),
        (false, Some(error)) => view! {
            <Notice title=t(key!("team.failed")) tone=Tone::Warning>
                <p>{t(&error.text_key())}</p>
            </Notice>
        }
        .into_any(),
        (false, None) => view! { <p role="status">{t(key!("team.reading"))}</p> }.into_any(),
        (true, None) => ().into_any(),
    }
}

#[component]
fn Whole(team: Team) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    if team.members.is_empty() {
        return view! {
            <Empty
                icon=IconName::People
                title=t(key!("team.none_title"))
                text=t(key!("team.none_text"))
            />
        }
        .into_any();
    }
    let attended = tf(
        key!("team.attendance"),
        &[("month", &team.month.to_string())],
    );
    let members = team.members.iter().cloned();
    let rows = members
        .map(|member| view! { <li><MemberRow member attended=attended.clone()/></li> })
        .collect_view();
    view! {
        <Queries team=team offset_minutes=offset/>
        <section class="stack-tight" aria-labelledby="members">
            <h2 id="members">{t(key!("team.members"))}</h2>
            <ul class="list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// What waits for an answer, the nearest last day first.
#[component]
fn Queries(team: Team, offset_minutes: i32) -> impl IntoView {
    let waiting = queried_by_due(&team);
    let none = waiting.is_empty();
    let rows = rows_of_members(waiting, offset_minutes);
    let named = use_location().hash;
    // What the address names was not there yet when the page was opened.
    Effect::new(move |_| {
        if named.get() == "#queries" {
            focus("queries");
        }
    });
    view! {
        <section class="stack-tight" aria-labelledby="queries">
            <h2 id="queries" tabindex="-1">{t(key!("team.queries"))}</h2>
            {none.then(|| view! { <p class="soft">{t(key!("team.queries_none"))}</p> })}
            {(!none).then(|| view! { <ul class="list">{rows}</ul> })}
        </section>
    }
}

#[component]
fn MemberRow(member: Member, attended: String) -> impl IntoView {
    let tallies = counts(|wanted| member.count(wanted))
        .map(|one| view! { <span><strong class="tabular">{one.n}</strong>" "{one.label}</span> })
        .collect_view();
    let training = match member.here {
        true => format!("{attended} · {}", attendance(member.attendance)),
        false => t(key!("team.gone")).to_owned(),
    };
    view! {
        <A href=format!("/team/{}", member.person.id) attr:class="list-item">
            <span class="list-icon"><Icon name=IconName::Person/></span>
            <span class="list-main">
                <span class="list-title">{member.person.name.clone()}</span>
                <span class="list-detail team-tallies">{tallies}</span>
                <span class="list-detail">{training}</span>
            </span>
            <Icon name=IconName::Forward/>
        </A>
    }
}
