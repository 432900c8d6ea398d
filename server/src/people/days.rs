//! On which day something is entered of the organisation.

use crate::store::{Db, Stored, facts, units};
use chrono::NaiveDate;
use shared::time::Timestamp;

/// On which day it is entered.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    /// The day at the company.
    pub today: NaiveDate,
    /// Since when what is written is known, as far as pay may have been counted without it: never before facts of
    /// pay are told, for then what is told first holds on its own days.
    pub known: Option<NaiveDate>,
}

impl Days {
    /// Now.
    pub async fn of(db: &mut Db, now: Timestamp) -> Stored<Self> {
        let today = units::company_day(db, now).await?;
        let is_paid = facts::total(db).await? > 0;
        Ok(Self {
            today,
            known: is_paid.then_some(today),
        })
    }
}
