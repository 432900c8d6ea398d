//! Whose pay tables would change that are not published, and by how much.

use super::gather::gather;
use super::print::tell;
use crate::store::people::{self, Account};
use crate::store::{Db, StoreError, Stored};
use chrono::NaiveDate;
use serde::Serialize;
use shared::commission::{Closing, Rules, Statement};
use shared::facts::Fact;
use shared::key;
use shared::money::Money;
use shared::month::Month;
use shared::rule_book::TriedPay;
use shared::text::Language;
use std::fmt::Write as _;

/// What somebody is paid by the tables that are published, and would be by those that are tried.
#[derive(Debug, Serialize)]
pub(super) struct Trial<'s> {
    #[serde(skip)]
    account: &'s Account,
    login: &'s str,
    published: Money,
    tried: Money,
}

impl<'s> Trial<'s> {
    /// Each of these statements beside that by the tables that are published, in which the books are closed.
    pub(super) fn of_each(
        published: &Closing<'_>,
        statements: &'s [(&'s Account, Statement)],
    ) -> Vec<Self> {
        let trial = |(account, tried): &'s (&'s Account, Statement)| Self {
            account,
            login: &account.login,
            published: published.statement(account.person.id).totals.paid,
            tried: tried.totals.paid,
        };
        statements.iter().map(trial).collect()
    }

    fn is_different(&self) -> bool {
        self.published != self.tried
    }

    fn pay(&self) -> TriedPay {
        TriedPay {
            id: self.account.person.id,
            name: self.account.person.name.clone(),
            staff_number: self.account.agent_number.clone(),
            published: self.published,
            tried: self.tried,
            more: self.tried - self.published,
        }
    }
}

/// How many are counted for a month, and whose pay of it would be different by the tables that are tried.
///
/// # Errors
/// If the store cannot be read.
pub async fn try_on(
    db: &mut Db,
    (month, today): (Month, NaiveDate),
    published: Rules,
    tried: Rules,
) -> Stored<(u64, Vec<TriedPay>)> {
    let people = people::all(db).await?;
    let facts = gather(db, today).await?;
    // Counting takes a moment, in which nobody else is to wait.
    let counted = tokio::task::spawn_blocking(move || {
        different(&facts, &people, (&published, &tried), (month, today))
    });
    counted.await.map_err(|error| StoreError::Unreadable {
        column: "fact",
        reason: error.to_string(),
    })
}

fn different(
    facts: &[Fact],
    people: &[Account],
    (published, tried): (&Rules, &Rules),
    (month, today): (Month, NaiveDate),
) -> (u64, Vec<TriedPay>) {
    let published = Closing::on(facts, published, month, today);
    let tried = Closing::on(facts, tried, month, today);
    let history = published.books().history();
    let is_counted = |(account, tried): &(&Account, Statement)| {
        let person = account.person.id;
        history.is_contracted_in(person, month)
            || tried.says_something()
            || published.statement(person).says_something()
    };
    let statements = people.iter();
    let statements = statements.map(|account| (account, tried.statement(account.person.id)));
    let statements: Vec<(&Account, Statement)> = statements.filter(is_counted).collect();
    let trials = Trial::of_each(&published, &statements);
    let different = trials.iter().filter(|trial| trial.is_different());
    let counted = u64::try_from(trials.len()).unwrap_or(u64::MAX);
    (counted, different.map(Trial::pay).collect())
}

/// Whose pay would be different, a line each.
pub(super) fn trial_in_words(trials: &[Trial<'_>], language: Language) -> String {
    let mut text = tell(language, key!("statement.tried_changes"), &[]) + "\n";
    let different = trials.iter().filter(|trial| trial.is_different());
    let mut count = 0;
    for trial in different {
        count += 1;
        let Trial {
            login,
            published,
            tried,
            ..
        } = trial;
        let more = *tried - *published;
        let _ = writeln!(
            text,
            "  {login:<16} {published:>14} → {tried:>14}  {more:>14}"
        );
    }
    if count == 0 {
        text += &format!(
            "  {}\n",
            tell(language, key!("statement.tried_nobody"), &[])
        );
    }
    text
}
