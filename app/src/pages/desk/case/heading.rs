//! Who and what a case is about, in one look.

use crate::clock::now;
use crate::components::button::{Button, Weight};
use crate::components::chip::{Chip, Tone};
use crate::components::icon::{Icon, IconName};
use crate::format::moment;
use crate::kind_look::look;
use crate::pages::desk::age::Age;
use crate::pages::desk::course::review;
use crate::pages::desk::sitting::Sitting;
use crate::pages::desk::{queue_address, words};
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::desk::{Case, OfficeCalendar, Service};
use shared::key;
use shared::kinds::summary;
use std::sync::Arc;

/// The title, where the keyboard begins.
pub const TITLE_ID: &str = "desk-case-title";

/// Who and what a case is about.
#[component]
pub fn Heading(
    /// The case.
    case: Signal<Arc<Case>>,
    /// The way back.
    sitting: Sitting,
    /// Whether the keys are shown.
    help: RwSignal<bool>,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let title = move || case.with(|case| summary(case.record.kind, &case.record.content).title);
    view! {
        <header class="desk-case-head">
            <div class="desk-case-bar">
                <a class="button button-quiet" href=move || queue_address(sitting)>
                    <Icon name=IconName::Back/>
                    {t(key!("desk.case.back"))}
                </a>
                <Button
                    label=t(key!("desk.keys")).to_owned()
                    weight=Weight::Quiet
                    on_press=Callback::new(move |()| help.set(true))
                />
            </div>
            <div class="desk-case-title">
                <h1 id=TITLE_ID tabindex="-1">
                    {title}" "
                    <span class="number">
                        {move || case.with(|case| case.record.number.to_string())}
                    </span>
                </h1>
                {move || case.with(|case| chips(case, offset))}
            </div>
            {move || case.with(|case| view! { <Facts case=case.as_ref().clone() offset/> })}
        </header>
    }
}

fn chips(case: &Case, offset: i32) -> impl IntoView + use<> {
    let review = review(case)?;
    let (label, tone, icon) = words::status(review.status);
    let service = use_profile().with(|profile| {
        let calendar = OfficeCalendar(&profile.office_days);
        Service::of(case.record.received_at, now(), offset, calendar)
    });
    let pressing = words::service(service).filter(|_| review.status.waits_for_office());
    let service_tone = match service {
        Service::Overdue => Tone::Danger,
        Service::InTime | Service::DueToday => Tone::Warning,
    };
    Some(view! {
        <Chip label tone icon/>
        {pressing.map(|label| view! { <Chip label tone=service_tone icon=IconName::Waiting/> })}
    })
}

#[component]
fn Facts(
    /// The case.
    case: Case,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
) -> impl IntoView {
    let catalogue = use_work().catalogue;
    let record = case.record;
    let kind = record.kind;
    let product = summary(kind, &record.content).product.unwrap_or_default();
    let subject =
        move || catalogue.with(|catalogue| words::subject(kind, &product, catalogue.as_ref()));
    let agent = match case.team.as_str() {
        "" => record.captured_by.name.clone(),
        team => tf(
            key!("desk.case.team"),
            &[("name", &record.captured_by.name), ("team", team)],
        ),
    };
    let amount = look(kind)
        .review
        .and_then(|words| words.amount)
        .map(|label| {
            view! {
                <div>
                    <dt>{t(label)}</dt>
                    <dd class="desk-fact-amount">{words::amount(case.amount)}</dd>
                </div>
            }
        });
    let age = words::age(Age::since(record.received_at, now()));
    let received = format!("{} · {age}", moment(record.received_at, offset));
    view! {
        <dl class="desk-facts">
            <div><dt>{t_of("states.kind", kind.as_str())}</dt><dd>{subject}</dd></div>
            {amount}
            <div><dt>{t(key!("desk.column.agent"))}</dt><dd>{agent}</dd></div>
            <div><dt>{t(key!("desk.case.received_at"))}</dt><dd>{received}</dd></div>
            <div><dt>{t(key!("desk.column.authority"))}</dt><dd>{words::authority(case.needed)}</dd></div>
        </dl>
    }
}
