//! The desk on a start page: what waits for the person's decision, and how the desk stands. A chunk of
//! its own. Each figure leads to the cases it counts.

mod reading;

use self::reading::Reading;
use super::age::Age;
use super::asking::Occasion;
use super::in_place::SignInInPlace;
use super::{PATH, filter, words};
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::components::tally::Tally;
use crate::format::count;
use crate::pages::training::Screen;
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use crate::work::decisions::Contact;
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::desk::{DeskFigures, MOST_LEFT, OfficeCalendar, QueueFilter, Standing};
use shared::key;
use shared::people::Role;
use shared::submission::Status;
use shared::time::Timestamp;

/// The desk on a start page.
#[lazy]
pub fn desk_today() -> AnyView {
    view! { <Today/> }.into_any()
}

#[component]
fn Today() -> impl IntoView {
    let (work, profile) = (use_work(), use_profile());
    let offset = profile.with_untracked(|profile| profile.branch.offset_minutes);
    let decides = profile.with_untracked(|profile| profile.any_role(Role::decides));
    let reading = Reading::begin(work.decisions);
    // What is read again and says the same stays as it is, under the finger and with the focus.
    let figures = Memo::new(move |_| {
        let read = reading.figures.get();
        read.map(|(figures, _)| figures)
    });
    view! {
        <SignInInPlace decisions=work.decisions/>
        <Unread reading/>
        {move || figures.get().map(|figures| view! {
            {decides.then(|| view! { <ForYou figures/> })}
            <Standings figures reading offset/>
        })}
    }
}

/// Why nothing newer is shown. That somebody has to sign in is said where they do.
#[component]
fn Unread(reading: Reading) -> impl IntoView {
    let decisions = use_work().decisions;
    move || {
        let ended = decisions.contact.get() == Contact::SignInNeeded;
        match (reading.error.get(), reading.figures.with(Option::is_none)) {
            (Some(error), _) if !ended => view! {
                <Notice title=t(key!("desk.today.failed")) tone=Tone::Warning icon=IconName::Offline>
                    <p>{words::api_error(&error)}</p>
                    <Button
                        label=t(key!("ui.retry")).to_owned()
                        busy=reading.busy
                        on_press=Callback::new(move |()| reading.on(Occasion::Looked))
                    />
                </Notice>
            }
            .into_any(),
            (None, true) => {
                view! { <p role="status" class="soft">{t(key!("desk.today.reading"))}</p> }
                    .into_any()
            }
            _ => ().into_any(),
        }
    }
}

/// What waits for the person's own decision.
#[component]
fn ForYou(figures: DeskFigures) -> impl IntoView {
    let work = use_work();
    let left = match figures.today.left {
        MOST_LEFT.. => format!("{}+", count(MOST_LEFT)),
        left => count(left),
    };
    let begun = move || {
        [
            (work.case_drafts.count(), key!("desk.today.half_written")),
            (work.decisions.left_behind(), key!("desk.today.left_behind")),
            (work.decisions.refused(), key!("desk.today.refused")),
        ]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, label)| view! { <Tally count=n.to_string() label=t(label) href=PATH/> })
        .collect_view()
    };
    let decided = tf(
        key!("desk.queue.done_today"),
        &[("n", &count(figures.today.decided))],
    );
    view! {
        <section class="stack-tight" aria-labelledby="desk-for-you">
            <h2 id="desk-for-you">{t(key!("desk.today.for_you"))}</h2>
            <div class="tally">
                <Tally count=left label=t(key!("desk.today.left")) href=PATH/>
                <Tally
                    count=figures.late_sessions.to_string()
                    label=t(key!("desk.today.late_sessions"))
                    href=Screen::Home.path()
                />
                {begun}
            </div>
            <p class="soft small tabular">{decided}</p>
        </section>
    }
}

/// How the desk stands, whoever decides.
#[component]
fn Standings(figures: DeskFigures, reading: Reading, offset: i32) -> impl IntoView {
    let address = |filter: &QueueFilter| filter::address(PATH, filter);
    let standing = |status: Status| {
        address(&QueueFilter {
            status: Standing::Status(status),
            ..QueueFilter::default()
        })
    };
    let called = |status: Status| t_of("desk.status", status.as_str());
    let (overdue, due_today) = use_profile().with_untracked(|profile| {
        let calendar = OfficeCalendar(&profile.office_days);
        let due_today = QueueFilter::due_today(figures.day, calendar);
        (
            address(&QueueFilter::overdue(figures.day, calendar)),
            due_today.map(|filter| address(&filter)),
        )
    });
    let as_of = move || {
        let read_at = reading.figures.get().map(|(_, read_at)| read_at);
        read_at.map(|read_at| as_of(figures.oldest, read_at, offset))
    };
    view! {
        <section class="stack-tight" aria-labelledby="desk-standing">
            <div class="section-head">
                <h2 id="desk-standing">{t(key!("desk.today.standing"))}</h2>
                <A href=PATH>{t(key!("desk.today.open"))}</A>
            </div>
            <div class="tally">
                <Tally count=count(figures.waiting) label=t(key!("desk.queue.waiting")) href=PATH/>
                <Tally
                    count=count(figures.overdue)
                    label=t(key!("desk.today.overdue"))
                    href=overdue
                    presses={figures.overdue > 0}
                />
                {due_today.map(|href| view! {
                    <Tally count=count(figures.due_today) label=t(key!("desk.today.due_today")) href/>
                })}
                <Tally
                    count=count(figures.answered)
                    label=called(Status::Answered)
                    href=standing(Status::Answered)
                />
                <Tally
                    count=count(figures.queried)
                    label=called(Status::Queried)
                    href=standing(Status::Queried)
                />
            </div>
            <div class="row-between row-wrap">
                <p class="soft small tabular">{as_of}</p>
                <Button
                    label=t(key!("desk.queue.refresh")).to_owned()
                    weight=Weight::Quiet
                    icon=IconName::Sending
                    busy=reading.busy
                    on_press=Callback::new(move |()| reading.on(Occasion::Looked))
                />
            </div>
        </section>
    }
}

/// How long the oldest case waits, and when that was read.
fn as_of(oldest: Option<Timestamp>, read_at: Timestamp, offset: i32) -> String {
    let oldest = oldest.map(|at| {
        let age = words::age(Age::since(at, read_at));
        format!("{} · ", tf(key!("desk.today.oldest"), &[("age", &age)]))
    });
    let civil = read_at.civil(offset);
    let time = civil.map_or_else(String::new, |civil| civil.format("%H:%M").to_string());
    let read = tf(key!("desk.queue.as_of"), &[("time", &time)]);
    oldest.unwrap_or_default() + &read
}
