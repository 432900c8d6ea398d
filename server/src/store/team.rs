//! What a team leader sees: cases captured below the units they lead today, and who is there.

use super::records::{self, sql};
use super::{Db, Stored, count, from_json, named, parse, queue::Viewer, time};
use shared::desk::StatusCount;
use shared::id::{PersonId, UnitId};
use shared::money::Money;
use shared::month::Month;
use shared::record::{Office, RecordKind};
use shared::submission::{PersonRef, Status};
use shared::team::{OpenQuery, TeamCase};
use sqlx::Row;
use sqlx::any::AnyRow;

/// How many of the newest cases of each member are listed.
const NEWEST: i64 = 20;

/// Somebody who captures below the units that are led.
#[derive(Debug, Clone)]
pub struct Captures {
    pub person: PersonRef,
    pub agent_number: Option<String>,
}

/// `$1` the leader, `$2` the day.
const LED: &str = "SELECT a.unit_id FROM appointment a WHERE a.person_id = $1
     AND a.role = 'team_leader' AND a.from_date <= $2 AND a.until_date >= $2";

/// `r` a record.
const IN_TEAM: &str = " FROM record r WHERE r.captured_by <> $1 AND r.status <> ''
     AND EXISTS (SELECT 1 FROM record_place p
        WHERE p.record_id = r.record_id AND p.unit_id IN (";

/// Those who capture below the units the leader leads that day, the leader left out, by name.
pub async fn members(db: &mut Db, leader: Viewer) -> Stored<Vec<Captures>> {
    let rows = sqlx::query(sql(&[
        "WITH RECURSIVE below (unit_id) AS (",
        LED,
        " UNION
             SELECT p.unit_id FROM unit_place p JOIN below ON p.parent_id = below.unit_id
             WHERE p.from_date <= $2 AND p.until_date >= $2
         )
         SELECT DISTINCT person.person_id, person.name, person.agent_number
         FROM below
         JOIN appointment a ON a.unit_id = below.unit_id
         JOIN person ON person.person_id = a.person_id
         WHERE a.role IN ('agent', 'team_leader') AND a.from_date <= $2 AND a.until_date >= $2
         AND person.person_id <> $1
         ORDER BY person.name, person.person_id",
    ]))
    .bind(leader.person.to_string())
    .bind(leader.today.to_string())
    .fetch_all(db)
    .await?;
    rows.iter().map(captures).collect()
}

/// Somebody who is not in the team any more.
pub async fn of_former(db: &mut Db, person: PersonId) -> Stored<Option<Captures>> {
    let row = sqlx::query("SELECT person_id, name, agent_number FROM person WHERE person_id = $1")
        .bind(person.to_string())
        .fetch_optional(db)
        .await?;
    row.as_ref().map(captures).transpose()
}

fn captures(row: &AnyRow) -> Stored<Captures> {
    Ok(Captures {
        person: PersonRef {
            id: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
            name: row.try_get("name")?,
        },
        agent_number: row.try_get("agent_number")?,
    })
}

/// How many cases of whom stand where.
pub async fn counts(db: &mut Db, leader: Viewer) -> Stored<Vec<(PersonId, StatusCount)>> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(sql(&[
        "SELECT r.captured_by, r.status, COUNT(*)",
        IN_TEAM,
        LED,
        ")) GROUP BY r.captured_by, r.status ORDER BY r.captured_by, r.status",
    ]))
    .bind(leader.person.to_string())
    .bind(leader.today.to_string())
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter();
    rows.map(|(person, status, number)| {
        let status = named(Status::from_name(&status), "status")?;
        let count = count(number);
        Ok((
            parse(&person, "captured_by")?,
            StatusCount { status, count },
        ))
    })
    .collect()
}

/// The newest cases of each, and all that wait for an answer, newest first.
pub async fn cases(db: &mut Db, leader: Viewer) -> Stored<Vec<(PersonId, TeamCase)>> {
    let rows = sqlx::query(sql(&[
        "SELECT captured_by, record_id, kind, number, title, amount, status, received_at, office
         FROM (SELECT r.captured_by, r.record_id, r.kind, r.number, r.title, r.amount, r.status,
                 r.received_at, r.office, ROW_NUMBER() OVER (
                     PARTITION BY r.captured_by ORDER BY r.received_at DESC, r.record_id
                 ) AS place",
        IN_TEAM,
        LED,
        "))) listed WHERE place <= $3 OR status = 'queried'
         ORDER BY received_at DESC, record_id",
    ]))
    .bind(leader.person.to_string())
    .bind(leader.today.to_string())
    .bind(NEWEST)
    .fetch_all(db)
    .await?;
    rows.iter()
        .map(|row| {
            let person = parse(row.try_get::<&str, _>("captured_by")?, "captured_by")?;
            Ok((person, case(row)?))
        })
        .collect()
}

fn case(row: &AnyRow) -> Stored<TeamCase> {
    let amount: Option<i64> = row.try_get("amount")?;
    let office: Office = from_json(row.try_get("office")?, "office")?;
    Ok(TeamCase {
        record_id: parse(row.try_get::<&str, _>("record_id")?, "record_id")?,
        kind: named(RecordKind::from_name(row.try_get("kind")?), "kind")?,
        number: parse(row.try_get::<&str, _>("number")?, "number")?,
        title: row.try_get("title")?,
        amount: amount.map(Money::from_fen),
        status: named(Status::from_name(row.try_get("status")?), "status")?,
        received_at: time(row.try_get("received_at")?),
        query: open_query(&office),
    })
}

fn open_query(office: &Office) -> Option<OpenQuery> {
    let Office::Review(review) = office else {
        return None;
    };
    let query = review.open_query()?;
    Some(OpenQuery {
        items: u32::try_from(query.items.len()).unwrap_or(u32::MAX),
        due: query.due,
    })
}

/// The rosters of a branch's sessions of a month.
pub async fn rosters(db: &mut Db, branch: UnitId, month: Month) -> Stored<Vec<Office>> {
    let sessions = records::sessions_of_branch(db, branch, month).await?;
    let rosters = sessions.into_iter().map(|session| session.view.office);
    Ok(rosters.collect())
}
