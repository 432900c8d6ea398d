//! What is asked of a session: course, time, for whom, and why only now.

use super::audience_fields::AudienceFields;
use super::opening::Opening;
use super::words::next_day_end;
use crate::components::chip::Tone;
use crate::components::field::{
    Choice, Consent, DateField, Entry, LongText, Manner, Offer, TimeField,
};
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::form::training_session::COURSE_KIND;
use shared::key;

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
        <TimeFields opening/>
        <AudienceFields opening/>
        <LateFields opening offset reason_elsewhere/>
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
            <Choice asked=opening.asked("course_kind") options=kinds.collect()/>
            <Entry asked=opening.asked("topic") manner=Manner::text(80)/>
            <Entry asked=opening.asked("place") manner=Manner::text(100)/>
        </section>
    }
}

#[component]
fn TimeFields(opening: Opening) -> impl IntoView {
    let unit = t_of("units", "hours").to_owned();
    view! {
        <section class="card stack">
            <h2>{t(key!("training.open.time"))}</h2>
            <DateField asked=opening.asked("date")/>
            <div class="training-times">
                <TimeField asked=opening.asked("start")/>
                <TimeField asked=opening.asked("end")/>
            </div>
            <p class="soft small training-next-day" role="status">
                {move || opening.answers.with(next_day_said)}
            </p>
            <Entry asked=opening.asked("hours") manner=Manner::quantity(Some(unit), 0)/>
        </section>
    }
}

/// That it ends on the next day, if it does.
fn next_day_said(session: &Answers) -> Option<String> {
    let end = next_day_end(session)?;
    Some(tf(key!("training.open.ends"), &[("end", &end)]))
}

/// Asked of a session that is over: why only now, and whether it corrects a closed month.
#[component]
fn LateFields(opening: Opening, offset: i32, reason_elsewhere: bool) -> impl IntoView {
    let asks_why = Memo::new(move |_| !reason_elsewhere && opening.is_late(offset));
    let closed = Memo::new(move |_| opening.is_in_closed_month(offset));
    let second = Memo::new(move |_| opening.needs_second_person(offset));
    view! {
        <Show when=move || second.get() || closed.get()>
            <section class="card stack">
                <h2>{t(key!("pages.session_backdating"))}</h2>
                <Notice
                    title=t(key!("training.late.second_person"))
                    tone=Tone::Warning
                    icon=Name::People
                >
                    <p>{t(key!("training.late.second_person_text"))}</p>
                </Notice>
                <Show when=move || asks_why.get()>
                    <LongText asked=opening.asked("backdating_reason") most=300/>
                </Show>
                <Show when=move || closed.get()>
                    <Consent asked=opening.asked("correction")/>
                </Show>
            </section>
        </Show>
    }
}
