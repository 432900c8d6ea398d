//! What a trainer has begun to fill in of a training session and not saved yet.

use super::{HalfWritten, schema};
use serde::{Deserialize, Serialize};
use shared::answers::{Answers, Changes, as_typed};
use shared::id::RecordId;

/// What a trainer has begun to fill in: what differs from what the form began with. What nobody touched,
/// such as the day, is today's when the form is opened again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SessionDraft {
    /// The content version that was read of a session that is changed; 0 for a new one.
    pub content_version: u64,
    /// What is answered differently.
    #[serde(deserialize_with = "as_typed")]
    pub changes: Changes,
    /// Why the session is changed.
    pub note: String,
}

impl SessionDraft {
    /// What somebody made of `begun`.
    pub fn of(content_version: u64, begun: &Answers, typed: &Answers, note: &str) -> Self {
        let changes = Changes::between(begun, typed);
        let is_empty = changes.is_empty() && note.is_empty();
        Self {
            content_version: if is_empty { 0 } else { content_version },
            changes,
            note: note.to_owned(),
        }
    }

    /// The answers with what was typed. On a version that was not the one read, lists stay as they stand
    /// there: their items may be others by now.
    pub fn on(&self, content_version: u64, begun: &Answers) -> Answers {
        let same = self.content_version == content_version;
        let changes = self.changes.clone();
        changes.only(|path| same || !path.contains('.')).on(begun)
    }
}

impl HalfWritten for SessionDraft {
    /// The session that is changed; none for a new one.
    type About = Option<RecordId>;

    fn key(about: Option<RecordId>) -> String {
        match about {
            Some(session) => format!("{}{session}", Self::KEY_PREFIX),
            None => format!("{}new", Self::KEY_PREFIX),
        }
    }

    const KEY_PREFIX: &'static str = schema::SESSION_DRAFT_PREFIX;

    fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.note.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::answers::LONGEST_ANSWER;

    #[test]
    fn what_is_too_long_to_be_sent_opens_again() {
        let pasted = "很长".repeat(LONGEST_ANSWER);
        let typed = begun().with("topic", &pasted);
        let draft = SessionDraft::of(0, &begun(), &typed, &pasted);
        let kept = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<SessionDraft>(&kept).unwrap(), draft);
    }

    fn begun() -> Answers {
        Answers::new()
            .with("date", "2026-11-20")
            .with("place", "三楼会议室")
    }

    fn typed() -> Answers {
        begun()
            .with("topic", "健康告知怎么问")
            .with("audience_units.0.unit", "7")
    }

    #[test]
    fn what_was_typed_is_there_again_and_the_day_that_nobody_typed_is_today() {
        let draft = SessionDraft::of(0, &begun(), &typed(), "");
        let tomorrow = begun().with("date", "2026-11-21");
        let restored = draft.on(0, &tomorrow);
        assert_eq!(restored, typed().with("date", "2026-11-21"));
    }

    #[test]
    fn what_was_emptied_stays_empty() {
        let mut without_place = begun();
        without_place.remove("place");
        let draft = SessionDraft::of(0, &begun(), &without_place, "");
        assert_eq!(draft.on(0, &begun()), without_place);
    }

    #[test]
    fn who_changed_nothing_has_begun_nothing() {
        assert!(SessionDraft::of(3, &begun(), &begun(), "").is_empty());
        assert_eq!(
            SessionDraft::of(3, &begun(), &begun(), ""),
            SessionDraft::default()
        );
        assert!(!SessionDraft::of(3, &begun(), &begun(), "换课").is_empty());
    }

    #[test]
    fn a_list_of_another_version_stays_as_it_stands_there() {
        let draft = SessionDraft::of(3, &begun(), &typed(), "");
        let changed = begun().with("audience_units.0.unit", "9");
        let restored = draft.on(4, &changed);
        assert!(restored.is("topic", "健康告知怎么问"));
        assert!(restored.is("audience_units.0.unit", "9"));
    }
}
