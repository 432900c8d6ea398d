//! Marking somebody on a session's roster; after the day, asking a second person to.

use super::opening::telling;
use super::seen::{MarkingDoes, SeenSession};
use super::words;
use crate::components::toast::use_toasts;
use crate::session::use_profile;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;
use shared::note;
use shared::record::RecordKind;
use shared::submission::PersonRef;
use shared::sync::Operation;
use shared::training::Presence;

/// What a trainer marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Who.
    pub person: PersonRef,
    /// As what.
    pub presence: Presence,
    /// Why, as it is stored.
    pub reason: String,
    /// That it corrects a month whose pay is closed.
    pub is_correction: bool,
}

/// Puts the mark into the outbox and says so.
pub fn use_marking(session: Memo<SeenSession>) -> Callback<Marked> {
    let (work, toasts, profile) = (use_work(), use_toasts(), use_profile());
    Callback::new(move |marked: Marked| {
        let (id, version) =
            session.with_untracked(|one| (one.record.record_id, one.record.content_version));
        let person = marked.person.id;
        let does = session
            .with_untracked(|one| one.marking_does(person, marked.presence, telling(profile)));
        let saved = match does {
            MarkingDoes::Mark => key!("training.mark.saved"),
            MarkingDoes::Ask => key!("training.mark.asked"),
            MarkingDoes::TakeBack => key!("training.mark.taken_back"),
            MarkingDoes::Nothing => key!("training.mark.stands"),
        };
        spawn_local(async move {
            let mark = Operation::Mark {
                person,
                presence: marked.presence,
                reason: note::written(&marked.reason),
                correction: marked.is_correction,
            };
            let kind = RecordKind::TrainingSession;
            match work.act(id, kind, version, mark).await {
                Ok(()) => toasts.say(tf(
                    saved,
                    &[
                        ("name", &marked.person.name),
                        ("presence", words::presence(marked.presence)),
                    ],
                )),
                Err(_) => toasts.warn(t(key!("training.mark.failed"))),
            }
        });
    })
}
