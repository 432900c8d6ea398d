//! People join the organisation; those who see people in a list hear of it.

use crate::store::appointments::{self, NewAppointment};
use crate::store::changes::Touched;
use crate::store::people::{self, Account};
use crate::store::{Db, Stored, catalogues, units};
use chrono::NaiveDate;
use shared::id::PersonId;
use shared::sync::change_kind;

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
    if let Some((version, _)) = catalogues::current(db).await? {
        touched.add(person, change_kind::CATALOGUE, "catalogue", version);
    }
    if appointment.role.captures() {
        introduce(db, person, appointment, today, touched).await?;
    }
    if appointment.role.sees_people() {
        for member in appointments::members_below(db, appointment.unit, today).await? {
            touched.add(person, change_kind::PERSON, member.person.id, 1);
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
        touched.add(watcher, change_kind::PERSON, person, 1);
    }
    Ok(())
}
