//! Where the person is signed in: each device in words, and signing out there, here or everywhere. Only
//! the server knows it; what is unsent on a device stays on it.

mod device;
mod ending;

use self::device::DeviceRow;
use self::ending::{EndEverywhere, EndThere};
use crate::api::{self, ApiError};
use crate::components::button::{Button, LinkButton};
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::text::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;
use shared::session::SessionView;

/// Where the server tells it, and where all of it is ended.
const PATH: &str = "/api/sessions";

/// What the server has said of the person's devices.
#[derive(Clone, Copy)]
struct Reading {
    /// The latest sign-in first; nothing until the first answer.
    devices: RwSignal<Vec<SessionView>>,
    /// Why the last request brought nothing.
    error: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
}

impl Reading {
    fn begin() -> Self {
        let reading = Self {
            devices: RwSignal::new(Vec::new()),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
        };
        reading.read();
        reading
    }

    fn read(self) {
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::get(PATH).await;
            // The page may have been left.
            self.busy.try_set(false);
            match answer {
                Ok(devices) => {
                    self.error.try_set(None);
                    self.devices.try_set(devices);
                }
                Err(error) => drop(self.error.try_set(Some(error))),
            }
        });
    }
}

fn others(mut devices: Vec<SessionView>) -> Vec<SessionView> {
    devices.retain(|device| !device.current);
    devices
}

/// Where the person is signed in, and how that ends.
#[component]
pub fn Devices(
    /// Changes when sign-ins elsewhere may have ended.
    #[prop(into)]
    ended: Signal<u32>,
) -> impl IntoView {
    let reading = Reading::begin();
    Effect::new(move |before: Option<u32>| {
        let now = ended.get();
        if before.is_some_and(|before| before != now) {
            reading.read();
        }
        now
    });
    let (there, everywhere) = (RwSignal::new(false), RwSignal::new(false));
    let asked = RwSignal::new(Vec::new());
    let end = Callback::new(move |devices| {
        asked.set(devices);
        there.set(true);
    });
    let end_others = Callback::new(move |()| end.run(others(reading.devices.get_untracked())));
    let several = move || {
        (!others(reading.devices.get()).is_empty()).then(|| {
            let (others, all) = (
                t(key!("ui.devices.end_others")).to_owned(),
                t(key!("ui.devices.end_everywhere")).to_owned(),
            );
            view! {
                <div class="button-row">
                    <Button label=others on_press=end_others/>
                    <Button label=all on_press=Callback::new(move |()| everywhere.set(true))/>
                </div>
            }
        })
    };
    view! {
        <section class="stack-tight" aria-labelledby="devices">
            <h2 id="devices">{t(key!("ui.devices.title"))}</h2>
            <div role="status">{move || reading.error.get().map(|error| unread(reading, &error))}</div>
            {move || list(reading.devices.get(), end)}
            {several}
            <EndThere open=there asked on_ended=Callback::new(move |()| reading.read())/>
            <EndEverywhere open=everywhere/>
        </section>
    }
}

fn list(devices: Vec<SessionView>, end: Callback<Vec<SessionView>>) -> Option<impl IntoView> {
    let row = move |device: SessionView| {
        let on_end = Callback::new(move |device| end.run(vec![device]));
        view! { <DeviceRow device on_end/> }
    };
    (!devices.is_empty()).then(|| {
        view! { <ul class="list">{devices.into_iter().map(row).collect_view()}</ul> }
    })
}

fn unread(reading: Reading, error: &ApiError) -> impl IntoView + use<> {
    let again = Callback::new(move |()| reading.read());
    let cause = t(&error.text_key());
    let way_out = match error {
        ApiError::SignIn => {
            view! { <LinkButton label=t(key!("ui.sync.sign_in_button")) href="/sign-in"/> }
                .into_any()
        }
        _ => view! {
            <Button label=t(key!("ui.retry")).to_owned() busy=reading.busy on_press=again/>
        }
        .into_any(),
    };
    view! {
        <Notice title=t(key!("ui.devices.unread_title")) icon=IconName::Offline>
            <p>{cause}</p>
            {way_out}
        </Notice>
    }
}
