//! The team as a leader's phone last read it.

use super::vault::{get, put};
use super::{StoreError, Vault, schema};
use shared::team::Team;

impl Vault {
    /// What was read last.
    pub async fn kept_team(&self) -> Result<Option<Team>, StoreError> {
        let transaction = self.read(&[schema::META])?;
        get(&transaction.object_store(schema::META)?, schema::TEAM).await
    }

    /// Keeps what was read, in the place of what was there.
    pub async fn keep_team(&self, team: &Team) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        put(&transaction.object_store(schema::META)?, schema::TEAM, team).await?;
        Ok(transaction.commit().await?)
    }
}
