//! One page of changes and where it ends, read in one transaction by a few statements.

use super::cursor::{Left, Place, Reader};
use super::pulled::{Thing, things};
use crate::auth::SignedIn;
use crate::store::changes::{self, ChangeRow, Stretch};
use crate::store::{Db, Store, Stored};
use shared::id::PersonId;
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

/// The changes after the cursor, of the person's scope and of the company's; from the start without one, or with one of another epoch or scope.
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
    let counted = changes::positions(db, reader.person).await?;
    let begin = cursor.and_then(|cursor| reader.place(&cursor, counted));
    let mut end = Reached {
        own: begin.map_or(0, |place| place.position),
        company: begin.and_then(|place| place.of_company).unwrap_or(0),
    };
    // One more says whether there is more.
    let rows = rows_after(db, reader.person, end, most + 1).await?;
    let found = rows.len();
    let changes = filled(db, person, light(rows, most), &mut end).await?;
    let reached = counted.0 + counted.1;
    let left = begin.and_then(|place| place.left);
    let remaining = match left.filter(|left| left.reached == reached) {
        Some(left) if changes.len() < found => {
            left.changes.saturating_sub(changes.len() as u64).max(1)
        }
        None if changes.len() < found => {
            changes::remaining(db, reader.person, (end.own, end.company)).await?
        }
        _ => 0,
    };
    let left = (remaining > 0).then_some(Left {
        reached,
        changes: remaining,
    });
    Ok(Page {
        from_start: begin.is_none(),
        changes,
        cursor: Some(reader.cursor(Place {
            position: end.own,
            of_company: Some(end.company),
            left,
        })),
        remaining,
    })
}

/// How far a page has come in each scope.
#[derive(Debug, Clone, Copy)]
struct Reached {
    own: u64,
    company: u64,
}

/// A row of the scope it is of.
enum Row {
    Own(ChangeRow),
    OfCompany(ChangeRow),
}

impl Row {
    const fn row(&self) -> &ChangeRow {
        match self {
            Self::Own(row) | Self::OfCompany(row) => row,
        }
    }
}

/// What comes next: what is everybody's, for little is done without it, then what is the person's own.
async fn rows_after(db: &mut Db, person: PersonId, after: Reached, limit: u32) -> Stored<Vec<Row>> {
    let of_company = changes::of_company_after(db, after.company, limit).await?;
    let room = limit - u32::try_from(of_company.len()).unwrap_or(limit);
    let mut rows: Vec<Row> = of_company.into_iter().map(Row::OfCompany).collect();
    if room > 0 {
        let own = changes::after(db, person, after.own, room).await?;
        rows.extend(own.into_iter().map(Row::Own));
    }
    Ok(rows)
}

/// At most so many of the rows that together do not weigh too much for a page; at least the first.
fn light(rows: Vec<Row>, most: u32) -> Vec<Row> {
    let mut weight = 0;
    let light = rows.into_iter().enumerate().take_while(|(at, row)| {
        weight += row.row().weight;
        *at == 0 || weight <= MOST_BYTES
    });
    light.map(|(_, row)| row).take(most as usize).collect()
}

/// As many of the rows' things as a page holds, which then ends there: what they are said to weigh is near, what
/// they are is counted.
async fn filled(
    db: &mut Db,
    person: &SignedIn,
    rows: Vec<Row>,
    end: &mut Reached,
) -> Stored<Vec<Change>> {
    let mut own = rows.iter().filter_map(|row| match row {
        Row::Own(row) => Some(row.position),
        Row::OfCompany(_) => None,
    });
    let stretch = Stretch {
        person: person.person.id,
        after: end.own,
        until: own.next_back().unwrap_or(end.own),
    };
    let things = things(db, person, stretch, rows.iter().map(Row::row)).await?;
    let (mut changes, mut bytes) = (Vec::new(), 0);
    for row in rows {
        let key = (row.row().kind.clone(), row.row().id.clone());
        // Both scopes may name it.
        let thing = things.get(&key).cloned();
        bytes += thing.as_ref().map_or(0, |it| it.body.get().len() as u64);
        if bytes > MOST_BYTES && !changes.is_empty() {
            break;
        }
        changes.push(change(key, thing));
        match row {
            Row::Own(row) => end.own = row.position,
            Row::OfCompany(row) => end.company = row.position,
        }
    }
    Ok(changes)
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
