//! A table on its way into the store: what it comes to, and how it is taken.

use super::audited::Importer;
use super::told::Told;
use super::{people, units};
use crate::people::Days;
use crate::store::{Db, StoreError, Stored};
use chrono::NaiveDate;
use shared::finding::Finding;
use shared::people::import::{
    Administration, PERSON_COLUMNS, PersonField, Reach, TableKind, UNIT_COLUMNS, UnitField,
};
use shared::table::{Column, HeadingError, Layout, Row, find_headings};
use shared::time::Timestamp;
use uuid::{Builder, Uuid};

/// The rows under the headings, and which stands where.
pub(super) struct Headed<'r, F> {
    pub(super) rows: &'r [Row],
    pub(super) layout: Layout<F>,
}

/// Why the rows of a file are no table of the kind.
#[derive(Debug)]
pub(super) enum Unheaded {
    /// The headings cannot be read; in which row they stand.
    Headings(u32, Vec<HeadingError>),
    /// Nothing stands under the headings.
    NoRows,
}

impl Unheaded {
    /// As whoever sends it is told.
    pub(super) fn findings(&self) -> Vec<Finding> {
        match self {
            Self::Headings(_, wrong) => wrong.iter().map(HeadingError::finding).collect(),
            Self::NoRows => vec![Finding::error("table_no_rows", "")],
        }
    }
}

/// What stands under the headings.
pub(super) enum Table<'r> {
    Units(Headed<'r, UnitField>),
    People(Headed<'r, PersonField>),
}

impl<'r> Table<'r> {
    pub(super) fn of(kind: TableKind, rows: &'r [Row]) -> Result<Self, Unheaded> {
        Ok(match kind {
            TableKind::Units => Self::Units(under_headings(rows, &UNIT_COLUMNS)?),
            TableKind::People => Self::People(under_headings(rows, &PERSON_COLUMNS)?),
        })
    }
}

fn under_headings<'r, F: Copy + Eq>(
    rows: &'r [Row],
    columns: &[Column<F>],
) -> Result<Headed<'r, F>, Unheaded> {
    let found = find_headings(rows, columns);
    let (place, layout) = found.map_err(|(row, wrong)| Unheaded::Headings(row, wrong))?;
    let rows = rows.get(place + 1..).unwrap_or_default();
    match rows.is_empty() {
        true => Err(Unheaded::NoRows),
        false => Ok(Headed { rows, layout }),
    }
}

/// So many ids, for whatever turns out to be new.
///
/// # Errors
/// If the machine gives no randomness.
pub(super) fn ids(number: usize) -> Stored<Vec<Uuid>> {
    let drawn = (0..number).map(|_| {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Builder::from_random_bytes(bytes).into_uuid())
    });
    let drawn: Result<_, getrandom::Error> = drawn.collect();
    drawn.map_err(|error| StoreError::Unreadable {
        column: "id",
        reason: format!("no randomness: {error}"),
    })
}

/// A table on its way into the store.
pub(super) struct Import<'r> {
    pub(super) importer: Importer<'r>,
    /// SHA-256 of what stands in the file.
    pub(super) hash: String,
    pub(super) ids: Vec<Uuid>,
    pub(super) table: Table<'r>,
    pub(super) now: Timestamp,
}

/// What has to be written for a table.
pub(super) enum Planned {
    Units(units::Planned),
    People(people::Planned),
}

/// The day on which a table is looked at, and how far it reaches.
pub(super) type Scope<'a> = (NaiveDate, Reach<'a>);

impl Import<'_> {
    /// What would become of it; only reads.
    pub(super) async fn look(&self, db: &mut Db) -> Stored<(Told, Planned)> {
        let today = Days::of(db, self.now).await?.today;
        let administration: Administration;
        let reach = match self.importer {
            Importer::CommandLine { .. } => Reach::Everything,
            Importer::Administrator(by, administered) => {
                administration = administered.reach(db, by.person.person.id).await?;
                Reach::Administered(&administration)
            }
        };
        let scope = (today, reach);
        Ok(match &self.table {
            Table::Units(headed) => {
                let (told, planned) = units::plan(db, self, headed, scope).await?;
                (told, Planned::Units(planned))
            }
            Table::People(headed) => {
                let (told, planned) = people::plan(db, self, headed, scope).await?;
                (told, Planned::People(planned))
            }
        })
    }

    /// Writes what it comes to, and writes down who took it.
    pub(super) async fn take(&self, db: &mut Db, told: &Told, planned: Planned) -> Stored<()> {
        let days = Days::of(db, self.now).await?;
        self.write_down(db, told.action(), told.to_string()).await?;
        match planned {
            Planned::Units(planned) => units::take(db, self, planned, days).await,
            Planned::People(planned) => people::take(db, self, planned, days).await,
        }
    }
}
