//! Tables: a file is a table, whole, in the place of that of the same name.

use super::plan::{Plan, Step, Under, What, hash_of, of_all, of_file, unreadable};
use crate::compensation::{known_at, table_differences, with_files};
use crate::store::{Db, Stored, settings};
use chrono::NaiveDate;
use serde_json::{Map, Value};
use shared::commission::{ChangedTable, Publishing, Rules};
use shared::finding::Finding;
use shared::rule_book::{RuleChange, RuleFile, RuleSubject};

const SUBJECT: RuleSubject = RuleSubject::Tables;

/// What files of tables come to. Tables that are not given stay as they are; the first time all are given.
pub(super) async fn plan(db: &mut Db, files: &[RuleFile], under: Under) -> Stored<Plan> {
    let calendar = settings::pay_calendar(db).await?;
    let before = known_at(db, &calendar, (under.today, under.today)).await?;
    if files.is_empty() {
        let none = of_all(Finding::error("rules_no_files", ""));
        return Ok(Plan::wrong(SUBJECT, &before, vec![none]));
    }
    let after = match with_files(before.as_ref(), files, &calendar) {
        Ok(after) => after,
        Err(wrong) => {
            let wrong = wrong.0.iter();
            let findings = wrong.map(|it| of_file(&it.file, it.place(), it.finding()));
            return Ok(Plan::wrong(SUBJECT, &before, findings.collect()));
        }
    };
    let changed = after.changed_since(before.as_ref());
    let publishing = Publishing {
        today: under.today,
        is_said: under.backdated,
        pay_is_counted: under.pay_is_counted,
    };
    let refused = before.as_ref();
    let refused = refused.map(|before| before.check_changes(&changed, publishing));
    let refused: Vec<_> = refused.into_iter().flatten().map(of_all).collect();
    if !refused.is_empty() {
        return Ok(Plan::wrong(SUBJECT, &before, refused));
    }
    let steps = steps(before.as_ref(), &after, &changed, under.today)?;
    Ok(Plan::of(SUBJECT, &before, steps))
}

/// What is to be written so that `after` holds in the place of `before`.
pub(super) fn steps(
    before: Option<&Rules>,
    after: &Rules,
    changed: &[ChangedTable],
    today: NaiveDate,
) -> Stored<Vec<Step>> {
    let were = before.map_or_else(|| Ok(Map::new()), Rules::tables);
    let (were, are) = (
        were.map_err(unreadable)?,
        after.tables().map_err(unreadable)?,
    );
    let step = |table: &ChangedTable| {
        let (was, is) = (were.get(table.table), are.get(table.table)?);
        let known_from = before.map_or(today, |before| before.known_from(table, today));
        Some(Step {
            change: RuleChange {
                name: table.table.to_owned(),
                from: table.from,
                until: None,
                is_new: was.is_none(),
                differences: was.map_or_else(Vec::new, |was| table_differences(was, is)),
            },
            before: hash_of(&was.unwrap_or(&Value::Null)),
            after: hash_of(is),
            what: What::Table {
                name: table.table,
                body: is.clone(),
                known_from,
            },
        })
    };
    Ok(changed.iter().filter_map(step).collect())
}
