//! The command.

use super::told::{Told, tell};
use super::{people, units};
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::people::Days;
use crate::store::audit::SETTINGS;
use crate::store::{Db, Store, Stored, units as stored_units};
use crate::table_files::{self, TableFile};
use clap::builder::ArgPredicate;
use clap::{Args, ValueEnum};
use shared::people::import::{PERSON_COLUMNS, UNIT_COLUMNS};
use shared::table::{Column, HeadingError, Layout, Row, find_headings};
use shared::time::Timestamp;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use uuid::{Builder, Uuid};

type Failure = Box<dyn core::error::Error>;

/// What a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Company, branches, departments, teams; one row for each, or for each place that it had.
    Units,
    /// Everybody; one row for each appointment.
    People,
}

/// Imports units or people: says what is new, different, the same and wrong, and takes all of it or nothing.
#[derive(Debug, Args)]
#[command(mut_arg("data", |data| data
    .required(false)
    .required_unless_present("template")
    .default_value_if("template", ArgPredicate::IsPresent, ".")))]
pub struct ImportTable {
    /// What it is a table of.
    kind: Kind,
    /// The file: XLSX, or CSV (UTF-8, UTF-16 or GB18030; comma, semicolon or tab).
    #[arg(required_unless_present = "template")]
    file: Option<PathBuf>,
    /// Says what would change, and keeps nothing.
    #[arg(long)]
    dry_run: bool,
    /// Takes the good rows if some are wrong; all rows of a unit or a person, or none of them.
    #[arg(long)]
    good_rows: bool,
    /// Writes an empty table with its headings, to be filled, and imports nothing.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "dry_run", "good_rows"])]
    template: Option<PathBuf>,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Imports a table and says what became of it.
///
/// # Errors
/// If a row is wrong (then nothing is kept, but for the good ones with `--good-rows`), or store or file cannot be
/// used.
pub async fn import_table(command: &ImportTable, clock: &Clock) -> Result<(), Failure> {
    if let Some(to) = &command.template {
        return write_template(to, command.kind);
    }
    let file = command.file.as_deref().ok_or("name the file to import")?;
    let read = table_files::read(file)?;
    let table = match command.kind {
        Kind::Units => Table::Units(under_headings(file, &read, &UNIT_COLUMNS)?),
        Kind::People => Table::People(under_headings(file, &read, &PERSON_COLUMNS)?),
    };
    let import = Import {
        name: read.name.clone(),
        hash: read.hash.clone(),
        ids: ids(read.rows.len())?,
        table,
        good_rows: command.good_rows,
        now: clock.now(),
    };
    let store = Store::open_existing(&command.place.database()?).await?;
    let told = match command.dry_run {
        true => import
            .look(&mut *store.read().await?)
            .await
            .map(|(told, _)| told),
        false => import.run(&store).await,
    };
    store.close().await;
    tell(file, &told?, command.good_rows, command.dry_run)
}

/// The rows under the headings, and which stands where.
pub(super) struct Headed<'r, F> {
    pub(super) rows: &'r [Row],
    pub(super) layout: Layout<F>,
}

fn under_headings<'r, F: Copy + Eq>(
    file: &Path,
    read: &'r TableFile,
    columns: &[Column<F>],
) -> Result<Headed<'r, F>, Failure> {
    let (place, layout) = find_headings(&read.rows, columns).map_err(|(row, wrong)| {
        let said = wrong.iter().map(HeadingError::to_string);
        let said = said.map(|said| format!("{}, row {row}: {said}", file.display()));
        said.collect::<Vec<_>>().join("\n")
    })?;
    let rows = read.rows.get(place + 1..).unwrap_or_default();
    match rows.is_empty() {
        true => Err(format!("{}: nothing stands under the headings", file.display()).into()),
        false => Ok(Headed { rows, layout }),
    }
}

/// So many ids, for whatever turns out to be new.
fn ids(number: usize) -> Result<Vec<Uuid>, Failure> {
    let drawn = (0..number).map(|_| {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Builder::from_random_bytes(bytes).into_uuid())
    });
    let drawn: Result<_, getrandom::Error> = drawn.collect();
    drawn.map_err(|error| format!("the machine gives no randomness: {error}").into())
}

enum Table<'r> {
    Units(Headed<'r, shared::people::import::UnitField>),
    People(Headed<'r, shared::people::import::PersonField>),
}

/// A table on its way into the store.
pub(super) struct Import<'r> {
    /// The file's name, without the folders.
    pub(super) name: String,
    /// SHA-256 of what stands in it.
    pub(super) hash: String,
    pub(super) ids: Vec<Uuid>,
    table: Table<'r>,
    good_rows: bool,
    pub(super) now: Timestamp,
}

/// What becomes of a table, and what has to be written for it.
pub(super) enum Planned {
    Units(units::Planned),
    People(people::Planned),
}

impl Import<'_> {
    /// What would become of it; only reads.
    async fn look(&self, db: &mut Db) -> Stored<(Told, Planned)> {
        let today = stored_units::company_day(db, self.now).await?;
        Ok(match &self.table {
            Table::Units(headed) => {
                let (told, planned) = units::plan(db, self, headed, today).await?;
                (told, Planned::Units(planned))
            }
            Table::People(headed) => {
                let (told, planned) = people::plan(db, self, headed, today).await?;
                (told, Planned::People(planned))
            }
        })
    }

    /// Takes it, in one transaction.
    async fn run(&self, store: &Store) -> Stored<Told> {
        store
            .write(SETTINGS, |mut db| async move {
                let (told, planned) = self.look(&mut db).await?;
                let is_taken = told.wrong.is_empty() || self.good_rows;
                if is_taken && told.is_different() {
                    let days = Days::of(&mut db, self.now).await?;
                    match planned {
                        Planned::Units(planned) => {
                            units::take(&mut db, self, planned, days).await?
                        }
                        Planned::People(planned) => {
                            people::take(&mut db, self, planned, days).await?;
                        }
                    }
                    db.commit().await?;
                }
                Stored::Ok(told)
            })
            .await
    }
}

/// An empty table with Chinese headings; both languages are read. Never written over another file.
fn write_template(to: &Path, kind: Kind) -> Result<(), Failure> {
    let headings: Vec<&str> = match kind {
        Kind::Units => UNIT_COLUMNS.iter().map(|column| column.chinese).collect(),
        Kind::People => PERSON_COLUMNS.iter().map(|column| column.chinese).collect(),
    };
    let shown = to.display();
    if to
        .extension()
        .is_none_or(|ending| !ending.eq_ignore_ascii_case("csv"))
    {
        return Err(format!("{shown}: the empty table is CSV, which every spreadsheet opens: give it a name that ends in .csv").into());
    }
    let failed = |error| format!("{shown} cannot be written: {error}");
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(to)
        .map_err(failed)?;
    // The mark tells a spreadsheet that it is UTF-8.
    let table = format!("\u{feff}{}\r\n", headings.join(","));
    file.write_all(table.as_bytes()).map_err(failed)?;
    println!("{shown}: fill it, and import it");
    Ok(())
}
