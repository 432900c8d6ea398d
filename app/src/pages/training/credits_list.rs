//! What is asked of an agent's continuing education, and which session gave what.

use super::attendance::Credit;
use super::words::{credited_instead, hours};
use crate::components::chip::{Chip, Tone};
use crate::components::icon::IconName;
use crate::format::date;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::key;
use shared::training::EducationNeeded;

/// Folded away until somebody asks.
#[component]
pub fn CreditsList(
    /// Of which year.
    year: i32,
    /// What gave hours in it.
    credits: Memo<Vec<Credit>>,
) -> impl IntoView {
    let needed = EducationNeeded::of_year(year);
    let explained = tf(
        key!("training.education.explained"),
        &[
            ("year", &year.to_string()),
            ("hours", &hours(needed.minutes)),
            ("law", &hours(needed.law_and_ethics_minutes)),
        ],
    );
    view! {
        <details class="education-credits">
            <summary>{t(key!("training.education.which"))}</summary>
            <p class="soft small">{explained}</p>
            <p class="soft small">{t(key!("training.education.not_counted"))}</p>
            <p class="soft small">{t(key!("training.education.once"))}</p>
            <ul class="list">
                {move || credits.get().into_iter().map(|credit| view! {
                    <li><CreditRow credit/></li>
                }).collect_view()}
            </ul>
            <Show when=move || credits.with(Vec::is_empty)>
                <p class="soft">{t(key!("training.education.none"))}</p>
            </Show>
        </details>
    }
}

/// One session and what it gave.
#[component]
fn CreditRow(credit: Credit) -> impl IntoView {
    let session = credit.session;
    let kind = session.kind;
    let gave = tf(key!("training.hours"), &[("n", &hours(session.minutes))]);
    let instead = credit.instead.as_deref().map(credited_instead);
    let law = kind.is_law_and_ethics().then(|| {
        view! {
            <Chip label=t(key!("training.education.law")) tone=Tone::Accent icon=IconName::Accepted/>
        }
    });
    view! {
        <div class="list-item">
            <span class="list-main">
                <span class="list-title">{credit.topic}</span>
                <span class="list-detail">
                    <span>{date(session.day)}</span>
                    <span>{t_of("choices.course_kind", kind.as_str())}</span>
                    <span class="tabular">{gave}</span>
                </span>
                {instead.map(|instead| view! { <span class="small">{instead}</span> })}
            </span>
            {law}
        </div>
    }
}
