//! What the back office does to records on the server, and what befalls the server.

use super::world::World;
use shared::id::{PersonId, QueryId, RecordId};
use shared::record::{Office, RecordView};
use shared::submission::{
    Action, Actor, AuthorityNeeded, Level, PersonRef, Query, RaisedItem, Review,
};
use shared::time::Timestamp;

impl World {
    /// A reviewer does something to a record.
    pub(super) fn office_acts(&mut self) {
        if self.server.down_until > self.now {
            return;
        }
        let ids: Vec<RecordId> = self.server.durable.records.keys().copied().collect();
        let Some(place) = self.fate.place(ids.len()) else {
            return;
        };
        let Some(record) = self.server.durable.records.get(&ids[place]).cloned() else {
            return;
        };
        let Office::Review(review) = &record.office else {
            return;
        };
        if let Some(review) = self.reviewed(&record, review) {
            self.server.durable.keep(RecordView {
                version: record.version + 1,
                office: Office::Review(review),
                ..record
            });
        }
    }

    fn reviewed(&mut self, record: &RecordView, review: &Review) -> Option<Review> {
        let at = Timestamp::from_millis(self.now);
        let reviewer = PersonRef {
            id: PersonId::from_number(1_000),
            name: "reviewer".to_owned(),
        };
        let action = match self.fate.below(5) {
            0 => Action::Open,
            1 | 2 => {
                let item = RaisedItem {
                    path: "text".to_owned(),
                    reason: "unclear".to_owned(),
                    note: "What is meant?".to_owned(),
                };
                Action::RaiseQuery(Query::raise(
                    QueryId::from_number(self.fate.id()),
                    vec![item],
                    chrono::NaiveDate::MAX,
                    &record.content,
                    reviewer.clone(),
                    at,
                ))
            }
            3 => Action::Accept,
            _ => Action::Reject {
                reason: "duplicate".to_owned(),
                note: "seen before".to_owned(),
            },
        };
        let actor = Actor {
            person: reviewer,
            review_level: Some(Level(3)),
        };
        let needed = AuthorityNeeded {
            level: Level(1),
            four_eyes: false,
        };
        review
            .after(action, &actor, record.captured_by.id, needed, at)
            .ok()
    }

    /// A record leaves its agent's scope, or comes back, or something of a newer server appears.
    pub(super) fn scope_changes(&mut self) {
        let ids: Vec<(RecordId, PersonId)> = self
            .server
            .durable
            .records
            .values()
            .map(|record| (record.record_id, record.captured_by.id))
            .collect();
        let Some(place) = self.fate.place(ids.len()) else {
            return;
        };
        let (record, person) = ids[place];
        let there = self.fate.chance(50);
        let durable = &mut self.server.durable;
        durable.announce(person, "record", &record.to_string(), there);
        durable.announce(person, "of_a_newer_server", "something", true);
    }

    /// A policy is given to somebody else.
    pub(super) fn policy_moves(&mut self) {
        let policies: Vec<String> = self.server.durable.policies.keys().cloned().collect();
        let people: Vec<PersonId> = self.phones.iter().map(|phone| phone.person.id).collect();
        let (policy, person) = (
            self.fate.place(policies.len()),
            self.fate.place(people.len()),
        );
        if let (Some(policy), Some(person)) = (policy, person) {
            let durable = &mut self.server.durable;
            durable.give_policy(&policies[policy], people[person]);
        }
    }

    /// Somebody's contract ends, or begins anew.
    pub(super) fn contract_changes(&mut self, place: usize) {
        let person = self.phones[place].person.id;
        if !self.server.revoked.remove(&person) {
            self.server.revoked.insert(person);
        }
    }
}
