//! What of a record a person may see on their device.

use shared::answers::Answers;
use shared::id::PersonId;
use shared::record::{Office, RecordKind, RecordView};

/// The record as this person sees it: the one who captured it sees it whole; who is on the roster
/// of a session sees it without its secret and without the others, also those named in its audience. `None` for anybody else.
pub fn view_for(mut record: RecordView, person: PersonId) -> Option<RecordView> {
    if record.captured_by.id == person {
        return Some(record);
    }
    let Office::Roster(roster) = &mut record.office else {
        return None;
    };
    roster.entries.retain(|entry| entry.person.id == person);
    roster.corrections.retain(|asked| asked.person == person);
    let invited = record.kind == RecordKind::TrainingSession && !roster.entries.is_empty();
    record.content = for_the_invited(&record.content);
    invited.then_some(record)
}

fn for_the_invited(session: &Answers) -> Answers {
    let hidden = |path: &str| path == "secret" || path.starts_with("audience_people.");
    session.iter().filter(|(path, _)| !hidden(path)).collect()
}
