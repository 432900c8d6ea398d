//! What somebody else changed of a person or a unit since it was read.

use crate::problem::ApiError;
use crate::store::audit::{Actor, Row};
use crate::store::{Db, Stored, people};
use shared::finding::Finding;
use shared::id::PersonId;
use std::collections::BTreeSet;

/// By the log of what was done to them, the latest first, which knows every state by its version: what was changed
/// since the expected one, and by whom.
pub(super) async fn changed_meanwhile(
    db: &mut Db,
    rows: &[Row],
    expected: &str,
) -> Stored<ApiError> {
    let first = rows.iter().position(|row| row.before() == expected);
    let since = first.and_then(|first| rows.get(..=first));
    let since = since.unwrap_or_default();
    let actors = since.iter().filter_map(|row| match row.person().parse() {
        Ok(Actor::Person(person)) => Some(person),
        _ => None,
    });
    let actors: BTreeSet<PersonId> = actors.collect();
    let names = people::names(db, &actors).await?;
    let mut found = Vec::new();
    for row in since {
        let name = row.person().parse::<PersonId>().ok();
        let name = name.and_then(|id| names.get(&id));
        found.extend(row.detail().changed.iter().map(|it| {
            let field = it.changed.as_str();
            match name {
                Some(name) => Finding::error("person_changed_by", field).with("name", name),
                None => Finding::error("person_changed_by_import", field),
            }
        }));
    }
    Ok(ApiError::ChangedMeanwhile(found))
}
