//! What became of a sign-in, from the moment it is saved.

use super::attendance::own_attendance;
use super::attended::{Attended, Standing};
use super::correct_number::CorrectNumber;
use super::screen::Screen;
use super::slip_code::SlipCode;
use super::words;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::id::RecordId;
use shared::key;
use shared::record::RecordView;
use shared::training::{CheckInRefusal, CheckInSlip, SessionNumber};

/// The agent's own attendance, with what waits on this phone.
pub fn use_attendance() -> Memo<Vec<Attended>> {
    let (work, profile) = (use_work(), use_profile());
    Memo::new(move |_| {
        profile.with(|profile| {
            let here = (
                profile.branch.offset_minutes,
                profile.presence_rules.as_slice(),
            );
            work.all::<RecordView>().with(|records| {
                work.outbox
                    .with(|outbox| own_attendance(records, outbox, profile.person.id, here))
            })
        })
    })
}

/// The result of one check-in; follows it as it is sent and counted.
#[component]
pub fn CheckInResult(
    /// Which check-in.
    id: RecordId,
    /// What shows it to the trainer.
    slip: CheckInSlip,
    /// Told that the person wants to type another code.
    on_again: Callback<()>,
) -> impl IntoView {
    let attended = use_attendance();
    let number = slip.session_number.to_string();
    let found = Memo::new(move |before: Option<&Option<Attended>>| {
        // The number may have been corrected before the session was found by it.
        let known = before.and_then(|before| Some(before.as_ref()?.session_number.as_str()));
        let number = known.unwrap_or(&number);
        attended.with(|all| found_in(all, id, number))
    });
    // The number may have been corrected since.
    let slip = Memo::new(move |_| {
        let now = found.with(|found| found.as_ref()?.slip.clone());
        now.unwrap_or_else(|| slip.clone())
    });
    let unknown = Memo::new(move |_| {
        let waits = found.with(|found| {
            found.as_ref().map(|it| &it.standing) == Some(&Standing::WaitingForSession)
        });
        waits.then(|| slip.get().session_number)
    });
    let standing = Memo::new(move |_| found.with(|found| Some(found.as_ref()?.standing.clone())));
    let name = move || found.with(|found| found.as_ref().map(session_name));
    let pending = Memo::new(move |_| found.with(|found| found.as_ref()?.pending));
    let again = move || {
        matches!(
            standing.get(),
            Some(Standing::NotCounted(_) | Standing::NotSent)
        )
    };
    let waits = move || {
        matches!(
            standing.get(),
            Some(Standing::WaitingHere | Standing::WaitingForSession)
        )
    };
    view! {
        <div class="stack" role="status">
            <p><strong>{name}</strong></p>
            {move || result(standing.get(), slip.get().session_number)}
            {move || pending.get().map(|it| view! { <p>{words::pending_correction(it)}</p> })}
            {move || unknown.get().map(|number| view! { <CorrectNumber id number/> })}
            {move || waits().then(|| view! { <SlipCode slip=slip.get()/> })}
            <div class="button-row">
                <LinkButton
                    label=t(key!("training.check_in.to_attendance"))
                    href=Screen::Home.path()
                    weight=Weight::Primary
                />
                <Show when=again>
                    <Button label=t(key!("training.check_in.another")).to_owned() on_press=on_again/>
                </Show>
            </div>
        </div>
    }
}

/// The check-in, or the session it counts in: then it is no longer listed by itself.
fn found_in(all: &[Attended], id: RecordId, number: &str) -> Option<Attended> {
    let itself = all.iter().find(|one| one.record == id);
    itself
        .or_else(|| all.iter().find(|one| one.session_number == number))
        .cloned()
}

/// The session's topic, or its number if this phone does not know it.
pub fn session_name(attended: &Attended) -> String {
    let number = ("number", attended.session_number.as_str());
    let by_number = || tf(key!("training.attendance.session_of"), &[number]);
    attended.topic.clone().unwrap_or_else(by_number)
}

fn result(standing: Option<Standing>, number: SessionNumber) -> AnyView {
    match standing {
        Some(Standing::WaitingHere) => view! {
            <Notice title=t(key!("training.check_in.saved")) tone=Tone::Success>
                <p>{t(key!("training.check_in.saved_text"))}</p>
            </Notice>
        }
        .into_any(),
        Some(Standing::WaitingForSession) => view! {
            <Notice
                title=tf(key!("training.check_in.unknown_session"), &[("number", &number.to_string())])
                tone=Tone::Warning
            >
                <p>{t(key!("training.check_in.unknown_session_text"))}</p>
            </Notice>
        }
        .into_any(),
        Some(Standing::Counted { presence, .. }) => {
            let title = format!("{} · {}", t(key!("training.attendance.counted")), words::presence(presence));
            view! { <Notice title tone=Tone::Success/> }.into_any()
        }
        Some(Standing::WaitingForSecondPerson) => view! {
            <Notice title=t(key!("training.attendance.second_person")) tone=Tone::Accent icon=IconName::Waiting/>
        }
        .into_any(),
        Some(Standing::NotClosed { presence }) => {
            let title = words::presence(presence).to_owned();
            view! {
                <Notice title tone=Tone::Success>
                    <p>{t(key!("training.check_in.not_closed"))}</p>
                </Notice>
            }
            .into_any()
        }
        Some(Standing::Declined) => view! {
            <Notice title=t(key!("training.attendance.declined")) tone=Tone::Warning icon=IconName::Rejected/>
        }
        .into_any(),
        Some(Standing::Cancelled { reason }) => view! {
            <Notice title=t(key!("training.state.cancelled")) tone=Tone::Warning icon=IconName::Rejected>
                <p>{words::because(&reason)}</p>
            </Notice>
        }
        .into_any(),
        None => ().into_any(),
        Some(Standing::NotCounted(refusal)) => refused(refusal),
        Some(Standing::NotSent) => view! {
            <Notice title=t(key!("training.attendance.not_sent")) tone=Tone::Danger>
                <LinkButton label=t(key!("training.session.see_why")) href="/sync"/>
            </Notice>
        }
        .into_any(),
    }
}

/// The reason first, then what helps.
fn refused(refusal: CheckInRefusal) -> AnyView {
    let title = format!(
        "{}: {}",
        t(key!("training.attendance.not_counted")),
        t_of("check_in", refusal.as_str())
    );
    view! {
        <Notice title tone=Tone::Danger>
            <p>{t_of("check_in.way_out", refusal.as_str())}</p>
        </Notice>
    }
    .into_any()
}
