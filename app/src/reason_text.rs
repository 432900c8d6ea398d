//! What the office's reasons are called, and which a reviewer chooses from: the company decides it.

use crate::clock::today;
use crate::text::language;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::reason::{ReasonCodes, ReasonFor};
use shared::record::RecordKind;
use shared::session::Profile;
use shared::setting::Setting;
use shared::text::{Language, lookup};
use std::cell::RefCell;

/// The company's codes, as the server told whoever works here, and the day.
type Known = (Vec<ReasonCodes>, NaiveDate);

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// From now on the reasons are called what this profile says.
pub fn know_reasons(profile: &Profile) {
    let today = today(profile.branch.offset_minutes);
    KNOWN.set((profile.reason_codes.clone(), today));
}

/// What a reason is called. A code of which this device has not heard shows itself.
pub fn reason_text(code: &str) -> String {
    reason_in(language(), code).unwrap_or_else(|| code.to_owned())
}

/// The same in a language, if it is known.
pub fn reason_in(language: Language, code: &str) -> Option<String> {
    let told = KNOWN.with_borrow(|(codes, today)| {
        let reason = ReasonCodes::named(codes, code, *today)?;
        Some(reason.words.in_language(language).to_owned())
    });
    told.or_else(|| lookup(language, &format!("reasons.{code}")).map(str::to_owned))
}

/// A reason as it is offered: its code, and what it is called.
pub type Offered = (String, String);

/// From which a reviewer chooses today.
pub fn offered(
    profile: Signal<Profile>,
    explains: ReasonFor,
    kind: RecordKind,
) -> Signal<Vec<Offered>> {
    let offered = Memo::new(move |_| {
        profile.with(|profile| {
            let today = today(profile.branch.offset_minutes);
            let codes = ReasonCodes::in_force(&profile.reason_codes, today);
            let offered = codes.into_iter();
            let offered = offered.flat_map(|codes| codes.offered(explains, kind));
            let named = offered.map(|reason| {
                let words = reason.words.in_language(language());
                (reason.code.to_string(), words.to_owned())
            });
            named.collect::<Vec<Offered>>()
        })
    });
    offered.into()
}
