//! One device on which the person is signed in.

use crate::clock::now;
use crate::components::button::{Button, Weight};
use crate::components::chip::{Chip, Tone};
use crate::components::icon::IconName;
use crate::format::{ago, moment};
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::key;
use shared::session::SessionView;
use shared::time::Timestamp;

/// One device: what it is, since when, until when.
#[component]
pub fn DeviceRow(
    /// Which.
    device: SessionView,
    /// The person wants to sign out there.
    on_end: Callback<SessionView>,
) -> impl IntoView {
    let n = device.device_number.get().to_string();
    let facts = facts(&device);
    let (current, platform) = (device.current, device.platform.as_str());
    let end = (!current).then(|| {
        let label = tf(key!("ui.devices.end"), &[("n", &n)]);
        let on_press = Callback::new(move |()| on_end.run(device.clone()));
        view! { <Button label weight=Weight::Quiet on_press/> }
    });
    view! {
        <li class="device">
            <div class="list-main">
                <p class="row row-wrap">
                    <strong>{t_of("ui.platform", platform)}</strong>
                    {current.then(|| view! {
                        <Chip
                            label=t(key!("ui.devices.this"))
                            tone=Tone::Accent
                            icon=IconName::Phone
                        />
                    })}
                </p>
                {facts.into_iter().map(|fact| view! { <p class="small soft">{fact}</p> }).collect_view()}
            </div>
            {end}
        </li>
    }
}

/// Its number, since when, when last, until when.
fn facts(device: &SessionView) -> Vec<String> {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    let when = |key: &'static str, at: Timestamp| tf(key, &[("when", &moment(at, offset))]);
    let n = device.device_number.get().to_string();
    let used = ago(device.acted_at, now(), offset);
    let mut facts = vec![
        tf(key!("ui.devices.number"), &[("n", &n)]),
        when(key!("ui.devices.begun"), device.begun_at),
    ];
    // Of this one it is now.
    if !device.current {
        facts.push(tf(key!("ui.devices.used"), &[("when", &used)]));
    }
    facts.push(when(key!("ui.devices.ends"), device.ends_at));
    let idle = device.idle_ends_at.filter(|at| *at < device.ends_at);
    facts.extend(idle.map(|at| when(key!("ui.devices.idle_ends"), at)));
    facts
}
