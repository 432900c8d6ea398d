//! One page of changes and where it ends, read in one transaction by a few statements.

use super::cursor::{Left, Place, Reader};
use super::pulled::{Thing, things};
use crate::auth::SignedIn;
use crate::store::changes::{self, ChangeRow, Stretch};
use crate::store::{Db, Store, Stored};
use shared::sync::{Change, Cursor};

/// Most changes of a page, whatever is asked for.
const MOST: u32 = 500;

/// Most bytes of a page's changes, unless the first alone is larger.
const MOST_BYTES: u64 = 512 * 1024;

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
    store: &Store,
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
    let mut db = store.read().await?;
    page_within(&mut db, store.epoch(), person, cursor, limit.min(MOST)).await
}

/// The same within the transaction of `db`; at most so many changes.
pub(super) async fn page_within(
    db: &mut Db,
    epoch: &str,
    person: &SignedIn,
    cursor: Option<Cursor>,
    most: u32,
) -> Stored<Page> {
    let reader = Reader {
        epoch,
        person: person.person.id,
    };
    let reached = changes::position(db, reader.person).await?;
    let begin = cursor.and_then(|cursor| reader.place(&cursor, reached));
    let after = begin.map_or(0, |place| place.position);
    // One more says whether there is more.
    let mut rows = changes::after(db, reader.person, after, most + 1).await?;
    let found = rows.len();
    rows.truncate(light(&rows).min(most as usize));
    let (changes, position) = filled(db, person, rows, after).await?;
    let left = begin.and_then(|place| place.left);
    let remaining = match left.filter(|left| left.reached == reached) {
        Some(left) if changes.len() < found => {
            left.changes.saturating_sub(changes.len() as u64).max(1)
        }
        None if changes.len() < found => changes::remaining(db, reader.person, position).await?,
        _ => 0,
    };
    let left = (remaining > 0).then_some(Left {
        reached,
        changes: remaining,
    });
    Ok(Page {
        from_start: begin.is_none(),
        changes,
        cursor: Some(reader.cursor(Place { position, left })),
        remaining,
    })
}

/// How many of the rows do not weigh too much for a page; at least the first.
fn light(rows: &[ChangeRow]) -> usize {
    let mut weight = 0;
    let light = rows.iter().enumerate().take_while(|(at, row)| {
        weight += row.weight;
        *at == 0 || weight <= MOST_BYTES
    });
    light.count()
}

/// As many of the rows' things as a page holds, and the position of the last: what they are said to weigh is
/// near, what they are is counted.
async fn filled(
    db: &mut Db,
    person: &SignedIn,
    rows: Vec<ChangeRow>,
    after: u64,
) -> Stored<(Vec<Change>, u64)> {
    let stretch = Stretch {
        person: person.person.id,
        after,
        until: rows.last().map_or(after, |row| row.position),
    };
    let mut things = things(db, person, stretch, &rows).await?;
    let (mut changes, mut bytes, mut end) = (Vec::new(), 0, after);
    for row in rows {
        let key = (row.kind, row.id);
        let thing = things.remove(&key);
        bytes += thing.as_ref().map_or(0, |it| it.body.get().len() as u64);
        if bytes > MOST_BYTES && !changes.is_empty() {
            break;
        }
        changes.push(change(key, thing));
        end = row.position;
    }
    Ok((changes, end))
}

/// The thing as it is now, or that it is gone.
fn change((kind, id): (String, String), thing: Option<Thing>) -> Change {
    let (version, body) = thing.map_or((0, None), |it| (it.version, Some(it.body)));
    Change {
        kind,
        id,
        version,
        body,
    }
}
