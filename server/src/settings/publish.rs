//! `saddlebag publish-settings`: new versions of what the company decides, into the store.

use crate::clock::Clock;
use crate::config::StorePlace;
use crate::publishing::{Order, publish_files};
use clap::Args;
use shared::rule_book::RuleSubject;
use std::path::PathBuf;

type Failure = Box<dyn core::error::Error>;

/// Publishes what the company decides, each version from its day on. Versions that are there already stay as
/// they are; another version of the same day takes the place of the one before. `settings` prints what is
/// there in the form that this reads.
#[derive(Debug, Args)]
pub struct PublishSettings {
    /// The files, each named after what it decides: authority.toml, `fact_limits.toml`,
    /// `office_days.toml`, `pay_calendar.toml`, presence.toml, reasons.toml, sessions.toml, watch.toml.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Says what would change, and keeps nothing.
    #[arg(long)]
    dry_run: bool,
    /// Takes versions that hold on days that are over; not of what pay is counted by, once facts of pay are told.
    #[arg(long)]
    backdated: bool,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Publishes all files or none, and says what is different from before.
///
/// # Errors
/// The file that is wrong and what is wrong with it, or that the store cannot be used.
pub async fn publish_settings(command: &PublishSettings, clock: &Clock) -> Result<(), Failure> {
    let order = Order {
        subject: RuleSubject::Settings,
        files: &command.files,
        dry_run: command.dry_run,
        backdated: command.backdated,
        place: &command.place,
    };
    let changes = publish_files(&order, clock).await?;
    for file in &command.files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let name = name.to_lowercase();
        let mut of_file = changes
            .iter()
            .filter(|change| change.name == name)
            .peekable();
        if of_file.peek().is_none() {
            println!("{name}: nothing is different");
        }
        for change in of_file {
            let lines = change.differences.iter().map(ToString::to_string);
            println!("{change}:\n  {}", lines.collect::<Vec<_>>().join("\n  "));
        }
    }
    Ok(())
}
