//! What a person may send, before the rules are asked.

use crate::auth::SignedIn;
use crate::store::devices::StoredDevice;
use crate::store::{Db, Stored, appointments, records};
use shared::number::RecordNumber;
use shared::people::Role;
use shared::record::{RecordKind, Roster, RosterEntry};
use shared::sync::{Mutation, Operation, Quarantine, Sender};

/// Why this person may not send this from this device: roles, and whose a number is. `known` says whether
/// the record is here already.
pub(super) async fn entitlement(
    db: &mut Db,
    person: &SignedIn,
    mutation: &Mutation,
    device: &StoredDevice,
    known: bool,
) -> Stored<Option<Quarantine>> {
    let Operation::Submit { number, .. } = &mutation.operation else {
        return Ok(None);
    };
    let needed: fn(Role) -> bool = match mutation.kind {
        RecordKind::TrainingSession => |role| role == Role::Trainer,
        _ => Role::captures,
    };
    if !person.any_role(needed) {
        return Ok(Some(Quarantine::NotYours));
    }
    if !is_of_device(number, mutation.kind, device) {
        return Ok(Some(Quarantine::NumberTaken));
    }
    let taken = !known && records::number_is_taken(db, number.as_str()).await?;
    Ok(taken.then_some(Quarantine::NumberTaken))
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
