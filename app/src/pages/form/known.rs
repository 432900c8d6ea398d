//! What is known besides the answers of a draft: the clock, who is signed in, client book, earlier
//! applications, the record it was begun with.

use super::plain_field::civil_now;
use super::prefill::Known;
use crate::clock;
use crate::session::use_profile;
use crate::store::{Draft, origin_of};
use crate::work::Work;
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::record::{RecordKind, RecordView};

/// The branch's day now, and what is known to this draft: the clock as it is now, the rest as it comes.
pub fn known(work: Work, draft: &Draft) -> (NaiveDate, Memo<Known>) {
    let profile = use_profile().get_untracked();
    let offset = profile.branch.offset_minutes;
    let today = clock::today(offset);
    let now = civil_now(offset);
    let origin = origin_of(&draft.key);
    let is_of_arrived = draft.is_of_arrived();
    let everything = move || Known {
        now: now.clone(),
        tomorrow: (today + Days::new(1)).to_string(),
        policies: work.policies.get(),
        agent: profile.person.name.clone(),
        earlier: work.records.with(|records| applications(records)),
        origin: work.records.with(|records| {
            let mut records = records.iter();
            records
                .find(|record| Some(record.record_id) == origin)
                .cloned()
        }),
    };
    let known = Memo::new(move |_| match is_of_arrived {
        true => everything().within_the_form(),
        false => everything(),
    });
    (today, known)
}

fn applications(records: &[RecordView]) -> Vec<Answers> {
    records
        .iter()
        .filter(|record| record.kind == RecordKind::Application)
        .map(|record| record.content.clone())
        .collect()
}
