//! `saddlebag tables`: what pay is counted by, and the files that `publish-tables` reads.

use super::in_force::{NONE, known_today};
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::settings::publish_as_delivered;
use crate::store::Store;
use clap::Args;
use clap::builder::ArgPredicate;
use serde_json::Value;
use shared::commission::{Rules, TABLES};
use shared::pay_calendar::PayCalendar;
use std::path::{Path, PathBuf};

type Failure = Box<dyn core::error::Error>;

/// Prints every version of every table, a line each: table, version, first and last day; of a scheme its months.
#[derive(Debug, Args)]
#[command(mut_arg("data", |data| data
    .required(false)
    .required_unless_present("demonstration")
    .default_value_if("demonstration", ArgPredicate::IsPresent, ".")))]
pub struct ShowTables {
    /// Writes each table into this folder too, as the file that `publish-tables` reads; files that are there
    /// already stay, and nothing is written.
    #[arg(long)]
    to: Option<PathBuf>,
    /// The invented tables of the demonstration, as an example; no store is needed, and none is looked at.
    #[arg(long)]
    demonstration: bool,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Prints it.
///
/// # Errors
/// If no table is published, the store cannot be used, or a file cannot be written.
pub async fn show_tables(command: &ShowTables, clock: &Clock) -> Result<(), Failure> {
    let (rules, files) = match command.demonstration {
        true => demonstrated()?,
        false => published(&command.place, clock).await?,
    };
    if let Some(folder) = &command.to {
        write(folder, &files)?;
    }
    let tables = rules.tables()?;
    for table in TABLES {
        let versions = tables.get(table).and_then(Value::as_array);
        for version in versions.into_iter().flatten() {
            println!("{}", line(table, version));
        }
    }
    Ok(())
}

type Files = Vec<(&'static str, String)>;

/// With what its files say about themselves.
fn demonstrated() -> Result<(Rules, Files), Failure> {
    let rules = Rules::demonstrated(PayCalendar::demonstration()?)?;
    let files = Rules::demonstration_files();
    let files = files.map(|(name, text)| (name, text.to_owned()));
    Ok((rules, files.into()))
}

async fn published(place: &StorePlace, clock: &Clock) -> Result<(Rules, Files), Failure> {
    let store = Store::open_existing(&place.database()?).await?;
    publish_as_delivered(&store, clock).await?;
    let mut db = store.read().await?;
    let (_, rules) = known_today(&mut db, clock.now()).await?;
    drop(db);
    store.close().await;
    let rules = rules.ok_or(NONE)?;
    let files = rules.to_toml()?;
    Ok((rules, files))
}

fn line(table: &str, version: &Value) -> String {
    let text = |key: &str| version.get(key).and_then(Value::as_str);
    let name = text("version").or_else(|| text("code")).unwrap_or_default();
    let until = text("until").or_else(|| text("to")).unwrap_or("open");
    let from = text("from").unwrap_or_default();
    format!("{table:<20} {name:<18} {from:<10} {until}")
}

/// All files or none.
fn write(folder: &Path, files: &Files) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    let files: Vec<(PathBuf, &String)> = files
        .iter()
        .map(|(name, text)| (folder.join(name), text))
        .collect();
    if let Some((there, _)) = files.iter().find(|(file, _)| file.exists()) {
        return Err(format!("{} is there already: name another folder", there.display()).into());
    }
    for (file, text) in files {
        std::fs::write(file, text)?;
    }
    Ok(())
}
