//! How somebody comes in: a one-time code is given, sign-ins are ended.

use super::person_reading::PersonReading;
use super::words::refusal;
use crate::clipboard::copy;
use crate::components::button::{Button, Weight};
use crate::components::dialog::Dialog;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::components::qr_code::QrCode;
use crate::components::toast::use_toasts;
use crate::session::use_profile;
use crate::task::Task;
use crate::text::{t, t_of, tf};
use crate::{api, format};
use leptos::prelude::*;
use shared::directory::{DeviceSeen, PersonPage, SignInState};
use shared::key;
use shared::session::OneTimeCodeGiven;

/// How they come in, with the ways to change it.
#[component]
pub fn SignInCard(
    /// What is read of them.
    reading: PersonReading,
    /// As it was read.
    page: PersonPage,
) -> impl IntoView {
    let profile = use_profile();
    let offset = profile.with_untracked(|profile| profile.branch.offset_minutes);
    let is_oneself = profile.with_untracked(|profile| profile.person.id == page.person.id);
    let person = page.person.clone();
    let may = page.changeable && !is_oneself && person.sign_in != SignInState::Left;
    let given = reading.given;
    let devices = page.devices.clone();
    let any = !devices.is_empty();
    view! {
        <section class="card stack" aria-labelledby="sign-in">
            <h2 id="sign-in">{t(key!("people.sign_in.title"))}</h2>
            <dl class="facts">
                <div>
                    <dt>{t(key!("people.sign_in.login"))}</dt>
                    <dd>{person.login.clone()}</dd>
                </div>
                <div>
                    <dt>{t(key!("people.sign_in.state"))}</dt>
                    <dd>{state(person.sign_in, offset)}</dd>
                </div>
            </dl>
            {is_oneself.then(|| view! { <p class="soft small">{t(key!("people.sign_in.oneself"))}</p> })}
            {devices
                .into_iter()
                .map(|device| view! { <p class="small">{device_seen(device, offset)}</p> })
                .collect_view()}
            {move || given.get().map(|given| {
                view! { <Slip given name=person.name.clone() login=person.login.clone() offset/> }
            })}
            {may.then(|| view! {
                <div class="button-row">
                    <GiveCode reading is_known=matches!(page.person.sign_in, SignInState::Passphrase { .. })/>
                    {any.then(|| view! { <EndSignIns reading/> })}
                </div>
            })}
        </section>
    }
}

/// How it stands, in words.
fn state(state: SignInState, offset: i32) -> String {
    let name = t_of("states.sign_in", state.as_str());
    let until = |at| {
        tf(
            key!("people.sign_in.until"),
            &[("name", name), ("at", &format::moment(at, offset))],
        )
    };
    match state {
        SignInState::CodeWaits { until: at } => until(at),
        SignInState::CodeLapsed { since } => tf(
            key!("people.sign_in.since"),
            &[("name", name), ("at", &format::moment(since, offset))],
        ),
        SignInState::Passphrase {
            code_until: Some(at),
        } => {
            let waits = t_of("states.sign_in", "code_waits");
            let waits = tf(
                key!("people.sign_in.until"),
                &[("name", waits), ("at", &format::moment(at, offset))],
            );
            format!("{name} · {waits}")
        }
        SignInState::NeverInvited
        | SignInState::Passphrase { code_until: None }
        | SignInState::Left => name.to_owned(),
    }
}

fn device_seen(device: DeviceSeen, offset: i32) -> String {
    tf(
        key!("people.sign_in.device"),
        &[
            ("platform", t_of("ui.platform", device.platform.as_str())),
            ("n", &device.number.get().to_string()),
            ("at", &format::moment(device.acted_at, offset)),
        ],
    )
}

/// Gives a code, after asking: one that was given before is good for nothing then.
#[component]
fn GiveCode(
    reading: PersonReading,
    /// Whether they have a passphrase already.
    is_known: bool,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let toasts = use_toasts();
    let task = Task::new();
    let give = Callback::new(move |()| {
        task.run(async move {
            let path = format!("{}/one-time-code", reading.path());
            let answer = api::post::<OneTimeCodeGiven>(&path, &()).await;
            asking.try_set(false);
            match answer {
                Ok(code) => {
                    reading.given.try_set(Some(code));
                    reading.read();
                }
                Err(error) => {
                    let why: Vec<String> = refusal(&error).into_iter().map(|it| it.text).collect();
                    let why = why.join(" ");
                    toasts.warn(tf(key!("people.sign_in.failed"), &[("why", &why)]));
                }
            }
        });
    });
    let text = match is_known {
        true => t(key!("people.sign_in.give_known")),
        false => t(key!("people.sign_in.give_text")),
    };
    view! {
        <Button
            label=t(key!("people.sign_in.give")).to_owned()
            on_press=Callback::new(move |()| asking.set(true))
        />
        <Dialog
            open=asking
            title=t(key!("people.sign_in.give_title"))
            confirm=t(key!("people.sign_in.give"))
            busy=task.is_busy()
            on_confirm=give
        >
            <p>{text}</p>
        </Dialog>
    }
}

/// The code on a slip, to be read out, copied or printed. Nobody can ask for it again.
#[component]
fn Slip(given: OneTimeCodeGiven, name: String, login: String, offset: i32) -> impl IntoView {
    let toasts = use_toasts();
    let address = window().location().origin().unwrap_or_default();
    let code = given.code.clone();
    let press = Callback::new(move |()| {
        copy(code.clone());
        toasts.say(t(key!("people.slip.copied")));
    });
    // Where nothing can be printed, nothing happens.
    let print = Callback::new(move |()| drop(window().print()));
    view! {
        <Notice title=t(key!("people.slip.title"))>
            <div class="code-slip">
                <dl class="facts">
                    <div><dt>{t(key!("people.slip.name"))}</dt><dd>{name}</dd></div>
                    <div><dt>{t(key!("people.slip.address"))}</dt><dd>{address.clone()}</dd></div>
                    <div><dt>{t(key!("people.sign_in.login"))}</dt><dd>{login}</dd></div>
                    <div>
                        <dt>{t(key!("people.slip.code"))}</dt>
                        <dd class="tabular code-slip-code">{given.code.clone()}</dd>
                    </div>
                    <div>
                        <dt>{t(key!("people.slip.valid_until"))}</dt>
                        <dd>{format::moment(given.valid_until, offset)}</dd>
                    </div>
                </dl>
                <QrCode says=address label=t(key!("people.slip.qr"))/>
            </div>
            <p class="small">{t(key!("people.slip.how"))}</p>
            <p class="small print-hidden">{t(key!("people.slip.once"))}</p>
            <div class="button-row print-hidden">
                <Button
                    label=t(key!("people.slip.copy")).to_owned()
                    icon=IconName::Copy
                    on_press=press
                />
                <Button label=t(key!("people.slip.print")).to_owned() on_press=print/>
            </div>
        </Notice>
    }
}

/// Ends all their sign-ins, after asking.
#[component]
fn EndSignIns(reading: PersonReading) -> impl IntoView {
    let asking = RwSignal::new(false);
    let toasts = use_toasts();
    let task = Task::new();
    let end = Callback::new(move |()| {
        task.run(async move {
            let answer = api::delete(&format!("{}/sessions", reading.path())).await;
            asking.try_set(false);
            match answer {
                Ok(()) => toasts.say(t(key!("people.sign_in.ended"))),
                Err(error) => toasts.warn(t(&error.text_key())),
            }
            reading.read();
        });
    });
    view! {
        <Button
            label=t(key!("people.sign_in.end")).to_owned()
            weight=Weight::Quiet
            on_press=Callback::new(move |()| asking.set(true))
        />
        <Dialog
            open=asking
            title=t(key!("people.sign_in.end_title"))
            confirm=t(key!("people.sign_in.end"))
            weight=Weight::Danger
            busy=task.is_busy()
            on_confirm=end
        >
            <p>{t(key!("people.sign_in.end_text"))}</p>
        </Dialog>
    }
}
