//! `saddlebag invite`: one-time codes for people who sign in for the first time, or have forgotten their
//! passphrase.

use super::place::Place;
use super::slips::{Slip, SlipFile, printed};
use crate::auth::{Giver, Home, give_code};
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::settings::publish_as_delivered;
use crate::store::people::{self, Account};
use crate::store::{Db, Store, Stored};
use clap::Args;
use shared::id::PersonId;
use shared::people::SignInName;
use shared::time::Timestamp;
use std::collections::BTreeSet;
use std::path::PathBuf;

type Failure = Box<dyn core::error::Error>;

/// Gives people one-time codes: all of those named or nobody. With the code they sign in once and choose a
/// passphrase; that of before stays until then, a code of before does not. Works while a server runs on the
/// store.
#[derive(Debug, Args)]
pub struct Invite {
    /// Whom, by sign-in name.
    #[arg(
        value_name = "LOGIN",
        required_unless_present = "all_without_passphrase"
    )]
    logins: Vec<String>,
    /// Also everybody who has not chosen a passphrase yet, and has not left.
    #[arg(long)]
    all_without_passphrase: bool,
    /// Writes the codes to this file as CSV, readable for its owner alone; never over another.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Gives the codes and prints them, or writes them to the file.
///
/// # Errors
/// If somebody named is not there, has left or is nowhere appointed; or the store or the file cannot be used.
pub async fn invite(command: &Invite, clock: &Clock) -> Result<(), Failure> {
    let store = Store::open_existing(&command.place.database()?).await?;
    publish_as_delivered(&store, clock).await?;
    let file = command.to.as_deref().map(SlipFile::make).transpose()?;
    let slips = command.give(&store, clock.now()).await;
    store.close().await;
    let slips = slips??;
    match file {
        _ if slips.is_empty() => println!("everybody has a passphrase: nobody was given a code"),
        Some(file) => println!("{}", file.write(&slips)?),
        None => println!("{}", printed(&slips)),
    }
    Ok(())
}

/// Somebody who is to be given a code, and where they belong.
type Invited = (Account, Home);

impl Invite {
    /// All get a code, or nobody; then who is in the way.
    async fn give(&self, store: &Store, now: Timestamp) -> Stored<Result<Vec<Slip>, String>> {
        let given = store.write_patiently(|mut db| async move {
            let mut invited = match self.named(&mut db, now).await? {
                Ok(named) => named,
                Err(in_the_way) => return Ok(Err(in_the_way)),
            };
            if self.all_without_passphrase {
                invited = with_all_without_passphrase(&mut db, invited, now).await?;
            }
            let mut slips = Vec::new();
            for (account, home) in invited {
                let whom = (account.person.id, &home);
                let given = give_code(&mut db, whom, Giver::COMMAND_LINE, now).await?;
                slips.push(Slip::of(&account, &home, &given));
            }
            db.commit().await?;
            Stored::Ok(Ok(slips))
        });
        given.await
    }

    /// Those who are named, each once; or why some cannot be given a code.
    async fn named(&self, db: &mut Db, now: Timestamp) -> Stored<Result<Vec<Invited>, String>> {
        let (mut invited, mut seen) = (Vec::new(), BTreeSet::new());
        let (mut unknown, mut left, mut nowhere) = (Vec::new(), Vec::new(), Vec::new());
        for typed in &self.logins {
            let login: Result<SignInName, _> = typed.parse();
            let login = login.map_or_else(|_| typed.clone(), |login| login.to_string());
            if !seen.insert(login.clone()) {
                continue;
            }
            let Some(account) = people::by_login(db, &login).await? else {
                unknown.push(login);
                continue;
            };
            match Place::of(db, account.person.id, now).await? {
                Place::At(home) => invited.push((account, home)),
                Place::Left => left.push(login),
                Place::Nowhere => nowhere.push(login),
            }
        }
        let in_the_way = [
            ("nobody has this sign-in name", unknown),
            ("has left", left),
            ("has no appointment", nowhere),
        ];
        let in_the_way = in_the_way.iter().filter(|(_, logins)| !logins.is_empty());
        let told: Vec<String> = in_the_way
            .map(|(what, logins)| format!("{what}: {}", logins.join(", ")))
            .collect();
        Ok(match told.is_empty() {
            true => Ok(invited),
            false => Err(format!("{}; nobody was given a code", told.join("; "))),
        })
    }
}

/// These, and everybody else who has not chosen a passphrase and has not left.
async fn with_all_without_passphrase(
    db: &mut Db,
    mut invited: Vec<Invited>,
    now: Timestamp,
) -> Stored<Vec<Invited>> {
    let named: BTreeSet<PersonId> = invited.iter().map(|(it, _)| it.person.id).collect();
    for account in people::without_passphrase(db).await? {
        let person = account.person.id;
        if let Place::At(home) = Place::of(db, person, now).await?
            && !named.contains(&person)
        {
            invited.push((account, home));
        }
    }
    Ok(invited)
}
