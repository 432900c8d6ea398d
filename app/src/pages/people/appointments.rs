//! What somebody did, does and will do, and where.

use super::words::period;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::directory::AppointmentOver;
use shared::key;

/// Every role they hold, held or will hold, the latest first.
#[component]
pub fn Appointments(
    /// By first day.
    appointments: Vec<AppointmentOver>,
) -> impl IntoView {
    let row = |held: AppointmentOver| {
        let role = t_of("ui.role", held.role.as_str());
        let title = match held.level {
            Some(level) => tf(
                key!("people.role_of_level"),
                &[("role", role), ("level", &level.0.to_string())],
            ),
            None => role.to_owned(),
        };
        view! {
            <li class="people-change">
                <span>{title} " · " {held.unit}</span>
                <span class="soft small tabular">{period(held.period)}</span>
            </li>
        }
    };
    view! {
        <section class="stack-tight" aria-labelledby="appointments">
            <h2 id="appointments">{t(key!("people.appointments"))}</h2>
            <ol class="card people-changes">
                {appointments.into_iter().rev().map(row).collect_view()}
            </ol>
        </section>
    }
}
