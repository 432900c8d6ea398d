//! `saddlebag init`: company, branch and first administrator, in a store in which nobody is.

use super::slips::minute;
use crate::auth::{GivenCode, Giver, Home, give_code};
use crate::clock::Clock;
use crate::config::{PublicUrl, StorePlace};
use crate::new_id::new_id;
use crate::organisation::join;
use crate::settings::publish_as_delivered;
use crate::store::appointments::NewAppointment;
use crate::store::audit::{self, Act, Actor};
use crate::store::changes::{self, Touched};
use crate::store::people::{self, Account};
use crate::store::units::{self, Unit};
use crate::store::{Db, Store, StoreError, Stored};
use chrono::NaiveDate;
use clap::Args;
use shared::audit::AuditAction;
use shared::id::{PersonId, UnitId};
use shared::input::plain;
use shared::name::PersonName;
use shared::people::{Role, SignInName, UnitKind};
use shared::submission::PersonRef;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

type Failure = Box<dyn core::error::Error>;

/// Longest name of a company or branch, in characters.
const LONGEST_NAME: usize = 100;
/// So many people of a store are named that has some.
const NAMED: usize = 3;

/// Begins, in a store without people and units: founds the company with its first branch, and makes the first
/// administrator, who gets a one-time code. Works while a server runs on the store.
#[derive(Debug, Args)]
pub struct Init {
    /// What the company is called.
    #[arg(long, value_name = "NAME", value_parser = unit_name)]
    company: String,
    /// What its first branch is called.
    #[arg(long, value_name = "NAME", value_parser = unit_name)]
    branch: String,
    /// The sign-in name of the administrator.
    #[arg(long, value_name = "LOGIN")]
    administrator: SignInName,
    /// The administrator's own name.
    #[arg(long, value_name = "NAME")]
    name: PersonName,
    /// How many minutes the branch's clock is ahead of UTC; China's is by 480.
    #[arg(
        long,
        value_name = "MINUTES",
        default_value_t = CHINA_OFFSET_MINUTES,
        allow_negative_numbers = true,
        value_parser = clap::value_parser!(i32).range(-720..=840)
    )]
    offset_minutes: i32,
    /// Where people reach the server, as `serve` is told: to be said to the administrator.
    #[arg(long, env = "SADDLEBAG_PUBLIC_URL", value_name = "URL")]
    public_url: Option<PublicUrl>,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Begins, and says with which code the administrator signs in.
///
/// # Errors
/// If people or units are there already, or the store cannot be used.
pub async fn init(command: &Init, clock: &Clock) -> Result<(), Failure> {
    command.place.check()?;
    let store = Store::open(&command.place.database()?).await?;
    publish_as_delivered(&store, clock).await?;
    let now = clock.now();
    let begun = store.write_patiently(|mut db| async move {
        if let Some(reason) = taken(&mut db).await? {
            return Ok(Err(reason));
        }
        let given = command.begin(&mut db, now).await?;
        db.commit().await?;
        Stored::Ok(Ok(given))
    });
    let begun = begun.await?;
    store.close().await;
    println!("{}", command.told(&begun?));
    Ok(())
}

/// Why nothing can begin here any more, if it cannot.
async fn taken(db: &mut Db) -> Stored<Option<String>> {
    let people: Vec<String> = people::all(db)
        .await?
        .into_iter()
        .map(|account| account.login)
        .collect();
    if let Some(some) = named(&people) {
        return Ok(Some(format!(
            "this store has people already ({some}): give somebody a code with saddlebag invite LOGIN, or give --data another folder (--database another database)"
        )));
    }
    let units = units::all_names(db).await?;
    Ok(named(&units).map(|some| {
        format!(
            "this store has units already ({some}): give --data another folder (--database another database)"
        )
    }))
}

/// The first of them, and how many more there are; none of none.
fn named(all: &[String]) -> Option<String> {
    let (shown, more) = all.split_at(all.len().min(NAMED));
    let shown = (!shown.is_empty()).then(|| shown.join(", "))?;
    Some(match more.len() {
        0 => shown,
        more => format!("{shown} and {more} more"),
    })
}

impl Init {
    async fn begin(&self, db: &mut Db, now: Timestamp) -> Stored<GivenCode> {
        let today = self.first_day(now);
        let branch = self.found(db, today).await?;
        let account = Account {
            person: PersonRef {
                id: PersonId::new(new_id()?),
                name: self.name.to_string(),
            },
            login: self.administrator.to_string(),
            agent_number: None,
            password_hash: None,
        };
        let appointment = NewAppointment {
            unit: branch,
            role: Role::Administrator,
            level: None,
            from: today,
            known: None,
        };
        let mut touched = Touched::default();
        join(db, &account, appointment, today, &mut touched).await?;
        changes::publish(db, touched).await?;
        let person = account.person.id;
        let home = Home::of(db, person, now).await?.ok_or_else(nowhere)?;
        let act = Act {
            units: home.line.clone(),
            ..Act::new(
                now,
                Actor::CommandLine,
                AuditAction::BeginOrganisation,
                person.to_string(),
            )
        };
        audit::append(db, &home.branch.unit_id.to_string(), &act).await?;
        give_code(db, (person, &home), Giver::COMMAND_LINE, now).await
    }

    /// Today at the branch; no later than in China, by whose day it is asked who is appointed.
    fn first_day(&self, now: Timestamp) -> NaiveDate {
        let days = [self.offset_minutes, CHINA_OFFSET_MINUTES].map(|offset| now.civil_date(offset));
        days.into_iter().flatten().min().unwrap_or_default()
    }

    /// The company and its branch; the branch's id.
    async fn found(&self, db: &mut Db, today: NaiveDate) -> Stored<UnitId> {
        let unit = |kind: UnitKind, name: &str| {
            Ok::<_, StoreError>(Unit {
                id: UnitId::new(new_id()?),
                kind: kind.as_str().to_owned(),
                name: name.to_owned(),
                offset_minutes: self.offset_minutes,
            })
        };
        let company = unit(UnitKind::Company, &self.company)?;
        let branch = unit(UnitKind::Branch, &self.branch)?;
        units::insert(db, &company).await?;
        units::insert(db, &branch).await?;
        units::place(db, branch.id, company.id, today).await?;
        Ok(branch.id)
    }

    fn told(&self, given: &GivenCode) -> String {
        let Self {
            company,
            branch,
            administrator,
            name,
            ..
        } = self;
        let until = minute(given.valid_until, self.offset_minutes);
        let place = self.public_url.as_ref().map_or_else(
            || "the address that saddlebag serve says when it starts".to_owned(),
            ToString::to_string,
        );
        format!(
            "{company}, {branch}: begun\n\
             administrator  {name}\n\
             login          {administrator}\n\
             one-time code  {}\n\
             valid until    {until}, for one sign-in\n\
             sign in at     {place}\n\
             With the code the administrator chooses a passphrase. A code that was lost or is over: saddlebag invite {administrator} --data {}",
            given.code,
            self.place.data.display()
        )
    }
}

/// A version 7 id: in the order of time.
fn nowhere() -> StoreError {
    StoreError::Unreadable {
        column: "unit_id",
        reason: "the administrator belongs nowhere".to_owned(),
    }
}

/// The name of a unit, as it was meant.
fn unit_name(typed: &str) -> Result<String, String> {
    let name = plain(typed);
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(format!("a name has 1 to {LONGEST_NAME} characters"));
    }
    Ok(name)
}
