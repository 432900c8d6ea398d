//! Whose pay tables would change that are not published, and by how much.

use super::print::tell;
use crate::store::people::Account;
use serde::Serialize;
use shared::commission::{Closing, Statement};
use shared::key;
use shared::money::Money;
use shared::text::Language;
use std::fmt::Write as _;

/// What somebody is paid by the tables that are published, and would be by those that are tried.
#[derive(Debug, Serialize)]
pub(super) struct Trial<'s> {
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
            login: &account.login,
            published: published.statement(account.person.id).totals.paid,
            tried: tried.totals.paid,
        };
        statements.iter().map(trial).collect()
    }
}

/// Whose pay would be different, a line each.
pub(super) fn trial_in_words(trials: &[Trial<'_>], language: Language) -> String {
    let mut text = tell(language, key!("statement.tried_changes"), &[]) + "\n";
    let different = trials.iter().filter(|trial| trial.published != trial.tried);
    let mut count = 0;
    for trial in different {
        count += 1;
        let Trial {
            login,
            published,
            tried,
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
