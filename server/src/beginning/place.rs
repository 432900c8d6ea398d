//! Who can be given a code.

use crate::auth::Home;
use crate::store::{Db, Stored, appointments};
use shared::id::PersonId;
use shared::time::Timestamp;

/// Where somebody belongs, if they do.
pub(super) enum Place {
    /// There, now or from a later day on.
    At(Home),
    /// Nowhere any more.
    Left,
    /// Nowhere yet.
    Nowhere,
}

impl Place {
    pub(super) async fn of(db: &mut Db, person: PersonId, now: Timestamp) -> Stored<Self> {
        let Some(home) = Home::expected(db, person, now).await? else {
            return Ok(Self::Nowhere);
        };
        let held = appointments::of_person(db, person, home.today).await?;
        let stays = !held.is_empty() || appointments::begins_after(db, person, home.today).await?;
        Ok(if stays { Self::At(home) } else { Self::Left })
    }
}
