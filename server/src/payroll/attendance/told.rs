//! When the server had what a trainer did with a session.

use super::course::Learned;
use crate::store::{Db, Stored, mutations};
use shared::id::{PersonId, RecordId};
use shared::sync::{Mutation, Operation};
use shared::time::Timestamp;
use shared::training::{CheckedIn, Roster};
use std::collections::BTreeMap;

/// When the server had what a trainer did with a session.
#[derive(Default)]
pub(super) struct Told {
    /// The ending that stands: one after which the session was changed and opened again is none.
    closed: Option<Timestamp>,
    marked: BTreeMap<PersonId, Vec<Learned>>,
}

impl Told {
    pub(super) async fn about(db: &mut Db, session: RecordId, roster: &Roster) -> Stored<Self> {
        let mut told = Self::agreed(roster);
        for applied in mutations::applied_to(db, session).await? {
            let when = (applied.received_at, applied.made_at());
            told.hear(roster, &applied.mutation, when);
        }
        Ok(told)
    }

    /// The changes of presence that a second person agreed to, each since they did.
    pub(super) fn agreed(roster: &Roster) -> Self {
        let mut told = Self::default();
        for asked in &roster.corrections {
            if let Some(word) = asked.agreement() {
                let marked = told.marked.entry(asked.person).or_default();
                marked.push(Learned::marked(word.at, asked.at, asked.presence));
            }
        }
        told
    }

    /// Takes in what was received at the first moment and made at the second; a mark that asks for a correction
    /// marks nobody.
    pub(super) fn hear(
        &mut self,
        roster: &Roster,
        mutation: &Mutation,
        (at, made): (Timestamp, Timestamp),
    ) {
        match &mutation.operation {
            Operation::Close { .. } if roster.closed_at == Some(mutation.made_at) => {
                self.closed = self.closed.or(Some(at));
            }
            Operation::Mark {
                person, presence, ..
            } => {
                let mut corrections = roster.corrections.iter();
                if !corrections.any(|asked| asked.id == mutation.mutation_id) {
                    let marked = self.marked.entry(*person).or_default();
                    marked.push(Learned::marked(at, made, *presence));
                }
            }
            _ => {}
        }
    }

    /// Since when the session counts, if it does.
    pub(super) fn counts_from(&self, roster: &Roster) -> Option<Timestamp> {
        let closed = self.closed.filter(|_| roster.is_in_force())?;
        let word = roster.backdated.as_ref().and_then(|it| it.word.as_ref());
        Some(word.map_or(closed, |word| word.at.max(closed)))
    }

    /// Everything the server learned of somebody's presence.
    pub(super) fn learned(&self, person: PersonId, signed_in: &[CheckedIn]) -> Vec<Learned> {
        let marked = self.marked.get(&person).into_iter().flatten().copied();
        let signed_in = signed_in.iter().copied().map(Learned::signed_in);
        let closed = self.closed.map(Learned::closed);
        marked.chain(signed_in).chain(closed).collect()
    }
}
