//! The command.

use super::file::{new_file, write_private};
use super::list::List;
use super::sheet::Sheet;
use super::{log, people};
use crate::audit::Reading;
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::people::Wanted;
use crate::store::audit::{self, Act, Actor, Detail, SETTINGS};
use crate::store::{Db, Store, Stored, units as stored_units, units_in_full};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use shared::audit::LogFilter;
use shared::date::read_date;
use shared::directory::{PeopleFilter, PeopleState};
use shared::export::FileFormat;
use shared::people::import::Numbers;
use shared::text::Language;
use shared::time::Timestamp;
use std::path::PathBuf;

type Failure = Box<dyn core::error::Error>;

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Everybody, as the import reads them; one row for each appointment.
    People,
    /// Company, branches, departments, teams, as the import reads them; one row for each place.
    Units,
    /// The audit log, the latest first.
    Audit,
}

/// Whether numbers of documents and telephones are whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Identity {
    /// Only the ends; the import leaves what stands as it is.
    Masked,
    /// All of it. That they were taken out is written down.
    Whole,
}

/// Who of the people is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Who {
    /// Everybody.
    All,
    /// Those who work here, or are going to.
    Here,
    /// Those whose last day is over.
    Left,
}

/// Exports units, people or the audit log to a file, which nobody else on the machine can read.
#[derive(Debug, Args)]
pub struct ExportTable {
    /// What is exported.
    kind: Kind,
    /// The file, by its ending a workbook (.xlsx) or text with commas (.csv); never over another.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Of people: whether numbers of documents and telephones are whole.
    #[arg(long, value_enum, default_value = "masked")]
    identity: Identity,
    /// Of people: who.
    #[arg(long, value_enum, default_value = "all")]
    who: Who,
    /// Of the audit log: from this day on.
    #[arg(long, value_name = "DAY", value_parser = read_date)]
    from: Option<NaiveDate>,
    /// Of the audit log: up to this day.
    #[arg(long, value_name = "DAY", value_parser = read_date)]
    until: Option<NaiveDate>,
    /// en or zh-Hans.
    #[arg(long, default_value = "zh-Hans", value_parser = crate::payroll::language)]
    language: Language,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Writes the file and says how much is in it.
///
/// # Errors
/// If something is there already, or store or file cannot be used.
pub async fn export_table(command: &ExportTable, clock: &Clock) -> Result<(), Failure> {
    let format = new_file(&command.to)?;
    let store = Store::open_existing(&command.place.database()?).await?;
    let exported = command.export(&store, format, clock.now()).await;
    store.close().await;
    println!("{}: {} lines", command.to.display(), exported?);
    Ok(())
}

impl ExportTable {
    fn list(&self) -> List {
        match self.kind {
            Kind::People => List::People(PeopleFilter::default(), self.numbers()),
            Kind::Units => List::Units,
            Kind::Audit => List::Log(self.of_log()),
        }
    }

    fn of_log(&self) -> LogFilter {
        LogFilter {
            from: self.from,
            until: self.until,
            ..LogFilter::default()
        }
    }

    const fn numbers(&self) -> Numbers {
        match self.identity {
            Identity::Masked => Numbers::Masked,
            Identity::Whole => Numbers::Whole,
        }
    }

    const fn state(&self) -> PeopleState {
        match self.who {
            Who::All => PeopleState::All,
            Who::Here => PeopleState::Here,
            Who::Left => PeopleState::Left,
        }
    }

    /// Written down before it is written: no file is there of which the log does not know.
    async fn export(
        &self,
        store: &Store,
        format: FileFormat,
        now: Timestamp,
    ) -> Result<u64, Failure> {
        let (list, language) = (self.list(), self.language);
        let headings = list.headings(language);
        let mut sheet = Sheet::begin(format, list.title(language), &headings)?;
        let mut db = store.read().await?;
        let detail = self.write(&mut db, now, &mut sheet).await?;
        drop(db);
        let lines = sheet.lines();
        let bytes = sheet.end().await?;
        let subject = format!("{}: {lines} lines", list.name());
        let act = &Act {
            detail,
            ..Act::new(now, Actor::CommandLine, list.action(), subject)
        };
        let written = store.write(SETTINGS, |mut db| async move {
            audit::append(&mut db, SETTINGS, act).await?;
            Stored::Ok(db.commit().await?)
        });
        written.await?;
        write_private(&self.to, &bytes)?;
        Ok(lines)
    }

    /// Everything, whoever would see it.
    async fn write(
        &self,
        db: &mut Db,
        now: Timestamp,
        sheet: &mut Sheet,
    ) -> Result<Detail, Failure> {
        let mut detail = Detail::default();
        match self.kind {
            Kind::People => {
                let today = stored_units::company_day(db, now).await?;
                let wanted = Wanted::of_all(db, self.state(), (today, now)).await?;
                if let Some(wanted) = wanted {
                    people::people(db, &wanted, (self.numbers(), self.language), sheet).await?;
                }
            }
            Kind::Units => {
                let units = units_in_full::all(db).await?;
                people::units(&units, |_| true, self.language, sheet)?;
            }
            Kind::Audit => {
                let reading = Reading::of_all(db, &self.of_log()).await?;
                log::log(db, &reading, self.language, sheet).await?;
                detail.looked = Some(reading.into_looked());
            }
        }
        Ok(detail)
    }
}
