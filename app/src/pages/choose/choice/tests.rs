use super::*;
use shared::answers::{Answers, Changes};
use shared::id::{DeviceId, MutationId, PersonId, RecordId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{Office, RecordKind, RuleVersion};
use shared::submission::{PersonRef, Review};
use shared::sync::{Mutation, Operation};
use shared::time::Timestamp;

const PLACE: &str = "loss.place";
const DESCRIPTION: &str = "loss.description";
const ESTIMATE: &str = "loss.estimate";
const NEWER: &str = "loss.of_a_newer_build";

fn read() -> Answers {
    Answers::new()
        .with(PLACE, "地铁站")
        .with(DESCRIPTION, "滑倒")
        .with(ESTIMATE, "1000")
        .with(NEWER, "1")
}

/// A claim report as it stands in its so manieth version.
fn record(version: u64, content: Answers) -> RecordView {
    let agent = PersonRef {
        id: PersonId::from_number(1),
        name: "李雷".to_owned(),
    };
    RecordView {
        record_id: RecordId::from_number(4),
        kind: RecordKind::LossNotice,
        number: RecordNumber::new('C', DeviceNumber::new(1), 1),
        captured_by: agent.clone(),
        captured_at: Timestamp::default(),
        received_at: Timestamp::default(),
        version,
        content_version: version,
        rules: RuleVersion::CURRENT,
        content,
        office: Office::Review(Review::received(agent, Timestamp::default())),
    }
}

/// A correction of place and description, made on version 1.
fn draft() -> Draft {
    let begun = Draft::amending(
        &record(1, read()),
        "amend:1".to_owned(),
        Timestamp::default(),
    );
    Draft {
        answers: read().with(PLACE, "公交站").with(DESCRIPTION, "被撞"),
        note: "写错了".to_owned(),
        sent: true,
        ..begun
    }
}

/// The same on its way, set aside when the record was at its second version.
fn set_aside() -> OutboxEntry {
    let draft = draft();
    let mutation = Mutation {
        mutation_id: MutationId::from_number(1),
        device_id: DeviceId::from_number(2),
        device_seq: 3,
        record_id: draft.record_id,
        kind: draft.kind,
        base_version: 1,
        base_hash: draft.base_hash(),
        made_at: Timestamp::default(),
        rules: RuleVersion::CURRENT,
        operation: Operation::Amend {
            changes: draft.changes(&draft.answers),
            note: draft.note,
        },
    };
    OutboxEntry {
        seq: 3,
        mutation_id: mutation.mutation_id,
        record_id: mutation.record_id,
        draft: draft.key,
        made_at: mutation.made_at,
        state: EntryState::SetAside(SetAside::Conflict {
            version: 2,
            refusal: None,
            clashes: Vec::new(),
        }),
        unsent: false,
        body: serde_json::to_string(&mutation).unwrap(),
    }
}

fn choice(draft: Option<&Draft>, record: &RecordView) -> Clashing {
    match Choice::of(&set_aside(), draft, record, NaiveDate::MIN) {
        Some(Choice::Between(clashing)) => *clashing,
        other => panic!("{other:?}"),
    }
}

fn fields(clashing: &Clashing) -> Vec<String> {
    let fields = clashing.fields().into_iter();
    fields.map(|(field, _)| field).collect()
}

fn chosen(sides: &[(&str, Side)]) -> BTreeMap<String, Side> {
    let sides = sides.iter();
    sides
        .map(|(field, side)| ((*field).to_owned(), *side))
        .collect()
}

#[test]
fn only_what_was_changed_on_both_sides_is_asked() {
    let now = record(2, read().with(PLACE, "机场").with(ESTIMATE, "2000"));
    let clashing = choice(Some(&draft()), &now);
    assert_eq!(fields(&clashing), [PLACE]);
    let settled = clashing.settled(&chosen(&[(PLACE, Side::Theirs)]));
    let changes = Changes::new().with(DESCRIPTION, "被撞");
    assert_eq!(settled.changes(&settled.answers), changes);
    assert_eq!((settled.base_version, settled.base), (2, now.content));
}

#[test]
fn what_was_changed_again_since_the_server_answered_is_asked_as_well() {
    let now = record(3, read().with(PLACE, "机场").with(DESCRIPTION, "骨折"));
    let clashing = choice(Some(&draft()), &now);
    assert_eq!(fields(&clashing), [DESCRIPTION, PLACE]);
    let settled = clashing.settled(&chosen(&[
        (PLACE, Side::Yours),
        (DESCRIPTION, Side::Theirs),
    ]));
    assert_eq!(settled.answers, now.content.with(PLACE, "公交站"));
}

#[test]
fn what_fits_again_asks_nothing() {
    let now = record(3, read().with(ESTIMATE, "2000"));
    let clashing = choice(Some(&draft()), &now);
    assert!(clashing.fields().is_empty());
    let settled = clashing.settled(&BTreeMap::new());
    assert_eq!(
        settled.changes(&settled.answers),
        draft().changes(&draft().answers)
    );
}

#[test]
fn a_change_whose_base_is_gone_asks_about_all_that_becomes_different() {
    let now = record(2, read().with(PLACE, "公交站").with(ESTIMATE, "2000"));
    let clashing = choice(None, &now);
    assert_eq!(fields(&clashing), [DESCRIPTION]);
}

#[test]
fn before_the_record_has_come_as_it_is_now_nothing_can_be_chosen() {
    let old = record(1, read());
    let found = Choice::of(&set_aside(), Some(&draft()), &old, NaiveDate::MIN);
    assert_eq!(found, Some(Choice::NotYet));
}
