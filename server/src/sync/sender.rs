//! What a person may send, before the rules are asked.

use crate::auth::SignedIn;
use crate::store::devices::StoredDevice;
use crate::store::{Db, Stored, appointments, records, settings};
use shared::answers::Answers;
use shared::answers::read::date_at;
use shared::id::PersonId;
use shared::kinds::{self, OfficeKind};
use shared::number::RecordNumber;
use shared::people::Role;
use shared::record::RecordKind;
use shared::sync::{Mutation, Operation, Sender, Teaching};
use shared::time::Timestamp;
use shared::training::Member;
use std::borrow::Cow;
use std::collections::BTreeMap;

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
    match (&mutation.operation, kinds::of(mutation.kind).office) {
        (Operation::Submit { .. } | Operation::Amend { .. }, OfficeKind::Roster) => {
            person.any_role(|role| role == Role::Trainer)
        }
        (Operation::Submit { .. }, OfficeKind::Review | OfficeKind::CheckIn) => {
            person.any_role(Role::captures)
        }
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

/// The person as the rules of the protocol see them; a trainer with those whom the session, as its answers
/// would be, can be for.
pub(super) async fn sender(
    db: &mut Db,
    person: &SignedIn,
    mutation: &Mutation,
    session: Option<&Answers>,
    clock_ahead: i64,
) -> Stored<Sender> {
    let teaching = match kinds::of(mutation.kind).office {
        OfficeKind::Roster => Some(Teaching {
            members: match session {
                Some(session) => members(db, person, session).await?,
                None => Vec::new(),
            },
            branch_offset: person.branch.offset_minutes,
            clock_ahead,
            pay_calendar: Some(settings::pay_calendar(db).await?),
        }),
        OfficeKind::Review | OfficeKind::CheckIn => None,
    };
    Ok(Sender {
        person: person.person.clone(),
        teaching,
    })
}

/// Those who capture, on the day of the session, below the units in which this trainer teaches today.
async fn members(db: &mut Db, person: &SignedIn, session: &Answers) -> Stored<Vec<Member>> {
    let day = date_at(session, "date").unwrap_or(person.today);
    let mut members: BTreeMap<PersonId, Member> = BTreeMap::new();
    for held in &person.appointments {
        if held.role == Role::Trainer {
            for member in appointments::members_below(db, held.unit_id, day).await? {
                members.insert(member.person.id, member);
            }
        }
    }
    Ok(members.into_values().collect())
}
