//! The organisation as the office learned it: one state after the other.

use super::whole_organisation::{appointment, placement};
use super::{Db, Stored, parse, whole_organisation};
use chrono::NaiveDate;
use shared::people::{Appointment, Organisation, Placement};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;

/// A word about something, and since when it is known: on its own days, if that was not told.
type Word<T> = (Option<NaiveDate>, T);

/// The organisation as far as it counts as known on its own days, and the states it was in since, by the day on which
/// the office learned each.
pub async fn organisation_as_learned(
    db: &mut Db,
) -> Stored<(Organisation, Vec<(NaiveDate, Organisation)>)> {
    let now = whole_organisation(db).await?;
    let appointments = sqlx::query(
        "SELECT person_id, unit_id, role, level, from_date, until_date, known_date
         FROM appointment_learned ORDER BY known_date",
    )
    .fetch_all(&mut *db)
    .await?;
    let places = sqlx::query(
        "SELECT unit_id, parent_id, from_date, until_date, known_date
         FROM unit_place_learned ORDER BY known_date",
    )
    .fetch_all(&mut *db)
    .await?;
    let appointments = words(&appointments, appointment)?;
    let places = words(&places, placement)?;
    Ok(states(now, &appointments, &places))
}

fn words<T>(rows: &[AnyRow], word: fn(&AnyRow) -> Stored<T>) -> Stored<Vec<Word<T>>> {
    let known = |row: &AnyRow| match row.try_get::<&str, _>("known_date")? {
        "" => Ok(None),
        day => parse(day, "known_date").map(Some),
    };
    rows.iter()
        .map(|row| Ok((known(row)?, word(row)?)))
        .collect()
}

fn states(
    now: Organisation,
    appointments: &[Word<Appointment>],
    places: &[Word<Placement>],
) -> (Organisation, Vec<(NaiveDate, Organisation)>) {
    let known = appointments.iter().map(|(known, _)| *known);
    let known = known.chain(places.iter().map(|(known, _)| *known));
    let mut days: Vec<NaiveDate> = known.flatten().collect();
    days.sort_unstable();
    days.dedup();
    let state = |day: Option<NaiveDate>| Organisation {
        units: now.units.clone(),
        placements: as_known(&now.placements, places, day, |it| (it.unit, it.period.from)),
        appointments: as_known(&now.appointments, appointments, day, |it| {
            (it.person, it.unit, it.role, it.period.from)
        }),
    };
    let later = days.into_iter().map(|day| (day, state(Some(day))));
    (state(None), later.collect())
}

/// What is known on a day: the last word by then; what no word was ever said about stands as it is.
fn as_known<T: Clone, K: Ord>(
    now: &[T],
    words: &[Word<T>],
    day: Option<NaiveDate>,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let mut last: BTreeMap<K, Option<&T>> = BTreeMap::new();
    for (known, word) in words {
        let said = last.entry(key(word)).or_default();
        if *known <= day {
            *said = Some(word);
        }
    }
    let unsaid = now
        .iter()
        .filter(|it| !last.contains_key(&key(it)))
        .cloned();
    let mut all: Vec<T> = unsaid.collect();
    all.extend(last.values().flatten().copied().cloned());
    all
}
