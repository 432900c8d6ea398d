//! The code that is shown now, and how long it still stands.

use super::wake_lock::keep_screen_on;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::time::Timestamp;
use shared::training::{STEP_MILLIS, SessionSecret, code_at};

/// The code and how long it still stands. Not read out at every change: a person who listens can
/// ask for it.
#[component]
pub fn ChangingCode(
    /// Of which session.
    secret: SessionSecret,
    /// The time, by the trainer's clock.
    now: Memo<Timestamp>,
) -> impl IntoView {
    keep_screen_on();
    let code = Memo::new(move |_| code_at(&secret, now.get()).grouped());
    let left = Memo::new(move |_| seconds_left(now.get()));
    view! {
        <p class="code-digits tabular">{code}</p>
        <p class="code-left">
            <Ring left/>
            <span class="tabular">
                {move || tf(key!("training.code.next_in"), &[("n", &left.get().to_string())])}
            </span>
        </p>
        <p class="code-panel-how soft">{t(key!("training.code.how"))}</p>
    }
}

/// Seconds until the next code, 1 to 10.
const fn seconds_left(now: Timestamp) -> i64 {
    (STEP_MILLIS - now.millis().rem_euclid(STEP_MILLIS)) / 1_000
}

/// The ring's way round, on a radius of 10.
const ROUND: f64 = 62.832;

/// A ring that empties as the code ends.
#[component]
fn Ring(left: Memo<i64>) -> impl IntoView {
    let gone = move || {
        let seconds = i32::try_from(STEP_MILLIS / 1_000 - left.get()).unwrap_or_default();
        format!("{:.1}", drawn(seconds))
    };
    view! {
        <svg class="code-ring" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <circle class="code-ring-track" cx="12" cy="12" r="10"></circle>
            <circle
                class="code-ring-left"
                cx="12"
                cy="12"
                r="10"
                stroke-dasharray=ROUND.to_string()
                stroke-dashoffset=gone
            ></circle>
        </svg>
    }
}

#[allow(clippy::float_arithmetic, reason = "a length on the screen")]
fn drawn(seconds_gone: i32) -> f64 {
    ROUND / 10.0 * f64::from(seconds_gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_ten_seconds() {
        assert_eq!(seconds_left(Timestamp::from_millis(20_000)), 10);
        assert_eq!(seconds_left(Timestamp::from_millis(29_000)), 1);
    }
}
