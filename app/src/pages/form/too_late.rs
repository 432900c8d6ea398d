//! A correction that can no longer be sent: why, and what becomes of it.

use crate::components::button::LinkButton;
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::drafting::OpenDraft;
use crate::text::t;
use leptos::prelude::*;
use shared::id::RecordId;
use shared::key;
use shared::record::{Office, RecordView};

/// The text key of why nothing can be changed about this record any more; `None` while it can.
pub fn too_late(records: &[RecordView], record: RecordId) -> Option<&'static str> {
    let Some(record) = records.iter().find(|it| it.record_id == record) else {
        return Some(key!("form.too_late.gone"));
    };
    match &record.office {
        Office::Review(review) if review.status.is_final() => {
            Some(key!("refusals.already_decided"))
        }
        Office::Review(_) | Office::Roster(_) | Office::CheckIn(_) => None,
    }
}

/// Why the correction can no longer be sent.
#[component]
pub fn TooLate(
    /// The correction.
    open: OpenDraft,
    /// Why.
    why: &'static str,
) -> impl IntoView {
    let record = open.draft.with_untracked(|draft| draft.record_id);
    view! {
        <Notice title=t(key!("form.too_late.title")) tone=Tone::Warning>
            <p>{t(why)}</p>
            <p>{t(key!("form.too_late.next"))}</p>
            <LinkButton label=t(key!("form.sent.open")) href=format!("/records/{record}")/>
        </Notice>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::answers::Answers;
    use shared::id::PersonId;
    use shared::number::{DeviceNumber, RecordNumber};
    use shared::record::{RecordKind, RuleVersion};
    use shared::submission::{PersonRef, Review, Status};
    use shared::time::Timestamp;

    fn record(status: Status) -> RecordView {
        let agent = PersonRef {
            id: PersonId::from_number(1),
            name: "王芳".to_owned(),
        };
        RecordView {
            record_id: RecordId::from_number(1),
            kind: RecordKind::LossNotice,
            number: RecordNumber::new('C', DeviceNumber::new(1), 1),
            captured_by: agent.clone(),
            captured_at: Timestamp::default(),
            received_at: Timestamp::default(),
            version: 1,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content: Answers::new(),
            office: Office::Review(Review {
                status,
                ..Review::received(agent, Timestamp::default())
            }),
        }
    }

    #[test]
    fn a_record_is_corrected_until_it_is_decided() {
        let why = |status| too_late(&[record(status)], RecordId::from_number(1));
        assert_eq!(why(Status::Received), None);
        assert_eq!(why(Status::InReview), None);
        assert_eq!(why(Status::Rejected), Some("refusals.already_decided"));
        assert_eq!(why(Status::Withdrawn), Some("refusals.already_decided"));
    }

    #[test]
    fn a_record_that_is_not_here_is_not_corrected() {
        let gone = too_late(&[], RecordId::from_number(1));
        assert_eq!(gone, Some("form.too_late.gone"));
    }
}
