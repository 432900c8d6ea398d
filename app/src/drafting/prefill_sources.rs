//! What is known besides the answers of a draft: the clock, who is signed in, client book, earlier
//! applications, the record it was begun with.

use crate::clock;
use crate::session::use_profile;
use crate::store::{Draft, DraftKey};
use crate::work::Work;
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::policy::PolicyView;
use shared::record::{RecordKind, RecordView};
use std::sync::Arc;

/// What is known besides the answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrefillSources {
    /// The civil time at the branch when the draft was opened, `2026-10-31T14:05`.
    pub now: String,
    /// The day after, `2026-11-01`.
    pub tomorrow: String,
    /// The client book.
    pub book: Vec<PolicyView>,
    /// The agent's own name.
    pub agent: String,
    /// What earlier applications say, newest first.
    pub earlier: Vec<Answers>,
    /// The record that the draft was begun with.
    pub origin: Option<RecordView>,
    /// Whether answers follow from one another alone.
    pub within_the_form: bool,
}

impl PrefillSources {
    /// Without what other records say. What was sent was said by the client: in a change of it nothing follows but
    /// what the answers say of each other. The book still tells one client from another.
    pub fn within_the_form(self) -> Self {
        Self {
            earlier: Vec::new(),
            origin: None,
            within_the_form: true,
            ..self
        }
    }

    /// The policy of the client book with this number, in capitals.
    pub fn policy(&self, number: &str) -> Option<&PolicyView> {
        let mut policies = self.book.iter();
        policies.find(|policy| policy.number.to_uppercase() == number)
    }
}

/// The branch's day now, and what is known to this draft: the clock as it is now, the rest as it comes.
pub fn known(work: Work, draft: &Draft) -> (NaiveDate, Memo<Arc<PrefillSources>>) {
    let profile = use_profile().get_untracked();
    let offset = profile.branch.offset_minutes;
    let today = clock::today(offset);
    let now = clock::civil_minute(offset);
    let origin = DraftKey::read(&draft.key).and_then(DraftKey::origin);
    let is_of_arrived = draft.is_of_arrived();
    let everything = move || PrefillSources {
        now: now.clone(),
        tomorrow: (today + Days::new(1)).to_string(),
        book: work.all::<PolicyView>().get(),
        agent: profile.person.name.clone(),
        earlier: work
            .all::<RecordView>()
            .with(|records| applications(records)),
        origin: work.all::<RecordView>().with(|records| {
            let mut records = records.iter();
            records
                .find(|record| Some(record.record_id) == origin)
                .cloned()
        }),
        within_the_form: false,
    };
    let known = Memo::new(move |_| {
        Arc::new(match is_of_arrived {
            true => everything().within_the_form(),
            false => everything(),
        })
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
