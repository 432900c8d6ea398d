//! What a change of somebody brings about besides what it says: told to who looks at it before keeping it.

use super::standing::Standing;
use crate::auth::{self, SignedIn};
use crate::store::{Db, Stored, records};
use chrono::NaiveDate;
use shared::finding::Finding;
use shared::people::{PersonInFull, consequences};
use shared::submission::Status;
use shared::time::Timestamp;

/// As they come to light of somebody who is to be `after`.
pub(super) async fn of_change(
    db: &mut Db,
    by: &SignedIn,
    standing: &Standing,
    (before, after): (&PersonInFull, &PersonInFull),
    (today, now): (NaiveDate, Timestamp),
) -> Stored<Vec<Finding>> {
    let named = standing.named(&[]);
    let mut found = consequences(before, after, &standing.people, named);
    if before.left_on == after.left_on {
        return Ok(found);
    }
    let Some(last) = after.left_on else {
        return Ok(found);
    };
    if last < today {
        found.push(Finding::warning("leaves_in_the_past", "on"));
    }
    let devices = auth::devices_of(db, (after.id, by.device), now).await?;
    let statuses = records::statuses_of(db, after.id).await?;
    let of = |counts: fn(Status) -> bool| -> u64 {
        let counted = statuses.iter().filter(|(status, _)| counts(*status));
        counted.map(|(_, n)| n).sum()
    };
    let counted = [
        ("leaves_signed_in", count(devices.len())),
        ("leaves_queries", of(|status| status == Status::Queried)),
        ("leaves_cases", of(Status::waits_for_office)),
    ];
    let counted = counted.into_iter().filter(|(_, n)| *n > 0);
    found.extend(counted.map(|(code, n)| Finding::warning(code, "on").with("n", n)));
    Ok(found)
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
