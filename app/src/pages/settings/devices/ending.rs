//! Signing out on other devices, and everywhere.

use super::PATH;
use crate::api::{self, ApiError};
use crate::components::dialog::Dialog;
use crate::components::toast::use_toasts;
use crate::pages::settings::unsent::Unsent;
use crate::session::use_session;
use crate::task::Task;
use crate::text::{t, t_of};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::id::DeviceId;
use shared::key;
use shared::session::SessionView;

/// Asks whether to sign out on other devices, and does.
#[component]
pub fn EndThere(
    /// Whether it is asked.
    open: RwSignal<bool>,
    /// Where.
    asked: RwSignal<Vec<SessionView>>,
    /// It has ended there, or not: the list may be another.
    on_ended: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let task = Task::new();
    let busy = task.is_busy();
    let end = Callback::new(move |()| {
        let devices = asked.get_untracked();
        // The question stays until what was asked about is done.
        task.run(async move {
            let ended = end_on(devices.iter().map(|device| device.device_id)).await;
            toasts.say(match ended {
                Ok(()) => t(key!("ui.devices.ended")),
                Err(error) => t(&error.text_key()),
            });
            on_ended.try_run(());
            open.try_set(false);
        });
    });
    view! {
        <Dialog
            open
            title=t(key!("ui.devices.end_title"))
            confirm=t(key!("ui.devices.end_confirm"))
            busy
            on_confirm=end
        >
            <ul>{move || asked.get().into_iter().map(name).collect_view()}</ul>
            <p>{t(key!("ui.devices.end_text"))}</p>
        </Dialog>
    }
}

fn name(device: SessionView) -> impl IntoView {
    let platform = t_of("ui.platform", device.platform.as_str());
    let number = device.device_number.get();
    view! { <li><strong>{platform}" · "{number}</strong></li> }
}

/// One after the other; where it has ended meanwhile, that is as well.
async fn end_on(devices: impl Iterator<Item = DeviceId>) -> Result<(), ApiError> {
    for device in devices {
        match api::delete(&format!("{PATH}/{device}")).await {
            Err(ApiError::Problem(problem)) if problem.status == 404 => {}
            ended => ended?,
        }
    }
    Ok(())
}

/// Asks whether to sign out everywhere, here as well, and does: what is unsent here is said first.
#[component]
pub fn EndEverywhere(
    /// Whether it is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let task = Task::new();
    let busy = task.is_busy();
    let end = Callback::new(move |()| {
        let navigate = navigate.clone();
        task.run(async move {
            let ended = api::delete(PATH).await;
            open.try_set(false);
            if let Err(error) = ended {
                return toasts.say(t(&error.text_key()));
            }
            // Whoever signs in next starts at their own start page.
            navigate("/", NavigateOptions::default());
            if let Err(error) = session.sign_out().await {
                toasts.say(t(error.text_key()));
            }
        });
    });
    view! {
        <Dialog
            open
            title=t(key!("ui.devices.everywhere_title"))
            confirm=t(key!("ui.devices.everywhere_confirm"))
            busy
            on_confirm=end
        >
            <Unsent open/>
        </Dialog>
    }
}
