//! The first exchange, as a named step: n of m, time left, whether the app may be left.

use crate::clock::now;
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::format::count;
use crate::sync::SyncStatus;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::key;
use shared::sync::Phase;

/// How far the first exchange is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It has not begun, or does not get on.
    Waits,
    UnderWay,
    Done,
}

impl Step {
    fn of(status: SyncStatus) -> Self {
        match status.is_first() {
            false => Self::Done,
            true if status.phase == Phase::Busy && status.progress.remaining > 0 => Self::UnderWay,
            true => Self::Waits,
        }
    }
}

/// The first exchange; nothing on a device that was in step when the page was opened. One that comes to its
/// end here says so and stays as high as it was: nothing moves away from under the finger.
#[component]
pub fn FirstSync() -> impl IntoView {
    let status = use_work().status;
    let step = Memo::new(move |_| Step::of(status.get()));
    (step.get_untracked() != Step::Done).then(|| {
        view! { <div role="status">{move || view! { <Told step=step.get() status/> }}</div> }
    })
}

#[component]
fn Told(step: Step, status: ReadSignal<SyncStatus>) -> impl IntoView {
    let (title, tone, icon) = match step {
        Step::Waits | Step::UnderWay => (
            key!("ui.first_sync.title"),
            Tone::Neutral,
            IconName::Sending,
        ),
        Step::Done => (
            key!("ui.first_sync.done"),
            Tone::Success,
            IconName::Accepted,
        ),
    };
    let hidden = move |of: Step| step != of;
    view! {
        <Notice title=t(title) tone icon>
            <div class="layers">
                <p class:is-hidden=hidden(Step::Waits)>{t(key!("ui.first_sync.waiting"))}</p>
                <div class="stack-tight" class:is-hidden=hidden(Step::UnderWay)>
                    {move || view! { <Progress status=status.get()/> }}
                </div>
                <p class:is-hidden=hidden(Step::Done)>{t(key!("ui.first_sync.done_text"))}</p>
            </div>
        </Notice>
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
