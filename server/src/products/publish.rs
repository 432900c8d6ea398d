//! `saddlebag publish-products`: new tariffs of what the company sells, to every phone.

use crate::clock::Clock;
use crate::config::StorePlace;
use crate::publishing::{Order, publish_files, tell};
use clap::Args;
use shared::rule_book::RuleSubject;
use std::path::PathBuf;

type Failure = Box<dyn core::error::Error>;

/// Publishes what the company sells: each file is a tariff, in the place of that of the same product and first day.
/// Tariffs that are not named stay as they are. Phones have it with their next exchange, the running server at
/// once. `products --to` writes what is there in the form that this reads.
#[derive(Debug, Args)]
pub struct PublishProducts {
    /// The files. The name of each begins with the code of its product, as in wl-a-2027.toml.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Says what would change, and keeps nothing.
    #[arg(long)]
    dry_run: bool,
    /// Takes what changes the tariffs by which was sold on days that are over.
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
pub async fn publish_products(command: &PublishProducts, clock: &Clock) -> Result<(), Failure> {
    let order = Order {
        subject: RuleSubject::Products,
        files: &command.files,
        dry_run: command.dry_run,
        backdated: command.backdated,
        place: &command.place,
    };
    tell(order.subject, &publish_files(&order, clock).await?);
    Ok(())
}
