//! The first exchange, as a named step: n of m, time left, whether the app may be left.

use crate::clock::now;
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::format::count;
use crate::sync::SyncStatus;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::key;
use shared::sync::Phase;

/// The first exchange; nothing once the device is in step.
#[component]
pub fn FirstSync() -> impl IntoView {
    let status = use_work().status;
    move || {
        let status = status.get();
        status.is_first().then(|| {
            let under_way = status.phase == Phase::Busy && status.progress.remaining > 0;
            view! {
                <div role="status">
                    <Notice title=t(key!("ui.first_sync.title")) icon=Name::Sending>
                        {if under_way {
                            view! { <Progress status/> }.into_any()
                        } else {
                            view! { <p>{t(key!("ui.first_sync.waiting"))}</p> }.into_any()
                        }}
                    </Notice>
                </div>
            }
        })
    }
}

#[component]
fn Progress(status: SyncStatus) -> impl IntoView {
    let (fetched, all) = (status.progress.fetched, status.progress.all());
    let (n, m) = (count(fetched), count(all));
    let told = tf(key!("ui.first_sync.progress"), &[("n", &n), ("m", &m)]);
    let (value, max) = (fetched.to_string(), all.to_string());
    view! {
        <progress class="progress" max=max value=value aria-label=told.clone()></progress>
        <p class="tabular">{told} {left(status).map(|left| format!(" · {left}"))}</p>
        <p class="small soft">{t(key!("ui.first_sync.may_leave"))}</p>
    }
}

fn left(status: SyncStatus) -> Option<String> {
    let seconds = status.seconds_left(now())?;
    Some(if seconds < 90 {
        let n = seconds.to_string();
        tf(key!("ui.first_sync.left_seconds"), &[("n", &n)])
    } else {
        let n = seconds.div_ceil(60).to_string();
        tf(key!("ui.first_sync.left_minutes"), &[("n", &n)])
    })
}
