//! People join the organisation and move in it; those who see people in a list hear of it.

use crate::store::appointments::{self, NewAppointment};
use crate::store::changes::Touched;
use crate::store::people::{self, Account};
use crate::store::{Db, Stored, people_in_full, units};
use chrono::NaiveDate;
use shared::id::PersonId;
use shared::people::{AsOf, PersonView};
use shared::sync::Pulled;
use std::collections::BTreeSet;

/// Somebody joins on the day of their first appointment.
pub async fn join(
    db: &mut Db,
    account: &Account,
    appointment: NewAppointment,
    today: NaiveDate,
    touched: &mut Touched,
) -> Stored<()> {
    let person = account.person.id;
    people::insert(db, account, appointment.from).await?;
    appointments::insert(db, person, appointment).await?;
    if appointment.role.captures() {
        introduce(db, person, appointment, today, touched).await?;
    }
    if appointment.role.sees_people() {
        for member in appointments::members_below(db, appointment.unit, today).await? {
            touched.add(person, PersonView::KIND, member.person.id, 1);
        }
    }
    Ok(())
}

/// Tells those who lead, teach or manage above that somebody is there.
async fn introduce(
    db: &mut Db,
    person: PersonId,
    appointment: NewAppointment,
    today: NaiveDate,
    touched: &mut Touched,
) -> Stored<()> {
    let line = units::line(db, appointment.unit, today).await?;
    let line = line.iter().map(|unit| unit.id).collect();
    for watcher in appointments::watchers(db, &line, today).await? {
        touched.add(watcher, PersonView::KIND, person, 1);
    }
    Ok(())
}

/// Tells those who see people in a list whom they see now, whom no more, and who of them is different.
pub async fn tell(
    db: &mut Db,
    (before, after): (&AsOf<'_>, &AsOf<'_>),
    different: &BTreeSet<PersonId>,
    touched: &mut Touched,
) -> Stored<()> {
    let versions = people_in_full::versions(db).await?;
    let (seen_before, seen_after) = (before.seen_people(), after.seen_people());
    for pair in seen_before.union(&seen_after) {
        let is_seen_still = seen_before.contains(pair) && seen_after.contains(pair);
        let (watcher, person) = pair;
        if !is_seen_still || different.contains(person) {
            let version = versions.get(person).copied().unwrap_or(1);
            touched.add(*watcher, PersonView::KIND, person, version);
        }
    }
    Ok(())
}
