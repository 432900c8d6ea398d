//! A person's records as they see them: drafts, what waits and what the office has, each once.

use crate::store::Draft;
use chrono::NaiveDate;
use core::cmp::Reverse;
use shared::id::{QueryId, RecordId};
use shared::money::Money;
use shared::number::RecordNumber;
use shared::record::{Office, RecordKind, RecordView};
use shared::rules::{RecordSummary, summary};
use shared::submission::Status;
use shared::sync::{EntryState, OutboxEntry};
use shared::time::Timestamp;

/// Where a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Only on this phone, not complete.
    Draft,
    /// Only on this phone, on its way.
    Ready,
    /// Only on this phone, and the server did not take it.
    SetAside,
    /// The server has it.
    At(Status),
}

impl Place {
    /// The order in which they are counted and filtered.
    pub const ALL: [Self; 10] = [
        Self::SetAside,
        Self::At(Status::Queried),
        Self::Draft,
        Self::Ready,
        Self::At(Status::Received),
        Self::At(Status::InReview),
        Self::At(Status::Answered),
        Self::At(Status::Accepted),
        Self::At(Status::Rejected),
        Self::At(Status::Withdrawn),
    ];

    /// The name in addresses and in text keys `states.status.<name>`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::SetAside => "set_aside",
            Self::At(status) => status.as_str(),
        }
    }

    /// The place with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.as_str() == name)
    }

    /// Whether only the person can bring it further.
    pub const fn needs_person(self) -> bool {
        matches!(self, Self::SetAside | Self::At(Status::Queried))
    }
}

/// What of a record stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The record itself.
    Record,
    /// A correction of it that is not sent.
    Amendment,
    /// An answer to a query of it that is not sent.
    Answer,
}

/// One record, or a change to one, in a person's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The record.
    pub record_id: RecordId,
    /// What of it.
    pub part: Part,
    /// The key of the draft it still is.
    pub draft: Option<String>,
    /// What kind.
    pub kind: RecordKind,
    /// Its number, unless it was only just begun.
    pub number: Option<RecordNumber>,
    /// Whom it is about; empty while nobody is named.
    pub title: String,
    /// The product's code or the loss type.
    pub subject: Option<String>,
    /// Yearly premium or claim estimate.
    pub amount: Option<Money>,
    /// Where it is.
    pub place: Place,
    /// The query that is open.
    pub query: Option<QueryId>,
    /// The last day for an answer to it.
    pub due: Option<NaiveDate>,
    /// When something last happened to it, as far as this phone knows.
    pub changed_at: Timestamp,
}

impl Item {
    /// Where it leads: a draft goes on being filled in, anything else is looked at.
    pub fn href(&self) -> String {
        match (&self.draft, self.part) {
            (Some(key), Part::Amendment) => format!("/draft/{key}/check"),
            (Some(key), Part::Answer) => format!("/answer/{key}"),
            (Some(key), Part::Record) if self.place == Place::Draft => format!("/draft/{key}"),
            _ => format!("/records/{}", self.record_id),
        }
    }
}

/// Every reviewed record of the person, each once, and every change to one that is not sent: what needs
/// them first, the most urgent before the rest, then the newest.
pub fn items(drafts: &[Draft], outbox: &[OutboxEntry], records: &[RecordView]) -> Vec<Item> {
    let known = |id: RecordId| records.iter().any(|record| record.record_id == id);
    let unsent = drafts
        .iter()
        .filter(|draft| !draft.is_of_arrived() && draft.kind.is_reviewed())
        .filter(|draft| !known(draft.record_id))
        .map(|draft| of_draft(draft, outbox));
    let sent = records
        .iter()
        .filter_map(|record| of_record(record, outbox));
    let changes = drafts
        .iter()
        .filter(|draft| draft.is_of_arrived() && draft.kind.is_reviewed() && !draft.sent)
        .map(of_change);
    let mut items: Vec<Item> = unsent.chain(changes).chain(sent).collect();
    items.sort_by_key(urgency);
    items
}

/// What needs the person comes first: what came back, then what is due, the nearest day first; else the
/// newest.
fn urgency(item: &Item) -> (bool, Option<NaiveDate>, Reverse<Timestamp>) {
    let needs_person = item.place.needs_person();
    let due = item
        .due
        .filter(|_| item.place == Place::At(Status::Queried));
    (!needs_person, due, Reverse(item.changed_at))
}

fn of_draft(draft: &Draft, outbox: &[OutboxEntry]) -> Item {
    let place = match outbox.iter().rev().find(|entry| entry.draft == draft.key) {
        Some(entry) if is_set_aside(entry) => Place::SetAside,
        Some(_) => Place::Ready,
        None if draft.sent => Place::Ready,
        None => Place::Draft,
    };
    as_drafted(draft, Part::Record, place)
}

/// What came back of an earlier try stands at the record.
fn of_change(draft: &Draft) -> Item {
    let part = match draft.query {
        Some(_) => Part::Answer,
        None => Part::Amendment,
    };
    as_drafted(draft, part, Place::Draft)
}

fn as_drafted(draft: &Draft, part: Part, place: Place) -> Item {
    let RecordSummary {
        title,
        product,
        amount,
    } = summary(draft.kind, &draft.answers);
    Item {
        record_id: draft.record_id,
        part,
        draft: Some(draft.key.clone()),
        kind: draft.kind,
        number: draft.number.clone(),
        title,
        subject: product,
        amount,
        place,
        query: None,
        due: None,
        changed_at: draft.updated_at,
    }
}

fn of_record(record: &RecordView, outbox: &[OutboxEntry]) -> Option<Item> {
    let Office::Review(review) = &record.office else {
        return None;
    };
    let RecordSummary {
        title,
        product,
        amount,
    } = summary(record.kind, &record.content);
    let newest = outbox
        .iter()
        .rev()
        .find(|entry| entry.record_id == record.record_id);
    let place = match newest {
        Some(entry) if is_set_aside(entry) => Place::SetAside,
        Some(_) if !review.status.is_final() => Place::Ready,
        _ => Place::At(review.status),
    };
    let query = review.open_query();
    Some(Item {
        record_id: record.record_id,
        part: Part::Record,
        draft: None,
        kind: record.kind,
        number: Some(record.number.clone()),
        title,
        subject: product,
        amount,
        place,
        query: query.map(|query| query.id),
        due: query.map(|query| query.due),
        changed_at: review
            .steps
            .last()
            .map_or(record.captured_at, |step| step.at),
    })
}

fn is_set_aside(entry: &OutboxEntry) -> bool {
    matches!(entry.state, EntryState::SetAside(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::answers::Answers;
    use shared::id::{MutationId, PersonId};
    use shared::number::DeviceNumber;
    use shared::record::RuleVersion;
    use shared::submission::{PersonRef, Query, Review};
    use shared::sync::Quarantine;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    fn number(n: u32) -> RecordNumber {
        RecordNumber::new('A', DeviceNumber::new(1), n)
    }

    fn draft(n: u32, sent: bool) -> Draft {
        let record_id = RecordId::from_number(n.into());
        Draft {
            key: record_id.to_string(),
            number: Some(number(n)),
            answers: Answers::new().with("applicant.name", "王芳"),
            sent,
            ..Draft::new_record(record_id, RecordKind::Application, at(i64::from(n)))
        }
    }

    fn entry(n: u32, state: EntryState) -> OutboxEntry {
        let record_id = RecordId::from_number(n.into());
        OutboxEntry {
            seq: n.into(),
            mutation_id: MutationId::from_number(n.into()),
            record_id,
            draft: record_id.to_string(),
            made_at: at(0),
            state,
            unsent: false,
            body: String::new(),
        }
    }

    fn record(n: u32) -> RecordView {
        let agent = PersonRef {
            id: PersonId::from_number(1),
            name: "李雷".to_owned(),
        };
        RecordView {
            record_id: RecordId::from_number(n.into()),
            kind: RecordKind::Application,
            number: number(n),
            captured_by: agent.clone(),
            captured_at: at(0),
            received_at: at(i64::from(n)),
            version: 1,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content: Answers::new(),
            office: Office::Review(Review::received(agent, at(i64::from(n)))),
        }
    }

    fn places(items: &[Item]) -> Vec<(u128, Place)> {
        items
            .iter()
            .map(|item| (item.record_id.uuid().as_u128(), item.place))
            .collect()
    }

    #[test]
    fn each_record_stands_once_with_where_it_is() {
        let drafts = [draft(1, false), draft(2, true), draft(3, true)];
        let waiting = entry(2, EntryState::Waiting);
        let applied = entry(3, EntryState::Applied { version: 1 });
        let shown = items(&drafts, &[waiting, applied], &[record(3), record(4)]);
        assert_eq!(
            places(&shown),
            [
                (4, Place::At(Status::Received)),
                (3, Place::Ready),
                (2, Place::Ready),
                (1, Place::Draft),
            ]
        );
    }

    #[test]
    fn what_needs_the_person_stands_first() {
        let aside = EntryState::SetAside(Quarantine::NumberTaken.into());
        let drafts = [draft(1, true), draft(9, false)];
        let shown = items(&drafts, &[entry(1, aside)], &[record(5)]);
        assert_eq!(shown[0].place, Place::SetAside);
        assert_eq!(shown[0].title, "王芳");
    }

    #[test]
    fn what_is_changed_and_not_sent_stands_beside_its_record_until_it_is_sent() {
        let amendment = Draft::amending(&record(5), "amend:5:1".to_owned(), at(9));
        let answer = Draft::answering(&record(5), QueryId::from_number(7), at(8));
        let shown = items(&[amendment.clone(), answer], &[], &[record(5)]);
        let parts: Vec<(Part, String)> = shown.iter().map(|it| (it.part, it.href())).collect();
        let id = RecordId::from_number(5);
        let query = QueryId::from_number(7);
        assert_eq!(
            parts,
            [
                (Part::Amendment, "/draft/amend:5:1/check".to_owned()),
                (Part::Answer, format!("/answer/query:{query}")),
                (Part::Record, format!("/records/{id}")),
            ]
        );
        assert!(shown[..2].iter().all(|it| it.place == Place::Draft));
        let sent = Draft {
            sent: true,
            ..amendment
        };
        assert_eq!(items(&[sent], &[], &[record(5)]).len(), 1);
    }

    #[test]
    fn a_change_to_a_record_that_is_gone_from_here_stands_in_the_list() {
        let amendment = Draft::amending(&record(5), "amend:5:1".to_owned(), at(9));
        assert_eq!(items(&[amendment], &[], &[]).len(), 1);
    }

    fn queried(n: u32, due: &str) -> RecordView {
        let mut record = record(n);
        let Office::Review(review) = &mut record.office else {
            panic!("a review");
        };
        review.status = Status::Queried;
        review.queries.push(Query {
            id: QueryId::from_number(n.into()),
            items: Vec::new(),
            due: due.parse().unwrap(),
            raised_by: record.captured_by.clone(),
            raised_at: at(0),
            answered_at: None,
        });
        record
    }

    #[test]
    fn of_the_queries_the_one_due_first_stands_first_behind_what_came_back() {
        let aside = EntryState::SetAside(Quarantine::NumberTaken.into());
        let records = [
            queried(3, "2026-12-09"),
            queried(2, "2026-12-01"),
            record(5),
        ];
        let shown = items(&[draft(1, true)], &[entry(1, aside)], &records);
        let ids = places(&shown).into_iter().map(|(id, _)| id);
        assert_eq!(ids.collect::<Vec<_>>(), [1, 2, 3, 5]);
    }

    #[test]
    fn every_place_is_found_by_its_name() {
        for place in Place::ALL {
            assert_eq!(Place::from_name(place.as_str()), Some(place));
        }
    }
}
