//! A file on its way into the store: read and checked while others write, then kept at once.
//!
//! What is kept is written down before the store is locked, so that nothing but adding it happens under the
//! lock: a month's file must keep nobody from signing in. Facts are only ever added; whether others were added
//! meanwhile is told by their number, and then everything is checked again beside them.

use super::check::Ground;
use super::client_books::{self, Move};
use super::csv::Sheet;
use super::gather::{gather, policy_of};
use super::known::Knowing;
use super::people::People;
use super::taking::{Outcome, Taking};
use crate::store::audit::{self, FACTS};
use crate::store::{Db, Store, Stored, catalogues, facts, people, settings, units};
use chrono::NaiveDate;
use shared::commission::{Rules, unpaid};
use shared::facts::{Fact, FactId, PolicyNumber, loose_ends};
use shared::finding::Finding;
use shared::time::Timestamp;
use sqlx::{Any, Transaction};
use std::collections::BTreeSet;

/// How often a file is checked anew because others told facts meanwhile.
const MOST_TRIES: u32 = 5;

/// A file on its way into the store.
pub(super) struct Import {
    /// Its name, without the folders.
    pub file: String,
    /// SHA-256 of what stands in it.
    pub hash: String,
    pub sheet: Sheet,
    pub rules: Rules,
    pub history: bool,
    pub dry_run: bool,
    pub now: Timestamp,
}

/// A file beside everything that was told before: what became of it, and what is to be kept.
pub(super) struct Checked {
    pub outcome: Outcome,
    pub hints: Vec<Finding>,
    /// How many facts had been told.
    told_before: u64,
    new: facts::New,
    moves: Vec<Move>,
}

impl Import {
    /// Takes the whole file, in one transaction.
    pub(super) async fn run(&self, store: &Store) -> Stored<Result<Checked, String>> {
        for _ in 0..MOST_TRIES {
            let checked = match self.checked(&mut *store.read().await?).await? {
                Ok(checked) => checked,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if self.dry_run || store.write(FACTS, |db| self.keep(db, &checked)).await? {
                return Ok(Ok(checked));
            }
        }
        Ok(Err(
            "others told facts again and again meanwhile, and nothing was kept: import the file again"
                .to_owned(),
        ))
    }

    /// What becomes of the file; only reads.
    async fn checked(&self, db: &mut Db) -> Stored<Result<Checked, String>> {
        let today = units::company_day(db, self.now).await?;
        let told_before = facts::total(db).await?;
        let knowing = match knowing(self.history, told_before, today) {
            Ok(knowing) => knowing,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let people = People::of(&people::all(db).await?);
        let published = catalogues::all(db).await?.pop();
        let catalogue = published.map(|(_, catalogue)| catalogue);
        let limits = settings::versions(db).await?;
        let mut all = gather(db, today).await?;
        let told = facts::all(db).await?.into_iter();
        let mut taking = Taking {
            ground: Ground::new(today, &people, &self.rules, catalogue, limits, &all),
            knowing,
            told: told.map(|fact| (fact.id.clone(), fact)).collect(),
            new: Vec::new(),
            outcome: Outcome::default(),
        };
        for (entry, fact) in taking.read(&self.sheet.found, &people) {
            taking.take(entry, fact);
        }
        let (outcome, new) = taking.ended(self.sheet.unread.clone());
        all.extend(new.iter().cloned());
        Ok(Ok(Checked {
            hints: hints(&all, &outcome.added, today, &self.rules),
            moves: client_books::moves(db, &all, &outcome.added, today).await?,
            new: facts::New::of(db, &new, self.now).await?,
            told_before,
            outcome,
        }))
    }

    /// Keeps what was checked; not if others told facts meanwhile.
    async fn keep(&self, mut db: Transaction<'static, Any>, checked: &Checked) -> Stored<bool> {
        if facts::total(&mut db).await? != checked.told_before {
            return Ok(false);
        }
        facts::insert(&mut db, &checked.new, self.now).await?;
        let subject = format!("{}: {}", self.file, checked.outcome.counted("added"));
        let source = self.hash.clone();
        audit::append_import(&mut db, self.now, subject, source, &checked.new).await?;
        client_books::make(&mut db, &checked.moves).await?;
        db.commit().await?;
        Ok(true)
    }
}

fn knowing(history: bool, told: u64, today: NaiveDate) -> Result<Knowing, String> {
    match (history, told) {
        (false, _) => Ok(Knowing::Today(today)),
        (true, 0) => Ok(Knowing::History),
        (true, told) => Err(format!(
            "--history is for the first import of all, and the store has {told} facts already, on which statements may \
             have been paid: leave --history out; what is told now is known from today on"
        )),
    }
}

/// What the new facts lead to that cannot be, or lacks something.
fn hints(all: &[Fact], added: &BTreeSet<FactId>, today: NaiveDate, rules: &Rules) -> Vec<Finding> {
    let is_new = |id: &str| id.parse().is_ok_and(|id: FactId| added.contains(&id));
    let policies_told: BTreeSet<&PolicyNumber> = all
        .iter()
        .filter(|fact| added.contains(&fact.id))
        .filter_map(policy_of)
        .collect();
    let loose = loose_ends(all, today).into_iter();
    let impossible = shared::policy::policies(all, today, |on| rules.cooling_off_days(on))
        .findings
        .into_iter();
    let was_told = |number: &str| {
        let number = number.parse::<PolicyNumber>();
        number.is_ok_and(|number| policies_told.contains(&number))
    };
    let unpaid = unpaid(all, today).into_iter();
    let unpaid = unpaid.filter(|(id, _)| added.contains(id));
    loose
        .filter(|finding| is_new(&finding.path))
        .chain(impossible.filter(|finding| was_told(&finding.path)))
        .chain(unpaid.map(|(_, finding)| finding))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::TestDatabase;
    use crate::payroll::json;
    use crate::store::a_store;
    use crate::{AppState, Clock, PasswordCost, Reach, SigningKey, seed};

    const NOW: Timestamp = Timestamp::from_millis(1_795_140_000_000);

    async fn branch() -> (TestDatabase, Store) {
        let (database, store) = a_store().await;
        let (cost, key) = (PasswordCost::Demonstration, SigningKey::of_secret(&[7; 32]));
        let clock = Clock::new(|| NOW);
        let state = AppState::over(store, clock, cost, Reach::default(), key);
        let state = state.await.unwrap();
        seed(&state, 0).await.unwrap();
        (database, state.store)
    }

    /// A file that tells that a policy lapsed, under this id.
    fn lapsed(id: &str) -> Import {
        let text = format!(
            r#"{{"id": "{id}", "on": "2026-11-02", "policy_event": {{"policy": "P2026000000", "event": "lapsed"}}}}"#
        );
        Import {
            file: format!("{id}.jsonl"),
            hash: String::new(),
            sheet: Sheet {
                found: json::entries(&text),
                ..Sheet::default()
            },
            rules: Rules::demonstration().unwrap(),
            history: false,
            dry_run: false,
            now: NOW,
        }
    }

    async fn checked(import: &Import, store: &Store) -> Checked {
        let mut db = store.read().await.unwrap();
        import.checked(&mut db).await.unwrap().unwrap()
    }

    #[tokio::test]
    async fn a_file_is_read_and_checked_while_somebody_else_writes() {
        let (_database, store) = branch().await;
        let writing = store.begin().await.unwrap();
        let import = lapsed("a");
        let found = checked(&import, &store).await;
        assert_eq!(
            found.outcome.counted("added"),
            "1 added, 0 there already, 0 refused"
        );
        drop(writing);
        let kept = store.write(FACTS, |db| import.keep(db, &found)).await;
        assert!(kept.unwrap());
    }

    #[tokio::test]
    async fn what_others_told_meanwhile_is_seen_before_anything_is_kept() {
        let (_database, store) = branch().await;
        let (one, other) = (lapsed("a"), lapsed("b"));
        let found = checked(&one, &store).await;
        assert!(other.run(&store).await.unwrap().is_ok());
        let kept = store.write(FACTS, |db| one.keep(db, &found)).await;
        assert!(!kept.unwrap());
        let Ok(again) = one.run(&store).await.unwrap() else {
            panic!("the file can be checked");
        };
        assert_eq!(
            again.outcome.counted("added"),
            "0 added, 0 there already, 1 refused"
        );
    }
}
