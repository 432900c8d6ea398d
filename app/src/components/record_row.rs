//! One record in a list, and the mark that says where it is.

use super::chip::{Chip, Tone};
use super::icon::{Icon, IconName};
use crate::kind_look::look;
use crate::text::{t, t_of, tf};
use crate::work::item::{Outgoing, Part, WorkItem};
use crate::work::place::Place;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::submission::Status;

/// The mark that says where a record is.
#[component]
pub fn PlaceChip(
    /// Where it is.
    place: Place,
) -> impl IntoView {
    let (tone, icon) = place_look(place);
    view! { <Chip label=t_of("states.status", place.as_str()) tone icon/> }
}

/// How the mark of a place looks.
pub const fn place_look(place: Place) -> (Tone, IconName) {
    match place {
        Place::Draft => (Tone::Neutral, IconName::Draft),
        Place::Ready => (Tone::Neutral, IconName::Waiting),
        Place::SetAside => (Tone::Danger, IconName::Alert),
        Place::At(Status::Received) => (Tone::Accent, IconName::Done),
        Place::At(Status::InReview) => (Tone::Accent, IconName::Seen),
        Place::At(Status::Queried) => (Tone::Warning, IconName::Query),
        Place::At(Status::Answered) => (Tone::Accent, IconName::Forward),
        Place::At(Status::Accepted) => (Tone::Success, IconName::Accepted),
        Place::At(Status::Rejected) => (Tone::Danger, IconName::Rejected),
        Place::At(Status::Withdrawn) => (Tone::Neutral, IconName::Withdrawn),
    }
}

/// One record in a list; the whole row leads to it.
#[component]
pub fn RecordRow(
    /// The record.
    item: WorkItem,
    /// Today, to tell what is overdue.
    today: NaiveDate,
    /// When something last happened, in words.
    #[prop(into)]
    when: String,
) -> impl IntoView {
    let title = if item.title.is_empty() {
        t(key!("ui.work.no_name")).to_owned()
    } else {
        item.title.clone()
    };
    let due = item.due.map(|due| due_words(due, today));
    view! {
        <A href=item.href() attr:class="list-item">
            <span class="list-icon"><Icon name=look(item.kind).icon/></span>
            <span class="record-row">
                <span class="record-row-top">
                    <span class="list-title">{title}</span>
                    <PlaceChip place=item.place/>
                </span>
                <span class="list-detail">
                    <span>{what(&item)}</span>
                    <span class="number">{item.number.map(|number| number.to_string())}</span>
                    {item.outgoing.map(|it| view! { <span>{t(outgoing_key(it))}</span> })}
                    <span class="record-row-when">{due.unwrap_or(when)}</span>
                </span>
            </span>
        </A>
    }
}

/// What it is: the kind of record, or what is changed about one.
fn what(item: &WorkItem) -> String {
    let kind = t_of("states.kind", item.kind.as_str());
    match item.part {
        Part::Record => kind.to_owned(),
        Part::Amendment => tf(key!("ui.sync.operation_amend"), &[("kind", kind)]),
        Part::Answer => t(key!("ui.sync.operation_answer")).to_owned(),
    }
}

/// What is on its way beside the record itself.
const fn outgoing_key(outgoing: Outgoing) -> &'static str {
    match outgoing {
        Outgoing::Answer => key!("ui.work.answer_on_its_way"),
        Outgoing::Amendment => key!("ui.work.amendment_on_its_way"),
        Outgoing::Withdrawal => key!("ui.work.withdrawal_on_its_way"),
    }
}

/// Until when an answer is awaited, or since when it is overdue.
pub fn due_words(due: NaiveDate, today: NaiveDate) -> String {
    let date = due.to_string();
    let key = if due < today {
        key!("ui.work.overdue")
    } else {
        key!("ui.work.due")
    };
    tf(key, &[("date", &date)])
}
