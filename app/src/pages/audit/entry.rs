//! One entry of the log: when, who, what, to what, on which device, and what it changed.

use super::changes::Changes;
use super::words;
use crate::components::chip::{Chip, Tone};
use crate::components::icon::IconName;
use crate::format;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::audit::{AuditAction, LogEntry, LogSubject};
use shared::key;

/// One entry of the log.
#[component]
pub fn Entry(
    /// It.
    entry: LogEntry,
    /// Minutes the branch's clock is ahead of UTC.
    offset_minutes: i32,
) -> impl IntoView {
    let device = entry.device.map(|number| {
        let n = number.get().to_string();
        view! { <span>{tf(key!("audit.device"), &[("n", &n)])}</span> }
    });
    let broken = (!entry.intact).then(|| {
        view! {
            <p class="audit-broken">
                <Chip label=t(key!("audit.broken")) tone=Tone::Danger icon=IconName::Alert/>
            </p>
        }
    });
    view! {
        <article class="audit-entry">
            <p class="audit-when tabular">{format::exact_moment(entry.at, offset_minutes)}</p>
            <p class="audit-who">{words::actor(&entry.actor)}</p>
            <div class="audit-what">
                <p>
                    <strong>{words::action(&entry)}</strong>
                    " "
                    <Subject subject=entry.subject.clone() action=entry.action/>
                </p>
                {broken}
                <Changes entry=entry.clone()/>
            </div>
            <p class="audit-where soft small">
                {device}
                <span>{words::row(&entry)}</span>
            </p>
        </article>
    }
}

/// What it was done to; a reviewed record leads to its case.
#[component]
fn Subject(
    /// It.
    subject: LogSubject,
    /// What was done.
    action: Option<AuditAction>,
) -> impl IntoView {
    let LogSubject::Record {
        record_id,
        kind,
        number,
        title,
    } = subject
    else {
        return view! { <span>{words::subject(&subject, action)}</span> }.into_any();
    };
    let number = number.to_string();
    let number = match kind.is_reviewed() {
        true => view! {
            <A href=format!("/desk/cases/{record_id}") attr:class="number">{number}</A>
        }
        .into_any(),
        false => view! { <span class="number">{number}</span> }.into_any(),
    };
    view! {
        <span>{t_of("states.kind", kind.as_str())}" "{number}" "{title}</span>
    }
    .into_any()
}
