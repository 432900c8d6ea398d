//! `saddlebag publish-tables`: new versions of the tables that pay is counted by.

use crate::clock::Clock;
use crate::config::StorePlace;
use crate::publishing::{Order, publish_files, tell};
use clap::Args;
use shared::rule_book::RuleSubject;
use std::path::PathBuf;

type Failure = Box<dyn core::error::Error>;

/// Publishes the tables by which pay is counted: each file is a table, whole, with all its versions, in the place of
/// that of the same name. Tables that are not named stay as they are; the first time all are named. `tables --to`
/// writes what is there in the form that this reads, and `statement --try` says what files would change, before.
#[derive(Debug, Args)]
pub struct PublishTables {
    /// The files, each named after its table, as in `commission_rates.toml`.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Says what would change, and keeps nothing.
    #[arg(long)]
    dry_run: bool,
    /// Takes what changes days that are over; never those of months that are closed, once facts of pay are told.
    #[arg(long)]
    backdated: bool,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Publishes all files or none, and says what is different from before.
///
/// # Errors
/// What is wrong and in which file, or that the store cannot be used.
pub async fn publish_tables(command: &PublishTables, clock: &Clock) -> Result<(), Failure> {
    let order = Order {
        subject: RuleSubject::Tables,
        files: &command.files,
        dry_run: command.dry_run,
        backdated: command.backdated,
        place: &command.place,
    };
    tell(order.subject, &publish_files(&order, clock).await?);
    Ok(())
}
