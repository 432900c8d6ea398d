//! The training of one person: on which rosters they stand, and what was credited to them.

use super::session::Beside;
use crate::auth::SignedIn;
use crate::store::{Db, Stored, records, units};
use crate::sync::view_for;
use serde::Serialize;
use shared::id::UnitId;
use shared::month::Month;
use shared::record::RecordView;
use shared::time::CHINA_OFFSET_MINUTES;
use std::collections::BTreeMap;

/// A session on whose roster somebody stands.
#[derive(Serialize)]
pub(super) struct Trained {
    /// Hours of teaching that are credited, in sixtieths; `None` while the session does not count.
    credited_minutes: Option<u32>,
    /// As their phone has it: without the others.
    session: RecordView,
}

/// All of them.
pub(super) async fn trained(db: &mut Db, person: &SignedIn) -> Stored<Vec<Trained>> {
    let id = person.person.id;
    let mut months: BTreeMap<(UnitId, Month), Beside> = BTreeMap::new();
    let mut trained = Vec::new();
    for record in records::sessions_with(db, id).await? {
        let place = record.view.held_in().map(|month| (record.branch, month));
        if let Some((branch, month)) = place.filter(|place| !months.contains_key(place)) {
            let offset = units::offset(db, branch).await?;
            let offset = offset.unwrap_or(CHINA_OFFSET_MINUTES);
            let beside = Beside::of(db, branch, month, offset).await?;
            months.insert((branch, month), beside);
        }
        let beside = place.and_then(|place| months.get(&place));
        let session = record.view.training_session();
        let credited = session.zip(beside);
        let credited_minutes = credited.and_then(|(session, beside)| beside.credited(&session, id));
        let seen = view_for(record.view.clone(), id);
        trained.extend(seen.map(|mut session| {
            session.content.remove("secret");
            Trained {
                credited_minutes,
                session,
            }
        }));
    }
    Ok(trained)
}
