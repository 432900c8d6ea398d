//! How a case of the team is said and listed.

use crate::clock::today;
use crate::components::chip::Chip;
use crate::components::icon::{Icon, IconName};
use crate::components::record_row::{due_words, place_look};
use crate::format;
use crate::kind_look::look;
use crate::text::{t, t_of, tf};
use crate::work::place::Place;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::key;
use shared::submission::Status;
use shared::team::{Team, TeamCase};
use shared::time::Timestamp;
use shared::training::Attendance;

/// How many cases stand so.
pub struct Counted {
    /// How, in words.
    pub label: &'static str,
    /// How many.
    pub n: u64,
    /// Where those of the whole team are.
    pub page: &'static str,
}

/// What of the cases of a member or a team is counted in an overview; `of` counts those with such a status.
pub fn counts(of: impl Fn(fn(Status) -> bool) -> u64) -> [Counted; 4] {
    let counted = |label, wanted: fn(Status) -> bool, page| Counted {
        label: t(label),
        n: of(wanted),
        page,
    };
    [
        counted(
            key!("team.counts.office"),
            Status::waits_for_office,
            "/team",
        ),
        counted(
            key!("team.counts.agent"),
            |it| it == Status::Queried,
            "/team#queries",
        ),
        counted(
            key!("team.counts.accepted"),
            |it| it == Status::Accepted,
            "/team",
        ),
        counted(
            key!("team.counts.rejected"),
            |it| it == Status::Rejected,
            "/team",
        ),
    ]
}

/// How often somebody came, in a sentence.
pub fn attendance(attendance: Attendance) -> String {
    if attendance.required == 0 {
        return t(key!("team.attendance_none")).to_owned();
    }
    tf(
        key!("team.attendance_of"),
        &[
            ("attended", &attendance.attended.to_string()),
            ("required", &attendance.required.to_string()),
        ],
    )
}

/// When it was so, by the branch's clock.
pub fn as_of(at: Timestamp, offset_minutes: i32) -> String {
    tf(
        key!("team.as_of"),
        &[("time", &format::moment(at, offset_minutes))],
    )
}

/// What waits for an answer, and of whom, the nearest last day first.
pub fn queried_by_due(team: &Team) -> Vec<(String, TeamCase)> {
    let mut waiting: Vec<_> = team
        .queried()
        .map(|(member, case, query)| (query.due, member.person.name.clone(), case.clone()))
        .collect();
    waiting.sort_by_key(|(due, _, case)| (*due, case.received_at));
    let waiting = waiting.into_iter();
    waiting.map(|(_, name, case)| (name, case)).collect()
}

/// Cases of several people, with whose each is.
pub fn rows_of_members(cases: Vec<(String, TeamCase)>, offset_minutes: i32) -> impl IntoView {
    let today = today(offset_minutes);
    let row = move |(name, case): (String, TeamCase)| {
        let of = Some(format!("{name} · {}", case.title));
        view! { <li><CaseRow case of today offset_minutes/></li> }
    };
    cases.into_iter().map(row).collect_view()
}

/// One case: what, where it stands, until when an answer is awaited.
#[component]
pub fn CaseRow(
    /// The case.
    case: TeamCase,
    /// Whose, where the list is of several people.
    #[prop(optional_no_strip)]
    of: Option<String>,
    /// Today, to tell what is overdue.
    today: NaiveDate,
    /// Minutes the branch's clock is ahead of UTC.
    offset_minutes: i32,
) -> impl IntoView {
    let (tone, icon) = place_look(Place::At(case.status));
    let label = t_of("desk.status", case.status.as_str());
    let when = match case.query {
        Some(query) => {
            let asked = tf(key!("team.asked"), &[("n", &query.items.to_string())]);
            format!("{asked} · {}", due_words(query.due, today))
        }
        None => format::moment(case.received_at, offset_minutes),
    };
    let overdue = case.query.is_some_and(|query| query.due < today);
    view! {
        <div class="list-item team-case">
            <span class="list-icon"><Icon name=look(case.kind).icon/></span>
            <span class="record-row">
                <span class="record-row-top">
                    <span class="list-title">{of.unwrap_or_else(|| case.title.clone())}</span>
                    <Chip label tone icon/>
                </span>
                <span class="list-detail">
                    <span>{t_of("states.kind", case.kind.as_str())}</span>
                    <span class="number">{case.number.to_string()}</span>
                    <span class="record-row-when" class:is-late=overdue>
                        {overdue.then(|| view! { <Icon name=IconName::Alert/> })}
                        {when}
                    </span>
                </span>
            </span>
        </div>
    }
}
