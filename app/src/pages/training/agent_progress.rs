//! How far an agent is with attendance and continuing education.

use super::attendance::{attendance_in, credits, education};
use super::credits_list::CreditsList;
use super::words::hours;
use crate::clock::today;
use crate::pages::team::attendance_text;
use crate::session::use_profile;
use crate::text::{t, tf};
use crate::work::use_work;
use chrono::Datelike;
use leptos::prelude::*;
use shared::key;
use shared::month::Month;
use shared::record::RecordView;
use shared::training::{EducationNeeded, EducationProgress};

/// How often they came, and how far this year's continuing education is.
#[component]
pub fn Progress() -> impl IntoView {
    let (work, profile) = (use_work(), use_profile());
    let person = profile.with_untracked(|profile| profile.person.id);
    let offset = profile.with_untracked(|profile| profile.branch.offset_minutes);
    let (year, month) = (today(offset).year(), Month::of(today(offset)));
    let attended = Memo::new(move |_| {
        work.all::<RecordView>()
            .with(|records| attendance_in(records, person, month))
    });
    let credits = Memo::new(move |_| {
        profile.with(|profile| {
            let here = (offset, profile.presence_rules.as_slice());
            work.all::<RecordView>()
                .with(|records| credits(records, person, year, here))
        })
    });
    let done = Memo::new(move |_| credits.with(|credits| education(credits, year)));
    view! {
        <div class="card training-progress">
            <div>
                <p class="row-between">
                    <strong>{t(key!("training.attendance.rate"))}</strong>
                    <span class="tabular">{move || attendance_text(attended.get())}</span>
                </p>
                <progress
                    class="progress"
                    max=move || attended.get().required.max(1)
                    value=move || attended.get().attended
                    aria-hidden="true"
                ></progress>
            </div>
            <Education year done/>
            <CreditsList year credits/>
        </div>
    }
}

/// This year's continuing education.
#[component]
fn Education(year: i32, done: Memo<EducationProgress>) -> impl IntoView {
    let needed_in_all = EducationNeeded::of_year(year);
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
            needed_in_all.minutes,
        );
        tf(key!("training.hours"), &[("n", &so_far)])
    };
    let law = move || {
        let minutes = done.get().law_and_ethics_minutes;
        of(
            key!("training.attendance.education_law"),
            minutes,
            needed_in_all.law_and_ethics_minutes,
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
                max=needed_in_all.minutes
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
