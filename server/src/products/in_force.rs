//! The catalogue in force, read anew once another is published.

use crate::store::{Db, StoreError, Stored, catalogues};
use shared::product::Catalogue;
use std::sync::{Arc, Mutex, PoisonError};

/// The catalogue in force.
#[derive(Debug, Clone, Default)]
pub struct Products {
    /// As it was read last, with its version.
    last: Arc<Mutex<Option<Read>>>,
}

type Read = (u64, Arc<Catalogue>);

impl Products {
    /// The catalogue in force, whoever has published it; a company that has published none sells nothing.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn in_force(&self, db: &mut Db) -> Stored<Arc<Catalogue>> {
        let version = catalogues::version(db).await?;
        if let Some(read) = self.read_last(version) {
            return Ok(read);
        }
        let Some((version, body)) = catalogues::current(db).await? else {
            return Ok(Arc::default());
        };
        let catalogue: Catalogue = serde_json::from_str(&body).map_err(unreadable)?;
        let catalogue = Arc::new(catalogue);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some((version, Arc::clone(&catalogue)));
        Ok(catalogue)
    }

    fn read_last(&self, version: u64) -> Option<Arc<Catalogue>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, catalogue) = last.as_ref()?;
        (*of == version).then(|| Arc::clone(catalogue))
    }
}

fn unreadable(reason: impl ToString) -> StoreError {
    StoreError::Unreadable {
        column: "body",
        reason: reason.to_string(),
    }
}
