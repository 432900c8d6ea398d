//! What a scanned code means for a session's roster.

use super::camera::Picture;
use super::seen::SeenSession;
use rqrr::PreparedImage;
use shared::record::Office;
use shared::submission::PersonRef;
use shared::time::Timestamp;
use shared::training::{CheckInRefusal, CheckInSlip, Presence, PresenceRules, resolve_slip};

/// What a scanned code means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// Somebody to be marked.
    Mark(PersonRef, Presence),
    /// Somebody who is counted already.
    Known(PersonRef),
    /// A slip that does not count here.
    Refused(CheckInRefusal),
    /// Something else.
    NotSlip,
}

/// The text of the first QR code in the picture.
pub fn read_picture(picture: &Picture) -> Option<String> {
    let mut image = PreparedImage::prepare_from_greyscale(picture.width, picture.height, |x, y| {
        picture.brightness(x, y)
    });
    let grids = image.detect_grids();
    grids
        .into_iter()
        .find_map(|grid| Some(grid.decode().ok()?.1))
}

/// What the scanned `text` means for `session` at `now`.
pub fn scanned(
    text: &str,
    session: &SeenSession,
    now: Timestamp,
    (offset, rules): (i32, &[PresenceRules]),
) -> Scanned {
    let Ok(slip) = text.parse::<CheckInSlip>() else {
        return Scanned::NotSlip;
    };
    let presence = PresenceRules::of(rules, &session.record.content);
    let Some(held) = session.record.training_session() else {
        return Scanned::Refused(CheckInRefusal::NotOnRoster);
    };
    match resolve_slip(&slip, &held, now, offset, &presence) {
        Ok((person, _)) if has_come(session, &person) => Scanned::Known(person),
        Ok((person, presence)) => Scanned::Mark(person, presence),
        Err(refusal) => Scanned::Refused(refusal),
    }
}

fn has_come(session: &SeenSession, person: &PersonRef) -> bool {
    let Office::Roster(roster) = &session.record.office else {
        return false;
    };
    roster.entries.iter().any(|entry| {
        entry.person.id == person.id && entry.presence.is_some_and(|presence| presence.came())
    })
}
