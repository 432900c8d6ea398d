//! One case of the queue.

use crate::components::chip::{Chip, Tone};
use crate::components::icon::{Icon, IconName};
use crate::pages::desk::age::Age;
use crate::pages::desk::{case_address, words};
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::desk::{Holder, OfficeCalendar, QueueEntry, Service};
use shared::key;
use shared::product::Catalogue;
use shared::submission::Refusal;
use shared::time::Timestamp;
use std::sync::Arc;

/// One case of the queue.
#[component]
pub fn QueueRow(
    /// The case.
    entry: QueueEntry,
    /// Whether a decision about it waits to be sent.
    waits: Memo<bool>,
    /// The products, once they are there.
    catalogue: Signal<Option<Arc<Catalogue>>>,
    /// Minutes the branch's clock is ahead of UTC.
    offset_minutes: i32,
    /// Ages are told as of then.
    read_at: RwSignal<Timestamp>,
) -> impl IntoView {
    let (status, tone, icon) = words::status(entry.status);
    let QueueEntry {
        kind, received_at, ..
    } = entry;
    let presses = entry.status.waits_for_office();
    let profile = use_profile();
    let agent = agent(&entry);
    let (subject, holder) = (entry.subject, entry.holder);
    view! {
        <tr role="row" class="desk-row" class:desk-row-pending=move || waits.get()>
            <td role="cell" class="desk-col-age">
                <span class="tabular">
                    {move || words::age(Age::since(received_at, read_at.get()))}
                </span>
                {move || {
                    presses.then(|| {
                        let read_at = read_at.get();
                        let standing = profile.with(|profile| {
                            let calendar = OfficeCalendar(&profile.office_days);
                            Service::of(received_at, read_at, offset_minutes, calendar)
                        });
                        service(standing)
                    })
                }}
            </td>
            <td role="cell" class="desk-col-status">
                <Chip label=status tone icon/>
                {holder.map(|holder| open_at(&holder))}
            </td>
            <td role="cell" class="desk-col-title">{entry.title}</td>
            <td role="cell" class="desk-col-number">
                <a class="desk-row-link number" href=case_address(entry.record_id)>
                    {entry.number.to_string()}
                </a>
            </td>
            <td role="cell" class="desk-col-subject">
                <span class="soft">{t_of("states.kind", kind.as_str())}" · "</span>
                {move || {
                    catalogue.with(|catalogue| words::subject(kind, &subject, catalogue.as_ref()))
                }}
            </td>
            <td role="cell" class="desk-col-amount">{words::amount(entry.amount)}</td>
            <td role="cell" class="desk-col-agent">{agent}</td>
            <td role="cell" class="desk-col-warnings">{warnings(entry.warnings)}</td>
            <td role="cell" class="desk-col-authority">
                <span>{words::authority(entry.needed)}</span>
                {entry.refusal.map(refused)}
            </td>
        </tr>
    }
}

fn agent(entry: &QueueEntry) -> String {
    let name = entry.captured_by.name.as_str();
    match entry.team.as_str() {
        "" => name.to_owned(),
        team => tf(key!("desk.case.team"), &[("name", name), ("team", team)]),
    }
}

/// A mark if the service level presses.
fn service(service: Service) -> impl IntoView {
    let tone = match service {
        Service::Overdue => Tone::Danger,
        Service::InTime | Service::DueToday => Tone::Warning,
    };
    words::service(service).map(|label| view! { <Chip label tone icon=IconName::Waiting/> })
}

fn open_at(holder: &Holder) -> impl IntoView + use<> {
    let said = tf(key!("desk.held_by.row"), &[("name", &holder.person.name)]);
    view! {
        <span class="desk-holder">
            <Icon name=IconName::Person/>
            {said}
        </span>
    }
}

fn warnings(count: u32) -> impl IntoView {
    (count > 0).then(|| {
        view! {
            <span class="desk-warnings">
                <Icon name=IconName::Alert/>
                <span class="visually-hidden">{t(key!("desk.column.warnings"))}" "</span>
                {count.to_string()}
            </span>
        }
    })
}

fn refused(refusal: Refusal) -> impl IntoView {
    view! {
        <span class="desk-refusal" title=words::refusal(refusal)>
            <Icon name=IconName::Hidden/>
            {words::short_refusal(refusal)}
        </span>
    }
}
