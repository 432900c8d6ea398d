//! What happens, and how it is told to the store.

use super::cast::{CAST, Member};
use super::desk_work::{self, Review};
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::{Db, StoreError, records};
use crate::sync::take_within;
use shared::answers::{Answers, Changes};
use shared::id::{MutationId, RecordId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::sync::{Mutation, Operation, Outcome};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Something that happens.
pub(super) struct Event {
    pub(super) at: Timestamp,
    /// Who does it, by their place in the cast.
    pub(super) who: usize,
    /// Which record, by its number in the story.
    pub(super) record: u32,
    pub(super) deed: Deed,
}

/// What somebody does.
pub(super) enum Deed {
    /// Sends a new record.
    Submit(RecordKind, Answers),
    /// Sends something else about a record.
    Send(RecordKind, Operation),
    /// Answers the open query of a record.
    Answer,
    /// Works at the desk.
    Review(Review),
}

/// Tells events, oldest first.
pub(super) struct Story<'a> {
    state: &'a AppState,
    sent: BTreeMap<usize, u64>,
}

impl<'a> Story<'a> {
    pub(super) fn new(state: &'a AppState) -> Self {
        Self {
            state,
            sent: BTreeMap::new(),
        }
    }

    pub(super) async fn tell(&mut self, db: &mut Db, event: Event) -> Result<(), ApiError> {
        let state = self.state.at(event.at);
        let record = RecordId::from_number(0x5add_4e00_0000 + u128::from(event.record));
        let device = Member::device(event.who);
        let person = SignedIn::load(db, Member::id(event.who), device, event.at)
            .await?
            .ok_or(ApiError::SignInNeeded)?;
        match event.deed {
            Deed::Review(review) => desk_work::review(db, &state, &person, record, review).await,
            Deed::Submit(kind, content) => {
                let number = device_number(event.who, kind, event.record);
                let operation = Operation::Submit { number, content };
                self.send(db, &state, &person, (record, kind, operation))
                    .await
            }
            Deed::Send(kind, operation) => {
                self.send(db, &state, &person, (record, kind, operation))
                    .await
            }
            Deed::Answer => {
                let stored = records::find(db, record).await?;
                let answer = stored.as_ref().and_then(|stored| answer_to(&stored.view));
                let Some(answer) = answer else { return Ok(()) };
                let base = stored.map_or(0, |stored| stored.view.content_version);
                let mutation = self.mutation(&person, event.at, answer, record, base);
                self.take(db, &state, &person, mutation).await
            }
        }
    }

    async fn send(
        &mut self,
        db: &mut Db,
        state: &AppState,
        person: &SignedIn,
        (record, kind, operation): (RecordId, RecordKind, Operation),
    ) -> Result<(), ApiError> {
        let mutation = self.mutation(person, state.clock.now(), (kind, operation), record, 0);
        self.take(db, state, person, mutation).await
    }

    fn mutation(
        &mut self,
        person: &SignedIn,
        at: Timestamp,
        (kind, operation): (RecordKind, Operation),
        record_id: RecordId,
        base_version: u64,
    ) -> Mutation {
        let who = CAST.iter().position(|member| member.login == person.login);
        let sent = self.sent.entry(who.unwrap_or(0)).or_default();
        *sent += 1;
        let number = (person.device.uuid().as_u128() << 32) + u128::from(*sent);
        Mutation {
            mutation_id: MutationId::from_number(number),
            device_id: person.device,
            device_seq: *sent,
            record_id,
            kind,
            base_version,
            base_hash: None,
            made_at: at,
            rules: RuleVersion::CURRENT,
            operation,
        }
    }

    async fn take(
        &self,
        db: &mut Db,
        state: &AppState,
        person: &SignedIn,
        mutation: Mutation,
    ) -> Result<(), ApiError> {
        let body = serde_json::to_string(&mutation).map_err(|error| StoreError::Unreadable {
            column: "body",
            reason: error.to_string(),
        })?;
        let outcome = take_within(db, state, person, &mutation, &body).await?;
        if !matches!(outcome.outcome, Outcome::Applied { .. }) {
            tracing::warn!(?outcome, record = %mutation.record_id, "the demonstration stumbles");
        }
        Ok(())
    }
}

/// Devices were registered in the order of the cast, beginning with 1.
fn device_number(who: usize, kind: RecordKind, record: u32) -> RecordNumber {
    let device = DeviceNumber::new(u32::try_from(who + 1).unwrap_or(0));
    RecordNumber::new(kind.letter(), device, record)
}

/// A remark to every item of the open query, and the first answer made clearer.
fn answer_to(record: &RecordView) -> Option<(RecordKind, Operation)> {
    let Office::Review(review) = &record.office else {
        return None;
    };
    let query = review.open_query()?;
    let path = &query.items.first()?.raised.path;
    let clearer = format!("{}（已向客户核实）", record.content.typed(path));
    let remarks = query
        .items
        .iter()
        .map(|item| {
            (
                item.raised.path.clone(),
                "已与客户核对，详见修改后的内容。".to_owned(),
            )
        })
        .collect();
    let operation = Operation::Answer {
        query: query.id,
        changes: Changes::new().with(path, &clearer),
        remarks,
        correction: None,
    };
    Some((record.kind, operation))
}
