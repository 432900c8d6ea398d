//! The time, as a signal.

use crate::clock::now;
use crate::timer::use_interval;
use leptos::prelude::*;
use shared::time::Timestamp;
use std::time::Duration;

/// Often enough that a second never shows late.
const TICK: Duration = Duration::from_millis(250);

/// The time to the second, by the device's clock; stops with the component.
pub fn every_second() -> Memo<Timestamp> {
    let (time, set_time) = signal(now());
    use_interval(TICK, move || set_time.set(now()));
    Memo::new(move |_| {
        let millis = time.get().millis();
        Timestamp::from_millis(millis - millis.rem_euclid(1_000))
    })
}
