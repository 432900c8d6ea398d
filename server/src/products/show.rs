//! `saddlebag products`: what is sold, and the files that `publish-products` reads.

use super::file_name;
use crate::config::StorePlace;
use crate::store::{Store, catalogues};
use clap::Args;
use clap::builder::ArgPredicate;
use shared::product::{Catalogue, Product};
use shared::text::Language;
use std::path::{Path, PathBuf};

type Failure = Box<dyn core::error::Error>;

/// Prints every tariff of every product, a line each: code, first and last date of effect, name.
#[derive(Debug, Args)]
#[command(mut_arg("data", |data| data
    .required(false)
    .required_unless_present("demonstration")
    .default_value_if("demonstration", ArgPredicate::IsPresent, ".")))]
pub struct ShowProducts {
    /// Writes each tariff into this folder too, as the file that `publish-products` reads; files that are there
    /// already stay, and nothing is written.
    #[arg(long)]
    to: Option<PathBuf>,
    /// The invented products of the demonstration, as an example; no store is needed, and none is looked at.
    #[arg(long)]
    demonstration: bool,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Prints it.
///
/// # Errors
/// If the store cannot be used, or a file cannot be written.
pub async fn show_products(command: &ShowProducts) -> Result<(), Failure> {
    let catalogue = match command.demonstration {
        true => Catalogue::demonstration()?,
        false => published(&command.place).await?,
    };
    if let Some(folder) = &command.to {
        write(folder, &catalogue.products)?;
    }
    for tariff in &catalogue.products {
        let until = tariff.valid_until;
        let until = until.map_or_else(|| "open".to_owned(), |until| until.to_string());
        println!(
            "{:<6} {} {until:<10} {}",
            tariff.code.as_str(),
            tariff.valid_from,
            tariff.name.in_language(Language::En)
        );
    }
    Ok(())
}

async fn published(place: &StorePlace) -> Result<Catalogue, Failure> {
    let store = Store::open_existing(&place.database()?).await?;
    let mut db = store.read().await?;
    let current = catalogues::current(&mut db).await?;
    drop(db);
    store.close().await;
    let (_, body) = current.ok_or(
        "no products are published: publish-products does that, and products --demonstration --to FOLDER shows how its files look",
    )?;
    Ok(serde_json::from_str(&body)?)
}

/// All files or none.
fn write(folder: &Path, tariffs: &[Product]) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    let files: Vec<(PathBuf, &Product)> = tariffs
        .iter()
        .map(|tariff| (folder.join(file_name(tariff)), tariff))
        .collect();
    if let Some((there, _)) = files.iter().find(|(file, _)| file.exists()) {
        return Err(format!("{} is there already: name another folder", there.display()).into());
    }
    for (file, tariff) in files {
        std::fs::write(file, tariff.to_toml()?)?;
    }
    Ok(())
}
