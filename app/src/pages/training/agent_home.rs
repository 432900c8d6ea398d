//! An agent's training: signing in, the sessions they are invited to, their own attendance.

use super::attendance::{education, invitations, own_entry, rate};
use super::attendance_list::AttendanceList;
use super::check_in_result::use_attendance;
use super::roster::PresenceChip;
use super::screen::Screen;
use super::session_choice::number_of;
use super::words::{course_kind, hours, session_day, time_range};
use crate::clock::today;
use crate::components::button::{LinkButton, Weight};
use crate::components::icon::{Icon, Name};
use crate::session::use_profile;
use crate::text::{t, tf};
use crate::work::use_work;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::id::PersonId;
use shared::key;
use shared::record::RecordView;
use shared::training::{EducationNeeded, EducationProgress};

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
                icon=Name::CheckIn
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
        work.records
            .with(|records| invitations(records, person, today(offset)))
    });
    view! {
        <section class="stack-tight">
            <h2>{t(key!("training.attendance.sessions"))}</h2>
            <ul class="session-cards">
                {move || sessions.get().into_iter().map(|session| view! {
                    <li><Invitation session person today=today(offset)/></li>
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
fn Invitation(session: RecordView, person: PersonId, today: NaiveDate) -> impl IntoView {
    let content = session.content.clone();
    let presence = own_entry(&session, person).and_then(|entry| entry.presence);
    let topic = content.get("topic").unwrap_or("–").to_owned();
    let number = number_of(&session)
        .filter(|_| presence.is_none() && content.is("date", &today.to_string()));
    let sign_in = number.map(|number| {
        let href = format!("{}?session={number}", Screen::CheckIn.path());
        let label = tf(
            key!("training.attendance.sign_in_here"),
            &[("topic", &topic)],
        );
        view! {
            <A href=href attr:class="button button-secondary" attr:aria-label=label>
                <Icon name=Name::CheckIn/>
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
            </span>
            <span class="session-card-end">
                {presence.map(|presence| view! { <PresenceChip presence=Some(presence)/> })}
                {sign_in}
            </span>
        </div>
    }
}

/// How often they came, and how far this year's continuing education is.
#[component]
fn Progress() -> impl IntoView {
    let (work, profile) = (use_work(), use_profile());
    let attended = use_attendance();
    let rate = Memo::new(move |_| attended.with(|attended| rate(attended)));
    let person = profile.with_untracked(|profile| profile.person.id);
    let year = today(profile.with_untracked(|profile| profile.branch.offset_minutes)).year();
    let done = Memo::new(move |_| {
        work.records
            .with(|records| education(records, person, year))
    });
    let rate_text = move || {
        let rate = rate.get();
        tf(
            key!("training.attendance.rate_text"),
            &[
                ("came", &rate.came.to_string()),
                ("held", &rate.held.to_string()),
            ],
        )
    };
    view! {
        <div class="card training-progress">
            <div>
                <p class="row-between">
                    <strong>{t(key!("training.attendance.rate"))}</strong>
                    <span class="tabular">{rate_text}</span>
                </p>
                <progress
                    class="progress"
                    max=move || rate.get().held.max(1)
                    value=move || rate.get().came
                    aria-hidden="true"
                ></progress>
            </div>
            <Education year done/>
        </div>
    }
}

/// This year's continuing education.
#[component]
fn Education(year: i32, done: Memo<EducationProgress>) -> impl IntoView {
    const NEEDED: EducationNeeded = EducationNeeded::CURRENT;
    let of = |key: &str, done: u32, needed: u32| {
        tf(key, &[("done", &hours(done)), ("needed", &hours(needed))])
    };
    let title = tf(
        key!("training.attendance.education"),
        &[("year", &year.to_string())],
    );
    let total = move || {
        let minutes = done.get().minutes;
        let so_far = of(
            key!("training.attendance.education_of"),
            minutes,
            NEEDED.minutes,
        );
        tf(key!("training.hours"), &[("n", &so_far)])
    };
    let law = move || {
        let minutes = done.get().law_and_ethics_minutes;
        of(
            key!("training.attendance.education_law"),
            minutes,
            NEEDED.law_and_ethics_minutes,
        )
    };
    let missing = move || {
        let done = done.get();
        if done.is_complete() {
            return t(key!("training.attendance.education_done")).to_owned();
        }
        let missing = tf(
            key!("training.hours"),
            &[("n", &hours(done.missing_minutes))],
        );
        tf(
            key!("training.attendance.education_missing"),
            &[("missing", &missing)],
        )
    };
    view! {
        <div>
            <p class="row-between">
                <strong>{title}</strong>
                <span class="tabular">{total}</span>
            </p>
            <progress
                class="progress"
                max=NEEDED.minutes
                value=move || done.get().minutes
                aria-hidden="true"
            ></progress>
            <p class="row-between row-wrap soft small">
                <span>{law}</span>
                <span>{missing}</span>
            </p>
        </div>
    }
}
