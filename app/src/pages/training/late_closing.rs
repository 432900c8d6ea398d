//! What a trainer says who closes a session only after its day: why, and of a closed month that it is a correction.

use super::closed_month::ClosedMonth;
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::components::reason_entry::ReasonEntry;
use crate::components::written::reason_of;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::note::MOST_NOTE;
use shared::sync::Operation;
use shared::training::LateClosing;

/// What was said so far, and what is lacking.
#[derive(Clone, Copy)]
pub struct Said {
    why: RwSignal<String>,
    missing: RwSignal<bool>,
    confirmed: RwSignal<bool>,
    unconfirmed: RwSignal<bool>,
}

impl Said {
    /// Nothing yet.
    pub fn nothing() -> Self {
        Self {
            why: RwSignal::new(String::new()),
            missing: RwSignal::new(false),
            confirmed: RwSignal::new(false),
            unconfirmed: RwSignal::new(false),
        }
    }

    /// The closing with what was said; what is lacking of it is named instead.
    pub fn closing(self, late: Option<LateClosing>) -> Option<Operation> {
        let Some(late) = late else {
            return Some(Operation::close());
        };
        let correction = late.closed_month.is_some();
        let reason = match late.asks_why {
            true => reason_of(self.why, self.missing, MOST_NOTE),
            false => Some(String::new()),
        };
        let unconfirmed = correction && !self.confirmed.get_untracked();
        self.unconfirmed.set(unconfirmed);
        let reason = reason.filter(|_| !unconfirmed)?;
        Some(Operation::Close { reason, correction })
    }
}

/// What is asked.
#[component]
pub fn LateReason(
    /// By what the session is late.
    late: LateClosing,
    /// What was said so far.
    said: Said,
) -> impl IntoView {
    let why = late.asks_why.then(|| {
        view! {
            <Notice title=t(key!("training.close.late")) tone=Tone::Warning icon=IconName::People>
                <p>{t(key!("training.close.late_text"))}</p>
            </Notice>
            <ReasonEntry
                id="close-why"
                label=t(key!("training.close.why"))
                lacking=t(key!("training.close.why_missing"))
                most=MOST_NOTE
                written=said.why
                missing=said.missing
            />
        }
    });
    let (confirmed, unconfirmed) = (said.confirmed, said.unconfirmed);
    let closed = late.closed_month.map(|month| {
        view! { <ClosedMonth id="close-closed" month confirmed unconfirmed/> }
    });
    view! {
        {why}
        {closed}
    }
}
