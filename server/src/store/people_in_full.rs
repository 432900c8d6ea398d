//! People with everything that is kept of them, read and written by a bounded number of statements.

use super::asked::Asked;
use super::units::STILL;
use super::whole_organisation::appointment;
use super::{Db, Stored, count, named, parse};
use chrono::NaiveDate;
use shared::id::{PersonId, UnitId};
use shared::identity::{Identity, IdentityKind};
use shared::people::import::Change;
use shared::people::{Held, PersonInFull, Role};
use shared::sync::fingerprint;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// So many rows go into one statement: SQLite looks every parameter up among those before it.
const ROWS: usize = 100;

/// Everybody, by id.
pub async fn all(db: &mut Db) -> Stored<Vec<PersonInFull>> {
    read(db, None).await
}

/// Somebody.
pub async fn find(db: &mut Db, person: PersonId) -> Stored<Option<PersonInFull>> {
    Ok(read(db, Some(&[person])).await?.pop())
}

/// Those of these who are here.
pub async fn find_all(
    db: &mut Db,
    people: &[PersonId],
) -> Stored<BTreeMap<PersonId, PersonInFull>> {
    let mut found = BTreeMap::new();
    for people in people.chunks(ROWS) {
        let people = read(db, Some(people)).await?.into_iter();
        found.extend(people.map(|person| (person.id, person)));
    }
    Ok(found)
}

/// Everybody, or these, who are somebody.
async fn read(db: &mut Db, people: Option<&[PersonId]>) -> Stored<Vec<PersonInFull>> {
    let mut asked = Asked::new();
    asked.push("SELECT person_id, unit_id, role, level, from_date, until_date FROM appointment");
    only(&mut asked, people);
    asked.push(" ORDER BY person_id, from_date, unit_id, role");
    let rows = asked.rows(&mut *db).await?;
    let mut held: BTreeMap<PersonId, Vec<Held>> = BTreeMap::new();
    for row in &rows {
        let appointed = appointment(row)?;
        held.entry(appointed.person).or_default().push(Held {
            unit: appointed.unit,
            role: appointed.role,
            level: appointed.level,
            period: appointed.period,
        });
    }
    let mut asked = Asked::new();
    asked.push(
        "SELECT person_id, login, name, agent_number, mobile, identity_kind, identity_number,
                licence_number, licence_expires_on, joined_on, left_on, left_because
         FROM person",
    );
    only(&mut asked, people);
    asked.push(" ORDER BY person_id");
    let rows = asked.rows(&mut *db).await?;
    let people = rows.iter().map(|row| {
        let mut person = person(row)?;
        person.appointments = held.remove(&person.id).unwrap_or_default();
        // As the import orders those of one day.
        person
            .appointments
            .sort_by_key(|held| (held.period.from, held.unit, held.role));
        Ok(person)
    });
    people.collect()
}

fn only(asked: &mut Asked, people: Option<&[PersonId]>) {
    if let Some(people) = people {
        asked.push(" WHERE person_id IN ");
        asked.texts(people.iter().map(ToString::to_string));
    }
}

fn person(row: &AnyRow) -> Stored<PersonInFull> {
    let day = |column| optional::<NaiveDate>(row, column);
    Ok(PersonInFull {
        id: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
        staff_number: row.try_get("agent_number")?,
        name: row.try_get("name")?,
        login: row.try_get("login")?,
        mobile: optional(row, "mobile")?,
        identity: identity(row)?,
        licence_number: row.try_get("licence_number")?,
        licence_expires_on: day("licence_expires_on")?,
        joined_on: parse(row.try_get::<&str, _>("joined_on")?, "joined_on")?,
        left_on: day("left_on")?,
        left_because: row.try_get("left_because")?,
        appointments: Vec::new(),
    })
}

fn optional<T>(row: &AnyRow, column: &'static str) -> Stored<Option<T>>
where
    T: FromStr,
    T::Err: core::fmt::Display,
{
    let text: Option<&str> = row.try_get(column)?;
    text.map(|text| parse(text, column)).transpose()
}

fn identity(row: &AnyRow) -> Stored<Option<Identity>> {
    let kind: Option<&str> = row.try_get("identity_kind")?;
    let number: Option<&str> = row.try_get("identity_number")?;
    let Some((kind, number)) = kind.zip(number) else {
        return Ok(None);
    };
    let kind = named(IdentityKind::from_name(kind), "identity_kind")?;
    named(Identity::parse(kind, number).ok(), "identity_number").map(Some)
}

/// What stands for all that is known of somebody: another, if any of it is different. The log of what is done has it,
/// too.
pub fn version(person: &PersonInFull) -> String {
    fingerprint(&serde_json::to_string(person).unwrap_or_default())
}

/// Which version of everybody the phones of others have.
pub async fn versions(db: &mut Db) -> Stored<BTreeMap<PersonId, u64>> {
    let rows: Vec<(String, i64)> = sqlx::query_as("SELECT person_id, version FROM person")
        .fetch_all(db)
        .await?;
    let versions = rows.iter();
    versions
        .map(|(person, version)| Ok((parse(person, "person_id")?, count(*version))))
        .collect()
}

/// What others see of these people is different.
pub async fn renew(db: &mut Db, people: &BTreeSet<PersonId>) -> Stored<()> {
    let people: Vec<String> = people.iter().map(ToString::to_string).collect();
    for people in people.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push("UPDATE person SET version = version + 1 WHERE person_id IN ");
        asked.texts(people.iter().cloned());
        asked.execute(db).await?;
    }
    Ok(())
}

/// Writes people who are new or different: what is taken back of them goes. Since when the office knows of an appointment is kept if `known` is
/// given.
pub async fn write(
    db: &mut Db,
    new: &[PersonInFull],
    changed: &[Change<PersonInFull>],
    known: Option<NaiveDate>,
) -> Stored<()> {
    let afters = new.iter().chain(changed.iter().map(|change| &change.after));
    write_people(db, &afters.collect::<Vec<_>>()).await?;
    let mut written: Vec<Written> = Vec::new();
    for person in new {
        written.extend(
            person
                .appointments
                .iter()
                .map(|held| (person.id, *held, None)),
        );
    }
    for Change { before, after } in changed {
        let is_new = |held: &&Held| !before.appointments.contains(held);
        written.extend(after.appointments.iter().filter(is_new).map(|held| {
            let mut stood = before.appointments.iter();
            let stood = stood.find(|it| key(it) == key(held));
            (after.id, *held, stood.copied())
        }));
    }
    for Change { before, after } in changed {
        let stands = |held: &&Held| after.appointments.iter().any(|it| key(it) == key(held));
        for held in before.appointments.iter().filter(|held| !stands(held)) {
            forget_appointment(db, after.id, held).await?;
        }
    }
    write_appointments(db, &written).await?;
    match known {
        Some(known) => learn(db, &written, known).await,
        None => Ok(()),
    }
}

/// What makes an appointment of somebody the same one.
const fn key(held: &Held) -> (UnitId, Role, NaiveDate) {
    (held.unit, held.role, held.period.from)
}

/// An appointment that was to come is taken back: nothing was ever counted by it.
async fn forget_appointment(db: &mut Db, person: PersonId, held: &Held) -> Stored<()> {
    for sql in [
        "DELETE FROM appointment_learned
         WHERE person_id = $1 AND unit_id = $2 AND role = $3 AND from_date = $4",
        "DELETE FROM appointment
         WHERE person_id = $1 AND unit_id = $2 AND role = $3 AND from_date = $4",
    ] {
        sqlx::query(sql)
            .bind(person.to_string())
            .bind(held.unit.to_string())
            .bind(held.role.as_str())
            .bind(held.period.from.to_string())
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

async fn write_people(db: &mut Db, people: &[&PersonInFull]) -> Stored<()> {
    for people in people.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push(
            "INSERT INTO person (person_id, login, name, joined_on, password_hash, version, agent_number,
                 mobile, identity_kind, identity_number, licence_number, licence_expires_on, left_on,
                 left_because) VALUES ",
        );
        for (at, person) in people.iter().enumerate() {
            asked
                .push(if at == 0 { "(" } else { ", (" })
                .text(person.id.to_string());
            asked.push(", ").text(person.login.clone());
            asked.push(", ").text(person.name.clone());
            // Nobody's password has this hash.
            asked
                .push(", ")
                .text(person.joined_on.to_string())
                .push(", '', 1");
            let identity = person.identity.as_ref();
            let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
            for text in [
                person.staff_number.clone(),
                person.mobile.as_ref().map(ToString::to_string),
                identity.map(|it| it.kind().as_str().to_owned()),
                identity.map(ToString::to_string),
                person.licence_number.clone(),
                day(person.licence_expires_on),
                day(person.left_on),
                person.left_because.clone(),
            ] {
                asked.push(", ").or_null(text);
            }
            asked.push(")");
        }
        asked.push(
            " ON CONFLICT (person_id) DO UPDATE SET login = excluded.login, name = excluded.name,
                 joined_on = excluded.joined_on, version = person.version + 1,
                 agent_number = excluded.agent_number, mobile = excluded.mobile,
                 identity_kind = excluded.identity_kind, identity_number = excluded.identity_number,
                 licence_number = excluded.licence_number,
                 licence_expires_on = excluded.licence_expires_on, left_on = excluded.left_on,
                 left_because = excluded.left_because",
        );
        asked.execute(db).await?;
    }
    Ok(())
}

/// Whose appointment, how it stands now, and how it stood.
type Written = (PersonId, Held, Option<Held>);

fn until(held: &Held) -> String {
    let until = held.period.until;
    until.map_or_else(|| STILL.to_owned(), |day| day.to_string())
}

/// The columns of an appointment between brackets; the last is left open.
fn values(asked: &mut Asked, at: usize, person: PersonId, held: &Held) {
    asked
        .push(if at == 0 { "(" } else { ", (" })
        .text(person.to_string());
    asked.push(", ").text(held.unit.to_string());
    asked.push(", ").text(held.role.as_str()).push(", ");
    match held.level {
        Some(level) => asked.number(level.0.into()),
        // Every row of a statement gives a column the same type.
        None => asked.push("CAST(NULL AS BIGINT)"),
    };
    asked.push(", ").text(held.period.from.to_string());
    asked.push(", ").text(until(held));
}

async fn write_appointments(db: &mut Db, written: &[Written]) -> Stored<()> {
    for written in written.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push(
            "INSERT INTO appointment (person_id, unit_id, role, level, from_date, until_date) VALUES ",
        );
        for (at, (person, held, _)) in written.iter().enumerate() {
            values(&mut asked, at, *person, held);
            asked.push(")");
        }
        asked.push(
            " ON CONFLICT (person_id, unit_id, role, from_date) DO UPDATE
             SET level = excluded.level, until_date = excluded.until_date",
        );
        asked.execute(db).await?;
    }
    Ok(())
}

/// Keeps how an appointment stood so far, if nothing was kept yet, and how it stands from that day on.
async fn learn(db: &mut Db, written: &[Written], known: NaiveDate) -> Stored<()> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT DISTINCT person_id, unit_id, role, from_date FROM appointment_learned",
    )
    .fetch_all(&mut *db)
    .await?;
    let told: BTreeSet<_> = rows.into_iter().collect();
    let mut words: Vec<(PersonId, Held, String)> = Vec::new();
    for (person, held, stood) in written {
        let key = (
            person.to_string(),
            held.unit.to_string(),
            held.role.as_str().to_owned(),
            held.period.from.to_string(),
        );
        if let Some(stood) = stood.filter(|_| !told.contains(&key)) {
            words.push((*person, stood, String::new()));
        }
        if stood.is_some() || held.period.from < known {
            words.push((*person, *held, known.to_string()));
        }
    }
    for words in words.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push(
            "INSERT INTO appointment_learned
             (person_id, unit_id, role, level, from_date, until_date, known_date) VALUES ",
        );
        for (at, (person, held, known)) in words.iter().enumerate() {
            values(&mut asked, at, *person, held);
            asked.push(", ").text(known.clone()).push(")");
        }
        asked.push(
            " ON CONFLICT (person_id, unit_id, role, from_date, known_date) DO UPDATE
             SET level = excluded.level, until_date = excluded.until_date",
        );
        asked.execute(db).await?;
    }
    Ok(())
}
