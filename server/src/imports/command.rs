//! The command.

use super::audited::Importer;
use super::table::{Import, Table, Unheaded, ids};
use super::template::headings;
use super::told::{Told, tell};
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::store::audit::SETTINGS;
use crate::store::{Store, Stored};
use crate::table_files;
use clap::builder::ArgPredicate;
use clap::{Args, ValueEnum};
use shared::people::import::TableKind;
use shared::table::HeadingError;
use shared::text::Language;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

type Failure = Box<dyn core::error::Error>;

/// What a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Company, branches, departments, teams; one row for each, or for each place that it had.
    Units,
    /// Everybody; one row for each appointment.
    People,
}

impl From<Kind> for TableKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Units => Self::Units,
            Kind::People => Self::People,
        }
    }
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
    let table = Table::of(command.kind.into(), &read.rows);
    let import = Import {
        importer: Importer::CommandLine { file: &read.name },
        hash: read.hash.clone(),
        ids: ids(read.rows.len())?,
        table: table.map_err(|unheaded| in_words(file, &unheaded))?,
        now: clock.now(),
    };
    let store = Store::open_existing(&command.place.database()?).await?;
    let told = match command.dry_run {
        true => import
            .look(&mut *store.read().await?)
            .await
            .map(|(told, _)| told),
        false => run(&import, &store, command.good_rows).await,
    };
    store.close().await;
    tell(file, &told?, command.good_rows, command.dry_run)
}

/// Takes it, in one transaction.
async fn run(import: &Import<'_>, store: &Store, good_rows: bool) -> Stored<Told> {
    let taken = store.write(SETTINGS, |mut db| async move {
        let (told, planned) = import.look(&mut db).await?;
        let is_taken = told.wrong.is_empty() || good_rows;
        if is_taken && told.is_different() {
            import.take(&mut db, &told, planned).await?;
            db.commit().await?;
        }
        Stored::Ok(told)
    });
    taken.await
}

fn in_words(file: &Path, unheaded: &Unheaded) -> String {
    let file = file.display();
    match unheaded {
        Unheaded::Headings(row, wrong) => {
            let said = wrong.iter().map(HeadingError::to_string);
            let said = said.map(|said| format!("{file}, row {row}: {said}"));
            said.collect::<Vec<_>>().join("\n")
        }
        Unheaded::NoRows => format!("{file}: nothing stands under the headings"),
    }
}

/// An empty table with Chinese headings; both languages are read. Never written over another file.
fn write_template(to: &Path, kind: Kind) -> Result<(), Failure> {
    let headings = headings(kind.into(), Language::ZhHans);
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
