//! The commands for backups: everything into one file, and out of it again.

use crate::clock::Clock;
use crate::config::StorePlace;
use crate::serving::Serving;
use crate::signing;
use crate::store::{Copied, back_up, restore};
use clap::Args;
use std::path::PathBuf;

type Failure = Box<dyn core::error::Error>;

/// What `saddlebag backup` is told.
#[derive(Debug, Clone, Args)]
pub struct BackUp {
    /// The file to write; never over another.
    #[arg(long)]
    to: PathBuf,
    #[command(flatten)]
    place: StorePlace,
}

/// What `saddlebag restore` is told.
#[derive(Debug, Clone, Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
    #[command(flatten)]
    place: StorePlace,
}

impl BackUp {
    /// Writes the backup and says what is in it.
    pub async fn run(&self, clock: &Clock) -> Result<(), Failure> {
        let now = clock.now();
        let copied = back_up(&self.place.database()?, &self.to, now).await?;
        println!("{}", told(&copied));
        println!("backed up to {}", self.to.display());
        Ok(())
    }
}

impl Restore {
    /// Loads the backup into an empty store and says what is in it.
    pub async fn run(&self, clock: &Clock) -> Result<(), Failure> {
        self.place.check()?;
        let database = self.place.database()?;
        let _serving = Serving::begin(&database)?;
        let now = clock.now();
        let copied = restore(&self.file, &database, now).await?;
        println!("{}", told(&copied));
        println!(
            "restored from {}: a new epoch begins, devices send again what this lacks",
            self.file.display()
        );
        let key = self.place.data.join(signing::FILE_NAME);
        if !key.exists() {
            let key = key.display();
            println!("no backup has the signing key: put its copy at {key} before the start");
        }
        Ok(())
    }
}

/// Rows of each table, then the end of each audit chain.
fn told(copied: &Copied) -> String {
    let rows = copied.rows.iter();
    let rows = rows.map(|(table, rows)| format!("{rows:>9} {table}"));
    let heads = copied.heads.iter();
    let heads = heads.map(|head| format!("audit {} {} {}", head.chain, head.seq, head.hash));
    rows.chain(heads).collect::<Vec<_>>().join("\n")
}
