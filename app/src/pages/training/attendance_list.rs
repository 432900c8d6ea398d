//! An agent's own attendance, line by line.

use super::attended::{Attended, Standing};
use super::check_in_result::session_name;
use super::roster_row::PresenceChip;
use super::screen::Screen;
use super::words::{because, credited_instead, hours, pending_correction};
use crate::components::chip::{Chip, Tone};
use crate::components::empty::Empty;
use crate::components::icon::{Icon, IconName};
use crate::format::date;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::training::CheckInRefusal;

/// The list, the latest first.
#[component]
pub fn AttendanceList(
    /// What this phone knows.
    attended: Memo<Vec<Attended>>,
) -> impl IntoView {
    view! {
        <Show when=move || attended.with(Vec::is_empty)>
            <Empty
                icon=IconName::CheckIn
                title=t(key!("training.attendance.none"))
                text=t(key!("training.attendance.none_text"))
            />
        </Show>
        <Show when=move || attended.with(|all| !all.is_empty())>
            <ul class="list attendance-list">
                {move || attended.get().into_iter().map(|one| view! {
                    <li><AttendedRow one/></li>
                }).collect_view()}
            </ul>
        </Show>
    }
}

#[component]
fn AttendedRow(one: Attended) -> impl IntoView {
    let title = session_name(&one);
    let credited = match one.standing {
        // Who came reads it also where nothing was credited: the session was ended at once.
        Standing::Counted { minutes, presence } if minutes > 0 || presence.came() => {
            Some(tf(key!("training.hours"), &[("n", &hours(minutes))]))
        }
        _ => None,
    };
    let why_off = match &one.standing {
        Standing::Cancelled { reason } => Some(because(reason)),
        _ => None,
    };
    let instead = one.credited_instead.as_deref().map(credited_instead);
    let waits = matches!(
        one.standing,
        Standing::WaitingHere | Standing::WaitingForSession
    );
    let unknown = matches!(one.standing, Standing::WaitingForSession);
    let refusal = match one.standing {
        Standing::NotCounted(refusal) => Some(refusal),
        _ => one.refused,
    };
    let slip = one.slip.filter(|_| waits).map(|_| {
        view! {
            <A href=Screen::SignedIn(one.record).path() attr:class="training-link">
                {t(key!("training.slip.again"))}
            </A>
        }
    });
    view! {
        <div class="list-item">
            <span class="list-icon"><Icon name=IconName::Training/></span>
            <span class="list-main">
                <span class="list-title">{title}</span>
                <span class="list-detail">
                    <span>{date(one.day)}</span>
                    {credited.map(|credited| view! { <span class="tabular">{credited}</span> })}
                </span>
                <Refusal refusal/>
                {[why_off, instead].into_iter().flatten().map(|text| view! {
                    <span class="small">{text}</span>
                }).collect_view()}
                {one.pending.map(|pending| view! {
                    <span class="small">{pending_correction(pending)}</span>
                })}
                {one.contradicted.then(|| view! {
                    <span class="small attended-refusal">{t(key!("training.attendance.contradicted"))}</span>
                })}
                {unknown.then(|| view! {
                    <span class="small">{t(key!("training.check_in.unknown_session_text"))}</span>
                })}
                {slip}
            </span>
            <StandingChip standing=one.standing/>
        </div>
    }
}

/// Why a sign-in does not count, and what helps.
#[component]
fn Refusal(refusal: Option<CheckInRefusal>) -> impl IntoView {
    refusal.map(|refusal| {
        view! {
            <span class="small attended-refusal">
                <strong>{t_of("check_in", refusal.as_str())}</strong>
                " "
                {t_of("check_in.way_out", refusal.as_str())}
            </span>
        }
    })
}

#[component]
fn StandingChip(standing: Standing) -> impl IntoView {
    let chip = |key: &str, tone, icon| {
        let label = t(key);
        view! { <Chip label tone icon/> }.into_any()
    };
    match standing {
        Standing::Counted { presence, .. } | Standing::NotClosed { presence } => {
            view! { <PresenceChip presence=Some(presence)/> }.into_any()
        }
        Standing::WaitingHere => chip(
            key!("training.attendance.waiting_here"),
            Tone::Neutral,
            IconName::Offline,
        ),
        Standing::WaitingForSession => chip(
            key!("training.attendance.waiting_session"),
            Tone::Accent,
            IconName::Waiting,
        ),
        Standing::WaitingForSecondPerson => chip(
            key!("training.attendance.second_person"),
            Tone::Accent,
            IconName::Waiting,
        ),
        Standing::Declined => chip(
            key!("training.attendance.declined"),
            Tone::Warning,
            IconName::Rejected,
        ),
        Standing::Cancelled { .. } => chip(
            key!("training.state.cancelled"),
            Tone::Neutral,
            IconName::Rejected,
        ),
        Standing::NotCounted(_) => chip(
            key!("training.attendance.not_counted"),
            Tone::Danger,
            IconName::Rejected,
        ),
        Standing::NotSent => chip(
            key!("training.attendance.not_sent"),
            Tone::Danger,
            IconName::Alert,
        ),
    }
}
