//! `saddlebag settings`: what the company has decided, as `publish-settings` reads it.

use super::{Kind, Through, publish_as_delivered};
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::store::{Db, Store, Stored, settings};
use clap::Args;
use shared::setting::{Setting, SettingFault, to_toml};

type Failure = Box<dyn core::error::Error>;

/// Prints every version of what the company decides, in the form that `publish-settings` reads.
#[derive(Debug, Args)]
pub struct ShowSettings {
    /// What is decided.
    name: Kind,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Prints it.
///
/// # Errors
/// If the store cannot be used.
pub async fn show_settings(command: &ShowSettings, clock: &Clock) -> Result<(), Failure> {
    let store = Store::open_existing(&command.place.database()?).await?;
    publish_as_delivered(&store, clock).await?;
    let mut db = store.read().await?;
    let text = command.name.through(Printing(&mut db)).await?;
    drop(db);
    store.close().await;
    print!("{}", text?);
    Ok(())
}

struct Printing<'d>(&'d mut Db);

impl Through for Printing<'_> {
    type Output = Stored<Result<String, SettingFault>>;

    async fn of<S: Setting + Send + Sync>(self) -> Self::Output {
        let versions: Vec<S> = settings::versions(self.0).await?;
        Ok(to_toml(&versions))
    }
}
