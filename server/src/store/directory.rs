//! People by where they belong: today, or from their first day on, or until their last.
//!
//! Somebody belongs below a unit if the unit where they belong hangs below it: on this day, or when it last did.

use super::appointments::{IN_ORDER, in_order};
use super::asked::Asked;
use super::people::part;
use super::{Db, Stored, count, from_json, named, parse, time, to_json};
use chrono::NaiveDate;
use shared::directory::{PeopleFilter, PeopleState, PersonLine, SignInState};
use shared::id::{PersonId, UnitId};
use shared::people::Role;
use shared::time::Timestamp;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// Below which units, on which day, at which moment.
#[derive(Debug, Clone, Copy)]
pub struct Below<'a> {
    /// Never none.
    pub units: &'a BTreeSet<UnitId>,
    pub today: NaiveDate,
    pub now: Timestamp,
}

/// After whom a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    unit: String,
    unit_id: UnitId,
    name: String,
    id: PersonId,
}

impl After {
    /// The page that begins after this one.
    pub fn line(line: &PersonLine) -> Self {
        Self {
            unit: line.unit.clone(),
            unit_id: line.unit_id,
            name: line.name.clone(),
            id: line.id,
        }
    }

    /// As it is written; `None` if it is not.
    pub fn read(text: &str) -> Option<Self> {
        let (unit, unit_id, name, id): (String, UnitId, String, PersonId) =
            from_json(text, "after").ok()?;
        let has_nul = unit.contains('\0') || name.contains('\0');
        (!has_nul).then_some(Self {
            unit,
            unit_id,
            name,
            id,
        })
    }

    /// For [`Self::read`].
    pub fn written(&self) -> Stored<String> {
        to_json(&(&self.unit, self.unit_id, &self.name, self.id), "after")
    }

    fn ask(&self, asked: &mut Asked) {
        asked.push(" AND (u.name, u.unit_id, p.name, p.person_id) > (");
        asked.text(self.unit.as_str()).push(", ");
        asked.text(self.unit_id.to_string()).push(", ");
        asked.text(self.name.as_str()).push(", ");
        asked.text(self.id.to_string()).push(")");
    }
}

/// At most one more than `most` of those who are wanted, by unit and name. Below which unit they are wanted is the
/// caller's matter.
pub async fn page(
    db: &mut Db,
    below: Below<'_>,
    filter: &PeopleFilter,
    (after, most): (Option<&After>, usize),
) -> Stored<Vec<PersonLine>> {
    let mut asked = belonging(below, COLUMNS);
    wanted(&mut asked, below, filter);
    if let Some(after) = after {
        after.ask(&mut asked);
    }
    asked.push(" ORDER BY u.name, u.unit_id, p.name, p.person_id LIMIT ");
    asked.number(i64::try_from(most.saturating_add(1)).unwrap_or(i64::MAX));
    lines(db, asked, below).await
}

/// How many are wanted.
pub async fn total(db: &mut Db, below: Below<'_>, filter: &PeopleFilter) -> Stored<u64> {
    let mut asked = belonging(below, " SELECT COUNT(*) AS people");
    wanted(&mut asked, below, filter);
    let rows = asked.rows(db).await?;
    let people: Option<i64> = rows.first().map(|row| row.try_get("people")).transpose()?;
    Ok(people.map_or(0, count))
}

/// Somebody, if they belong there.
pub async fn line(db: &mut Db, below: Below<'_>, person: PersonId) -> Stored<Option<PersonLine>> {
    let mut asked = belonging(below, COLUMNS);
    asked.push(" AND p.person_id = ").text(person.to_string());
    Ok(lines(db, asked, below).await?.pop())
}

/// Whether all that somebody does today is done there.
pub async fn does_all(db: &mut Db, below: Below<'_>, person: PersonId) -> Stored<bool> {
    let mut asked = tree(below);
    asked.push(" SELECT a.unit_id FROM appointment a WHERE a.person_id = ");
    asked.text(person.to_string()).push(" AND ");
    holds(&mut asked, below.today);
    asked.push(" AND a.unit_id NOT IN (SELECT unit_id FROM below)");
    Ok(asked.rows(db).await?.is_empty())
}

/// Those who belong there and do nothing anywhere else today.
pub async fn governed(db: &mut Db, below: Below<'_>) -> Stored<BTreeSet<PersonId>> {
    let mut asked = belonging(below, " SELECT p.person_id");
    asked.push(" AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.person_id = p.person_id AND ");
    holds(&mut asked, below.today);
    asked.push(" AND a.unit_id NOT IN (SELECT unit_id FROM below))");
    let rows = asked.rows(db).await?;
    let people = rows
        .iter()
        .map(|row| parse(row.try_get::<&str, _>("person_id")?, "person_id"));
    people.collect()
}

/// The units there.
pub async fn units(db: &mut Db, below: Below<'_>) -> Stored<BTreeSet<UnitId>> {
    let mut asked = tree(below);
    asked.push(" SELECT unit_id FROM below");
    let rows = asked.rows(db).await?;
    let units = rows
        .iter()
        .map(|row| parse(row.try_get::<&str, _>("unit_id")?, "unit_id"));
    units.collect()
}

/// `below`: as the tree is on that day; a unit that is closed where it last hung, one to come where it first will.
fn tree(below: Below<'_>) -> Asked {
    let mut asked = Asked::new();
    asked.push("WITH RECURSIVE below (unit_id) AS (SELECT unit_id FROM unit WHERE unit_id IN ");
    asked.texts(below.units.iter().map(ToString::to_string));
    asked.push(
        " UNION SELECT h.unit_id FROM unit_place h JOIN below ON h.parent_id = below.unit_id
         WHERE h.from_date = COALESCE(
             (SELECT MAX(o.from_date) FROM unit_place o
              WHERE o.unit_id = h.unit_id AND o.from_date <= ",
    );
    asked.text(below.today.to_string());
    asked.push("), (SELECT MIN(o.from_date) FROM unit_place o WHERE o.unit_id = h.unit_id)))");
    asked
}

const COLUMNS: &str = " SELECT p.person_id, p.name, p.agent_number, p.login, p.password_hash,
     p.left_on, u.unit_id, u.name AS unit, w.from_date, w.until_date, c.valid_until";

/// `w` where somebody belongs, `p` who, `u` the unit, `c` the code that they were given last.
const BELONGS: &str = " FROM appointment w
     JOIN person p ON p.person_id = w.person_id
     JOIN unit u ON u.unit_id = w.unit_id
     LEFT JOIN one_time_code c ON c.person_id = p.person_id
     WHERE w.unit_id IN (SELECT unit_id FROM below)
     AND NOT EXISTS (SELECT 1 FROM appointment b WHERE b.person_id = w.person_id AND (";

/// Those who belong there, with these columns: no other appointment `b` says better where they belong than `w`.
fn belonging(below: Below<'_>, columns: &'static str) -> Asked {
    let day = below.today.to_string();
    let mut asked = tree(below);
    asked.push(columns).push(BELONGS);
    ranked(&mut asked, ("b", "w"), &day);
    asked.push(in_order!("b"));
    asked.push(", b.from_date) < (");
    ranked(&mut asked, ("w", "b"), &day);
    asked.push(in_order!("w"));
    asked.push(", w.from_date))");
    asked
}

/// What is held that day comes first, then what begins next, then what began last: of two that are over the later
/// one, for which the other's day is put in its place.
fn ranked(asked: &mut Asked, (one, other): (&'static str, &'static str), day: &str) {
    asked.push("CASE WHEN ").push(one).push(".from_date > ");
    asked.text(day).push(" THEN '1' || ").push(one);
    asked.push(".from_date WHEN ").push(one);
    asked.push(".until_date < ").text(day);
    asked.push(" THEN '2' ELSE '0' END, CASE WHEN ").push(other);
    asked.push(".until_date < ").text(day);
    asked
        .push(" THEN ")
        .push(other)
        .push(".from_date ELSE '' END, ");
}

fn wanted(asked: &mut Asked, below: Below<'_>, filter: &PeopleFilter) {
    let (today, now) = (below.today.to_string(), below.now.millis());
    match filter.state {
        PeopleState::All => &mut *asked,
        PeopleState::Left => asked.push(" AND w.until_date < ").text(today),
        _ => asked.push(" AND w.until_date >= ").text(today),
    };
    match filter.state {
        PeopleState::NotInvited => asked
            .push(" AND p.password_hash = '' AND COALESCE(c.valid_until, 0) <= ")
            .number(now),
        PeopleState::CodeWaits => asked.push(" AND c.valid_until > ").number(now),
        _ => &mut *asked,
    };
    if !filter.search.is_empty() {
        let word = part(&filter.search);
        asked
            .push(" AND (LOWER(p.name) LIKE ")
            .text(format!("%{word}%"));
        asked.push(" ESCAPE '!' OR LOWER(p.agent_number) LIKE ");
        asked.text(format!("{word}%"));
        asked
            .push(" ESCAPE '!' OR p.login LIKE ")
            .text(format!("{word}%"));
        asked.push(" ESCAPE '!')");
    }
}

/// `a` an appointment that is held on this day.
fn holds(asked: &mut Asked, day: NaiveDate) {
    asked.push("a.from_date <= ").text(day.to_string());
    asked.push(" AND a.until_date >= ").text(day.to_string());
}

async fn lines(db: &mut Db, asked: Asked, below: Below<'_>) -> Stored<Vec<PersonLine>> {
    let rows = asked.rows(&mut *db).await?;
    let lines = rows.iter().map(|row| line_of(row, below));
    let mut lines: Vec<PersonLine> = lines.collect::<Stored<_>>()?;
    let mut roles = roles(db, &lines, below.today).await?;
    for line in &mut lines {
        line.roles = roles.remove(&line.id).unwrap_or_default();
    }
    Ok(lines)
}

/// What these people do on this day, each role once.
async fn roles(
    db: &mut Db,
    lines: &[PersonLine],
    day: NaiveDate,
) -> Stored<BTreeMap<PersonId, Vec<Role>>> {
    let mut roles: BTreeMap<PersonId, Vec<Role>> = BTreeMap::new();
    if lines.is_empty() {
        return Ok(roles);
    }
    let mut asked = Asked::new();
    asked.push("SELECT a.person_id, a.role FROM appointment a WHERE a.person_id IN ");
    asked.texts(lines.iter().map(|line| line.id.to_string()));
    asked.push(" AND ");
    holds(&mut asked, day);
    asked.push(" ORDER BY ").push(IN_ORDER);
    for row in asked.rows(db).await? {
        let person = parse(row.try_get::<&str, _>("person_id")?, "person_id")?;
        let role = named(Role::from_name(row.try_get("role")?), "role")?;
        let held = roles.entry(person).or_default();
        if !held.contains(&role) {
            held.push(role);
        }
    }
    Ok(roles)
}

fn line_of(row: &AnyRow, below: Below<'_>) -> Stored<PersonLine> {
    let day = |column: &'static str| {
        let text: &str = row.try_get(column)?;
        parse::<NaiveDate>(text, column)
    };
    let left_on: Option<&str> = row.try_get("left_on")?;
    let left_on = left_on.map(|day| parse(day, "left_on")).transpose()?;
    let (from, until) = (day("from_date")?, day("until_date")?);
    let has_left = until < below.today;
    Ok(PersonLine {
        id: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
        name: row.try_get("name")?,
        staff_number: row.try_get("agent_number")?,
        login: row.try_get("login")?,
        unit_id: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
        unit: row.try_get("unit")?,
        roles: Vec::new(),
        begins_on: (from > below.today).then_some(from),
        left_on: left_on.or(has_left.then_some(until)),
        sign_in: sign_in(row, has_left, below.now)?,
    })
}

fn sign_in(row: &AnyRow, has_left: bool, now: Timestamp) -> Stored<SignInState> {
    let hash: &str = row.try_get("password_hash")?;
    let valid_until: Option<i64> = row.try_get("valid_until")?;
    let code_until = valid_until.map(time);
    Ok(match (has_left, hash.is_empty(), code_until) {
        (true, ..) => SignInState::Left,
        (false, false, code) => SignInState::Passphrase {
            code_until: code.filter(|until| *until > now),
        },
        (false, true, None) => SignInState::NeverInvited,
        (false, true, Some(until)) if until > now => SignInState::CodeWaits { until },
        (false, true, Some(since)) => SignInState::CodeLapsed { since },
    })
}
