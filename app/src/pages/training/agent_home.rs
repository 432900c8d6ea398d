//! An agent's training: signing in, the sessions they are invited to, their own attendance.

use super::agent_progress::Progress;
use super::attendance::{called_off, invitations, is_todays, own_entry};
use super::attendance_list::AttendanceList;
use super::check_in_result::use_attendance;
use super::roster_row::PresenceChip;
use super::screen::Screen;
use super::session_choice::number_of;
use super::words::{self, course_kind, session_day, time_range};
use crate::clock::now;
use crate::components::button::{LinkButton, Weight};
use crate::components::chip::Chip;
use crate::components::icon::{Icon, IconName};
use crate::session::use_profile;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::id::PersonId;
use shared::key;
use shared::record::RecordView;

/// Sign-in, sessions, attendance.
#[component]
pub fn AgentHome() -> impl IntoView {
    let attended = use_attendance();
    view! {
        <div class="training-actions">
            <LinkButton
                label=t(key!("training.check_in.title"))
                href=Screen::CheckIn.path()
                weight=Weight::Primary
                icon=IconName::CheckIn
            />
        </div>
        <Invitations/>
        <section class="stack-tight">
            <h2>{t(key!("training.attendance.title"))}</h2>
            <Progress/>
            <AttendanceList attended/>
        </section>
    }
}

/// The sessions from today on.
#[component]
fn Invitations() -> impl IntoView {
    let (work, profile) = (use_work(), use_profile());
    let person = profile.with_untracked(|profile| profile.person.id);
    let offset = profile.with_untracked(|profile| profile.branch.offset_minutes);
    let sessions = Memo::new(move |_| {
        work.all::<RecordView>()
            .with(|records| invitations(records, person, now(), offset))
    });
    view! {
        <section class="stack-tight">
            <h2>{t(key!("training.attendance.sessions"))}</h2>
            <ul class="session-cards">
                {move || sessions.get().into_iter().map(|session| view! {
                    <li><Invitation session person offset/></li>
                }).collect_view()}
            </ul>
            <Show when=move || sessions.with(Vec::is_empty)>
                <p class="soft">{t(key!("training.attendance.no_sessions"))}</p>
            </Show>
        </section>
    }
}

/// One session; today's leads to signing in until the person is counted.
#[component]
fn Invitation(session: RecordView, person: PersonId, offset: i32) -> impl IntoView {
    let content = session.content.clone();
    let presence = own_entry(&session, person).and_then(|entry| entry.presence);
    let topic = content.get("topic").unwrap_or("–").to_owned();
    let cancelled = called_off(&session);
    let why = cancelled.map(|it| words::because(&it.reason));
    let cancelled = cancelled.is_some();
    let wanted = presence.is_none() && !cancelled && is_todays(&session, now(), offset);
    let number = number_of(&session).filter(|_| wanted);
    let sign_in = number.map(|number| {
        let href = format!("{}?session={number}", Screen::CheckIn.path());
        let label = tf(
            key!("training.attendance.sign_in_here"),
            &[("topic", &topic)],
        );
        view! {
            <A href=href attr:class="button button-secondary" attr:aria-label=label>
                <Icon name=IconName::CheckIn/>
                {t(key!("training.check_in.save"))}
            </A>
        }
    });
    view! {
        <div class="card session-card">
            <span class="session-card-when">
                <strong class="tabular">{time_range(&content)}</strong>
                <span class="soft small">{session_day(&content)}</span>
            </span>
            <span class="session-card-what">
                <strong>{topic}</strong>
                <span class="soft small">
                    {course_kind(&content)} " · " {content.get("place").unwrap_or("–").to_owned()}
                </span>
                {why.map(|why| view! { <span class="small">{why}</span> })}
            </span>
            <span class="session-card-end">
                {cancelled.then(|| view! {
                    <Chip label=t(key!("training.state.cancelled")) icon=IconName::Rejected/>
                })}
                {presence.map(|presence| view! { <PresenceChip presence=Some(presence)/> })}
                {sign_in}
            </span>
        </div>
    }
}
