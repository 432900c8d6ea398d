//! One person: what is known of them, how they come in, what they do over time, and what was changed by whom.

use super::appointments::Appointments;
use super::changes::Changes;
use super::correct::Correct;
use super::end_role::EndOneRole;
use super::facts::Facts;
use super::leave::Leave;
use super::person_reading::PersonReading;
use super::sign_in::SignInCard;
use super::take_back::{TakeBackOfPerson, days_to_come};
use super::transfer::Transfer;
use super::unread::Unread;
use super::words::place;
use super::{Part, page_of};
use crate::clock::today;
use crate::components::button::{LinkButton, Weight};
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::format;
use crate::session::use_profile;
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::directory::PersonPage;
use shared::id::PersonId;
use shared::key;

/// One person, or what is to be changed of them.
#[component]
pub fn PersonScreen(
    /// Who.
    person: PersonId,
    /// What of them.
    part: Part,
) -> impl IntoView {
    let reading = PersonReading::begin(person);
    let is_read = Memo::new(move |_| reading.page.with(Option::is_some));
    let shown = move || match part {
        Part::Whole => {
            let page = reading.page.get();
            page.map(|page| view! { <Whole reading page/> }.into_any())
        }
        // What is typed stays while it is read anew.
        Part::Correct | Part::Transfer | Part::EndRole | Part::TakeBack | Part::Leave => {
            let page = is_read.get().then(|| reading.page.get_untracked());
            let page = page.flatten();
            page.map(|page| match part {
                Part::Correct => view! { <Correct reading page/> }.into_any(),
                Part::Transfer => view! { <Transfer reading page/> }.into_any(),
                Part::EndRole => view! { <EndOneRole reading page/> }.into_any(),
                Part::TakeBack => view! { <TakeBackOfPerson reading page/> }.into_any(),
                Part::Whole | Part::Leave => view! { <Leave reading page/> }.into_any(),
            })
        }
    };
    let back = match part {
        Part::Whole => "/people".to_owned(),
        _ => page_of(person),
    };
    view! {
        <div class="page page-people">
            <A href=back attr:class="training-back">
                <Icon name=IconName::Back/>
                {t(key!("ui.back"))}
            </A>
            <Unread
                error=reading.error
                is_read=is_read
                reading=t(key!("people.reading_one"))
                again=Callback::new(move |()| reading.read())
            />
            {shown}
        </div>
    }
}

#[component]
fn Whole(reading: PersonReading, page: PersonPage) -> impl IntoView {
    let person = page.person.clone();
    let left = person.left_on.map(|day| {
        let key = match person.roles.is_empty() {
            true => key!("people.left_on"),
            false => key!("people.leaves_on"),
        };
        let title = tf(key, &[("date", &format::date(day))]);
        let why = page.left_because.clone();
        view! { <Notice title>{why.map(|why| view! { <p>{why}</p> })}</Notice> }
    });
    let changeable = page.changeable;
    view! {
        <header class="page-head">
            <h1>{person.name.clone()}</h1>
            <p class="soft small">
                {person.staff_number.clone().map(|number| format!("{number} · "))}
                {place(&person)}
            </p>
        </header>
        {left}
        {match changeable {
            true => view! { <Ways page=page.clone()/> }.into_any(),
            false => view! { <p class="soft">{t(key!("people.not_changeable"))}</p> }.into_any(),
        }}
        <SignInCard reading page=page.clone()/>
        <Facts reading page=page.clone()/>
        <Appointments appointments=page.appointments/>
        <Changes changes=page.changes/>
    }
}

/// What can be changed of them.
#[component]
fn Ways(page: PersonPage) -> impl IntoView {
    let to = |part: &str| format!("{}/{part}", page_of(page.person.id));
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let today = today(offset);
    let lasts = page
        .appointments
        .iter()
        .filter(|held| held.period.until.is_none_or(|last| last >= today));
    let several = lasts.count() > 1;
    let to_come = !days_to_come(&page, today).is_empty();
    view! {
        <div class="button-row">
            <LinkButton label=t(key!("people.transfer.button")) href=to("transfer")/>
            <LinkButton label=t(key!("people.correct.button")) href=to("correct")/>
            {several.then(|| view! {
                <LinkButton label=t(key!("people.end_role.button")) href=to("end-role")/>
            })}
            {to_come.then(|| view! {
                <LinkButton label=t(key!("people.take_back.button")) href=to("take-back")/>
            })}
            {(page.person.left_on.is_none() || !page.person.roles.is_empty()).then(|| view! {
                <LinkButton
                    label=t(key!("people.leave.button"))
                    href=to("leave")
                    weight=Weight::Quiet
                />
            })}
        </div>
    }
}
