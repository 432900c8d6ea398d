//! What a person may send, before the rules are asked.

use crate::auth::SignedIn;
use crate::store::devices::StoredDevice;
use crate::store::{Db, Stored, appointments, records};
use shared::number::RecordNumber;
use shared::people::Role;
use shared::record::{RecordKind, Roster, RosterEntry};
use shared::sync::{Mutation, Operation, Sender};
use shared::time::Timestamp;
use std::borrow::Cow;

/// The person in the roles that count for this: today's; or those of the moment when it was captured, of
/// who has another role by now, or has left. `None` if neither allows it.
pub(super) async fn in_role<'a>(
    db: &mut Db,
    person: &'a SignedIn,
    mutation: &Mutation,
    captured_at: Timestamp,
) -> Stored<Option<Cow<'a, SignedIn>>> {
    if may_send(person, mutation) {
        return Ok(Some(Cow::Borrowed(person)));
    }
    let then = SignedIn::load(db, person.person.id, person.device, captured_at).await?;
    let then = then.filter(|then| may_send(then, mutation));
    Ok(then.map(Cow::Owned))
}

/// Whether a role of that day sends such a thing; what became of the record is asked later.
fn may_send(person: &SignedIn, mutation: &Mutation) -> bool {
    match (&mutation.operation, mutation.kind) {
        (Operation::Submit { .. }, RecordKind::TrainingSession) => {
            person.any_role(|role| role == Role::Trainer)
        }
        (Operation::Submit { .. }, _) => person.any_role(Role::captures),
        _ => !person.has_left(),
    }
}

/// Whether the number of a new record cannot be its own. `known` says whether the record is here already.
pub(super) async fn number_is_taken(
    db: &mut Db,
    mutation: &Mutation,
    device: &StoredDevice,
    known: bool,
) -> Stored<bool> {
    let Operation::Submit { number, .. } = &mutation.operation else {
        return Ok(false);
    };
    if !is_of_device(number, mutation.kind, device) {
        return Ok(true);
    }
    Ok(!known && records::number_is_taken(db, number.as_str()).await?)
}

/// A number made on a device carries the device's own.
fn is_of_device(number: &RecordNumber, kind: RecordKind, device: &StoredDevice) -> bool {
    let own = RecordNumber::new(kind.letter(), device.number, 0);
    let device_part = |number: &RecordNumber| {
        let mut parts = number.as_str().split('-').map(str::to_owned);
        (parts.next(), parts.next())
    };
    device_part(number) == device_part(&own)
}

/// The person as the rules of the protocol see them; a trainer who opens a session with its roster.
pub(super) async fn sender(db: &mut Db, person: &SignedIn, mutation: &Mutation) -> Stored<Sender> {
    let opens = mutation.kind == RecordKind::TrainingSession
        && matches!(mutation.operation, Operation::Submit { .. });
    let roster = match opens {
        true => Some(new_roster(db, person).await?),
        false => None,
    };
    Ok(Sender {
        person: person.person.clone(),
        roster,
    })
}

/// Those who capture below the units in which this trainer teaches today, by name.
async fn new_roster(db: &mut Db, person: &SignedIn) -> Stored<Roster> {
    let mut people = Vec::new();
    for held in &person.appointments {
        if held.role == Role::Trainer {
            people.extend(appointments::members_below(db, held.unit_id, person.today).await?);
        }
    }
    people.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    people.dedup();
    let entry = |person| RosterEntry {
        person,
        presence: None,
        source: None,
    };
    Ok(Roster {
        closed_at: None,
        entries: people.into_iter().map(entry).collect(),
    })
}
