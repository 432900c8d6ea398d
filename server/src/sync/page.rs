//! One page of changes and where it ends, read in one transaction.

use super::view::view_for;
use crate::auth::SignedIn;
use crate::state::AppState;
use crate::store::changes::{self, ChangeRow};
use crate::store::records::StoredRecord;
use crate::store::{Db, StoreError, Stored, appointments, catalogues, policies, records};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use shared::id::RecordId;
use shared::sync::{Change, Cursor, change_kind};
use std::collections::BTreeMap;

/// Most changes of a page, whatever is asked for.
const MOST: u32 = 500;

/// Most bytes of a page's changes, unless the first alone is larger.
const MOST_BYTES: usize = 512 * 1024;

/// How many records are read by one statement: a page of large ones ends long before [`MOST`].
const AT_ONCE: usize = 50;

/// A page of a person's changes.
#[derive(Debug, Default)]
pub struct Page {
    /// It begins from the start.
    pub from_start: bool,
    /// The changes, oldest first.
    pub changes: Vec<Change>,
    /// Where it ends.
    pub cursor: Option<Cursor>,
    /// How many come after it.
    pub remaining: u64,
}

/// The changes after the cursor; from the start without one, or with one of another epoch or scope.
/// Who has left is told nothing any more.
pub async fn page(
    state: &AppState,
    person: &SignedIn,
    cursor: Option<Cursor>,
    limit: u32,
) -> Stored<Page> {
    if limit == 0 || person.has_left() {
        return Ok(Page {
            cursor,
            ..Page::default()
        });
    }
    let mut db = state.store.read().await?;
    let reached = changes::position(&mut db, person.person.id).await?;
    let place = Reader {
        epoch: state.store.epoch(),
        person,
    };
    let after = cursor.and_then(|cursor| place.position(&cursor, reached));
    let position = after.unwrap_or(0);
    let rows = changes::after(&mut db, person.person.id, position, limit.min(MOST)).await?;
    let (changes, end) = filled(&mut db, person, rows, position).await?;
    Ok(Page {
        from_start: after.is_none(),
        changes,
        cursor: Some(place.cursor(end)),
        remaining: changes::remaining(&mut db, person.person.id, end).await?,
    })
}

/// As many of the rows' things as a page holds, and the position of the last.
async fn filled(
    db: &mut Db,
    person: &SignedIn,
    rows: Vec<ChangeRow>,
    mut end: u64,
) -> Stored<(Vec<Change>, u64)> {
    let mut changes = Vec::new();
    let mut bytes = 0;
    for rows in rows.chunks(AT_ONCE) {
        let mut records = records_of(db, rows).await?;
        for row in rows {
            let change = read(db, person, row, &mut records).await?;
            bytes += change.body.as_ref().map_or(0, |body| body.get().len());
            if bytes > MOST_BYTES && !changes.is_empty() {
                return Ok((changes, end));
            }
            changes.push(change);
            end = row.position;
        }
    }
    Ok((changes, end))
}

/// The records that the rows name.
async fn records_of(db: &mut Db, rows: &[ChangeRow]) -> Stored<BTreeMap<RecordId, StoredRecord>> {
    let records = rows.iter().filter(|row| row.kind == change_kind::RECORD);
    let ids: Vec<RecordId> = records.filter_map(|row| row.id.parse().ok()).collect();
    records::find_all(db, &ids).await
}

/// Whose cursor it is: `epoch.person.position`.
struct Reader<'a> {
    epoch: &'a str,
    person: &'a SignedIn,
}

impl Reader<'_> {
    fn cursor(&self, position: u64) -> Cursor {
        Cursor(format!(
            "{}.{}.{position}",
            self.epoch, self.person.person.id
        ))
    }

    /// `None` if the cursor was given by another epoch or to another person, or was never given.
    fn position(&self, cursor: &Cursor, reached: u64) -> Option<u64> {
        let position = cursor.0.rsplit('.').next()?.parse().ok()?;
        (position <= reached && self.cursor(position) == *cursor).then_some(position)
    }
}

/// The thing a row names, as it is now.
async fn read(
    db: &mut Db,
    person: &SignedIn,
    row: &ChangeRow,
    records: &mut BTreeMap<RecordId, StoredRecord>,
) -> Stored<Change> {
    let found = match row.kind.as_str() {
        change_kind::RECORD => record(person, &row.id, records)?,
        change_kind::PERSON => colleague(db, person, &row.id).await?,
        change_kind::POLICY => match policies::find(db, person.person.id, &row.id).await? {
            Some((body, version)) => Some((raw(body)?, version)),
            None => None,
        },
        change_kind::CATALOGUE => match catalogues::current(db).await? {
            Some((version, body)) => Some((raw(body)?, version)),
            None => None,
        },
        _ => None,
    };
    let (body, version) = found.map_or((None, 0), |(body, version)| (Some(body), version));
    Ok(Change {
        kind: row.kind.clone(),
        id: row.id.clone(),
        version,
        body,
    })
}

type Found = Option<(Box<RawValue>, u64)>;

fn record(
    person: &SignedIn,
    id: &str,
    records: &mut BTreeMap<RecordId, StoredRecord>,
) -> Stored<Found> {
    let stored = id.parse().ok().and_then(|id| records.remove(&id));
    let view = stored.and_then(|stored| view_for(stored.view, person.person.id));
    view.map(|view| Ok((json(&view)?, view.version)))
        .transpose()
}

async fn colleague(db: &mut Db, person: &SignedIn, id: &str) -> Stored<Found> {
    let Ok(id) = id.parse() else { return Ok(None) };
    let found = appointments::person_view(db, id, person.today).await?;
    found
        .map(|(view, version)| Ok((json(&view)?, version)))
        .transpose()
}

fn json(value: &impl Serialize) -> Stored<Box<RawValue>> {
    to_raw_value(value).map_err(unreadable)
}

fn raw(text: String) -> Stored<Box<RawValue>> {
    RawValue::from_string(text).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> StoreError {
    StoreError::Unreadable {
        column: "body",
        reason: error.to_string(),
    }
}
