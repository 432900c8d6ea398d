//! What of a record a person may see on their device.

use shared::id::PersonId;
use shared::record::{Office, RecordKind, RecordView};

/// The record as this person sees it: the one who captured it sees it whole; who is on the roster
/// of a session sees it without its secret and without the others. `None` for anybody else.
pub fn view_for(mut record: RecordView, person: PersonId) -> Option<RecordView> {
    if record.captured_by.id == person {
        return Some(record);
    }
    let Office::Roster(roster) = &mut record.office else {
        return None;
    };
    roster.entries.retain(|entry| entry.person.id == person);
    let invited = record.kind == RecordKind::TrainingSession && !roster.entries.is_empty();
    record.content.remove("secret");
    invited.then_some(record)
}
