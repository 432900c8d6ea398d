//! What is asked of a session: course, time, for whom, and why only now.

use super::audience_fields::AudienceFields;
use super::opening::Opening;
use super::overlaps::overlapping;
use super::seen::SeenSession;
use super::session_defaults::hours_after;
use super::sessions::use_sessions;
use super::words::{next_day_end, time_range};
use crate::components::chip::Tone;
use crate::components::field::{
    Choice, Consent, DateField, Entry, InputFormat, LongText, Offer, TimeField,
};
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::key;
use shared::kinds::training_session::form::COURSE_KIND;
use shared::training::{AttendanceRules, CourseKind, teaching_hours};

/// All of it.
#[component]
pub fn SessionFields(
    /// What is filled in.
    opening: Opening,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
    /// Whether why it is told only now is asked elsewhere.
    #[prop(optional)]
    reason_elsewhere: bool,
) -> impl IntoView {
    view! {
        <CourseFields opening/>
        <TimeFields opening offset/>
        <AudienceFields opening/>
        <LateFields opening reason_elsewhere/>
    }
}

#[component]
fn CourseFields(opening: Opening) -> impl IntoView {
    let kinds = COURSE_KIND
        .values
        .iter()
        .map(|kind| Offer::new(*kind, t_of("choices.course_kind", kind)));
    view! {
        <section class="card stack">
            <h2>{t(key!("training.open.course"))}</h2>
            <Choice question=opening.question("course_kind") options=kinds.collect()/>
            <p class="soft small" aria-live="polite">
                {move || opening.answers.with(|answers| counts_towards(answers).map(t))}
            </p>
            <Entry question=opening.question("topic") format=InputFormat::text(80)/>
            <Entry question=opening.question("place") format=InputFormat::text(100)/>
        </section>
    }
}

/// What the kind of course that is chosen counts towards.
fn counts_towards(session: &Answers) -> Option<&'static str> {
    let kind = CourseKind::from_name(session.get("course_kind")?)?;
    Some(if kind.is_law_and_ethics() {
        key!("training.counts.law_and_ethics")
    } else if kind.is_continuing_education() {
        key!("training.counts.education")
    } else {
        key!("training.counts.attendance")
    })
}

#[component]
fn TimeFields(opening: Opening, offset: i32) -> impl IntoView {
    let unit = t_of("units", "hours").to_owned();
    let_hours_follow(opening);
    view! {
        <section class="card stack">
            <h2>{t(key!("training.open.time"))}</h2>
            <DateField question=opening.question("date")/>
            <div class="training-times">
                <TimeField question=opening.question("start")/>
                <TimeField question=opening.question("end")/>
            </div>
            <p class="soft small training-next-day" role="status">
                {move || opening.answers.with(next_day_said)}
            </p>
            <Overlaps opening offset/>
            <Entry question=opening.question("hours") format=InputFormat::quantity(Some(unit), 0)/>
            <p class="soft small">{t(key!("training.open.hours_follow"))}</p>
        </section>
    }
}

/// That it ends on the next day, if it does.
fn next_day_said(session: &Answers) -> Option<String> {
    let end = next_day_end(session)?;
    Some(tf(key!("training.open.ends"), &[("end", &end)]))
}

/// Hours follow the times until somebody types others.
fn let_hours_follow(opening: Opening) {
    let hours = opening.question("hours");
    Effect::new(move |before: Option<Option<u32>>| {
        let before = before.flatten();
        let now = opening
            .answers
            .with(|answers| teaching_hours(answers, &AttendanceRules::CURRENT));
        let typed = hours.value.get_untracked();
        if let Some(followed) = hours_after(&typed, before, now) {
            hours.on_input.run(followed);
        }
        now.or(before)
    });
}

/// Other sessions of the trainer at that time: named, not refused.
#[component]
fn Overlaps(opening: Opening, offset: i32) -> impl IntoView {
    let sessions = use_sessions();
    let others = Memo::new(move |_| {
        let answers = opening.answers.get();
        sessions.with(|all| overlapping(&answers, all, offset))
    });
    move || {
        let others = others.get();
        (!others.is_empty()).then(|| {
            view! {
                <Notice title=t(key!("training.open.overlaps")) tone=Tone::Warning>
                    {others.iter().map(named).collect_view()}
                    <p>{t(key!("training.open.overlaps_text"))}</p>
                </Notice>
            }
        })
    }
}

fn named(session: &SeenSession) -> impl IntoView + use<> {
    let content = &session.record.content;
    let answer = |path| content.get(path).unwrap_or("–").to_owned();
    view! {
        <p>
            {answer("topic")} " · " <span class="tabular">{time_range(content)}</span> " · "
            {answer("place")}
        </p>
    }
}

/// Asked of a session that is over: why only now, and whether it corrects a closed month.
#[component]
fn LateFields(opening: Opening, reason_elsewhere: bool) -> impl IntoView {
    let asks_why = Memo::new(move |_| !reason_elsewhere && opening.is_late());
    let closed = Memo::new(move |_| opening.is_in_closed_month());
    let second = Memo::new(move |_| opening.needs_second_person());
    view! {
        <Show when=move || second.get() || closed.get()>
            <section class="card stack">
                <h2>{t(key!("pages.session_backdating"))}</h2>
                <Notice
                    title=t(key!("training.late.second_person"))
                    tone=Tone::Warning
                    icon=IconName::People
                >
                    <p>{t(key!("training.late.second_person_text"))}</p>
                </Notice>
                <Show when=move || asks_why.get()>
                    <LongText question=opening.question("backdating_reason") most=300/>
                </Show>
                <Show when=move || closed.get()>
                    <Consent question=opening.question("correction")/>
                </Show>
            </section>
        </Show>
    }
}
