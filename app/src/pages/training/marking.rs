//! Marking somebody on a session's roster.

use super::seen::SeenSession;
use super::words;
use crate::components::toast::use_toasts;
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
}

/// Puts the mark into the outbox and says so.
pub fn use_marking(session: Memo<SeenSession>) -> Callback<Marked> {
    let (work, toasts) = (use_work(), use_toasts());
    Callback::new(move |marked: Marked| {
        let (id, version) =
            session.with_untracked(|one| (one.record.record_id, one.record.content_version));
        spawn_local(async move {
            let mark = Operation::Mark {
                person: marked.person.id,
                presence: marked.presence,
                reason: note::written(&marked.reason),
            };
            let kind = RecordKind::TrainingSession;
            toasts.say(match work.act(id, kind, version, mark).await {
                Ok(()) => tf(
                    key!("training.mark.saved"),
                    &[
                        ("name", &marked.person.name),
                        ("presence", words::presence(marked.presence)),
                    ],
                ),
                Err(_) => t(key!("training.mark.failed")).to_owned(),
            });
        });
    })
}
