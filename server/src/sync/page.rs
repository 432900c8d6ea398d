//! One page of changes and where it ends, read in one transaction.

use super::view::view_for;
use crate::auth::SignedIn;
use crate::state::AppState;
use crate::store::changes::{self, ChangeRow};
use crate::store::{Db, StoreError, Stored, appointments, catalogues, policies, records};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use shared::sync::{Change, Cursor, change_kind};

/// Most changes of a page, whatever is asked for.
const MOST: u32 = 500;

/// Most bytes of a page's changes, unless the first alone is larger.
const MOST_BYTES: usize = 512 * 1024;

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
    for row in rows {
        let position = row.position;
        let change = read(db, person, row).await?;
        bytes += change.body.as_ref().map_or(0, |body| body.get().len());
        if bytes > MOST_BYTES && !changes.is_empty() {
            break;
        }
        changes.push(change);
        end = position;
    }
    Ok((changes, end))
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
async fn read(db: &mut Db, person: &SignedIn, row: ChangeRow) -> Stored<Change> {
    let found = match row.kind.as_str() {
        change_kind::RECORD => record(db, person, &row.id).await?,
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
        kind: row.kind,
        id: row.id,
        version,
        body,
    })
}

type Found = Option<(Box<RawValue>, u64)>;

async fn record(db: &mut Db, person: &SignedIn, id: &str) -> Stored<Found> {
    let Ok(id) = id.parse() else { return Ok(None) };
    let stored = records::find(db, id).await?;
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
