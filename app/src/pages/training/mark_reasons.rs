//! Why somebody is marked by hand.

use crate::text::t_of;
use shared::text::lookup;
use shared::training::Presence;

/// The reason stored when the trainer's camera read the person's slip.
pub const SCANNED: &str = "scanned";

/// The reasons offered for a presence, as they are stored. Text key `training.reason.<name>`.
pub const fn reasons(presence: Presence) -> &'static [&'static str] {
    match presence {
        Presence::Present => &["phone_flat", "no_phone", "no_account", "code_failed"],
        Presence::Late => &["came_later", "phone_flat", "no_phone", "code_failed"],
        Presence::LeftEarly => &["left_for_client", "left_unwell", "left_after_code"],
        Presence::Absent => &["not_seen", "left_after_code"],
        Presence::Excused => &["leave_granted", "ill", "with_client"],
    }
}

/// A stored reason in words: one of those offered, or what was typed.
pub fn reason_text(reason: &str) -> String {
    if reason
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && lookup(
            crate::text::language(),
            &format!("training.reason.{reason}"),
        )
        .is_some()
    {
        return t_of("training.reason", reason).to_owned();
    }
    reason.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::text::Language;

    #[test]
    fn every_reason_offered_has_its_words() {
        for reason in Presence::ALL
            .into_iter()
            .flat_map(reasons)
            .chain([&SCANNED])
        {
            let key = format!("training.reason.{reason}");
            assert!(lookup(Language::ZhHans, &key).is_some(), "{key}");
        }
    }
}
