//! The statements of one person, for themselves.

use super::gather::gather;
use crate::compensation::known_at;
use crate::store::{Db, StoreError, Stored, settings, units};
use chrono::NaiveDate;
use shared::commission::{Closing, Rules, Statement};
use shared::facts::Fact;
use shared::id::PersonId;
use shared::month::Month;
use shared::time::Timestamp;
use std::sync::Arc;

/// So many months back.
const MONTHS: i32 = 12;

/// The statements of this month and the twelve before it, in which somebody was contracted or something was posted;
/// none where no tables are published.
pub async fn last_statements(
    db: &mut Db,
    agent: PersonId,
    now: Timestamp,
) -> Stored<Vec<Statement>> {
    let today = units::company_day(db, now).await?;
    let calendar = settings::pay_calendar(db).await?;
    let facts = Arc::new(gather(db, today).await?);
    let this = Month::of(today);
    let mut statements = Vec::new();
    for month in this.plus(-MONTHS).through(this) {
        let close = calendar.close_of(month);
        let Some(rules) = known_at(db, &calendar, (close, today)).await? else {
            continue;
        };
        let facts = Arc::clone(&facts);
        // Counting takes a moment, in which nobody else is to wait.
        let counted =
            tokio::task::spawn_blocking(move || of_month(&facts, &rules, (month, today), agent));
        let counted = counted.await.map_err(|error| StoreError::Unreadable {
            column: "fact",
            reason: error.to_string(),
        })?;
        statements.extend(counted);
    }
    Ok(statements)
}

fn of_month(
    facts: &[Fact],
    rules: &Rules,
    (month, today): (Month, NaiveDate),
    agent: PersonId,
) -> Option<Statement> {
    let closing = Closing::on(facts, rules, month, today);
    let was_contracted = closing.books().history().is_contracted_in(agent, month);
    let statement = closing.statement(agent);
    (was_contracted || statement.says_something()).then_some(statement)
}
