//! A device in memory: what tests and the simulation keep in place of IndexedDB.

use super::{Key, Table, Transaction};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// In the order of IndexedDB: numbers before texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Number(u64),
    Text(String),
}

/// The tables of a device, kept as JSON. What is done to it is kept at once; whoever may want nothing of it kept works
/// on a copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    kept: RefCell<BTreeMap<(Table, Place), String>>,
}

impl Memory {
    fn values<T: DeserializeOwned>(&self, is_meant: impl Fn(Table, &Place) -> bool) -> Vec<T> {
        let kept = self.kept.borrow();
        let meant = kept
            .iter()
            .filter(|((table, place), _)| is_meant(*table, place));
        meant
            .filter_map(|(_, value)| serde_json::from_str(value).ok())
            .collect()
    }
}

impl From<Key<'_>> for Place {
    fn from(key: Key<'_>) -> Self {
        match key {
            Key::Number(number) => Self::Number(number),
            Key::Text(text) => Self::Text(text.to_owned()),
        }
    }
}

/// A transaction is a copy, which takes the place of the device.
#[cfg(any(test, feature = "sample"))]
impl super::contract::Device for Memory {
    type Error = serde_json::Error;
    type Transaction<'a> = Self;

    async fn begin(&self) -> Result<Self, Self::Error> {
        Ok(self.clone())
    }

    async fn commit(&self, transaction: Self::Transaction<'_>) -> Result<(), Self::Error> {
        self.kept.replace(transaction.kept.into_inner());
        Ok(())
    }
}

impl Transaction for Memory {
    type Error = serde_json::Error;

    async fn get<T: DeserializeOwned>(
        &self,
        table: Table,
        key: Key<'_>,
    ) -> Result<Option<T>, Self::Error> {
        let kept = self.kept.borrow();
        let value = kept.get(&(table, key.into()));
        value.map(|value| serde_json::from_str(value)).transpose()
    }

    async fn all<T: DeserializeOwned>(&self, table: Table) -> Result<Vec<T>, Self::Error> {
        Ok(self.values(|of, _| of == table))
    }

    async fn numbers(&self, table: Table) -> Result<Vec<u64>, Self::Error> {
        let kept = self.kept.borrow();
        let numbers = kept.keys().filter_map(|(of, place)| match place {
            Place::Number(number) if *of == table => Some(*number),
            Place::Number(_) | Place::Text(_) => None,
        });
        Ok(numbers.collect())
    }

    async fn starting<T: DeserializeOwned>(
        &self,
        table: Table,
        prefix: &str,
    ) -> Result<Vec<T>, Self::Error> {
        Ok(self.values(|of, place| {
            of == table && matches!(place, Place::Text(text) if text.starts_with(prefix))
        }))
    }

    async fn put(
        &self,
        table: Table,
        key: Key<'_>,
        value: &impl Serialize,
    ) -> Result<(), Self::Error> {
        let value = serde_json::to_string(value)?;
        self.kept.borrow_mut().insert((table, key.into()), value);
        Ok(())
    }

    async fn remove(&self, table: Table, key: Key<'_>) -> Result<(), Self::Error> {
        self.kept.borrow_mut().remove(&(table, key.into()));
        Ok(())
    }

    async fn clear(&self, table: Table) -> Result<(), Self::Error> {
        self.kept.borrow_mut().retain(|(of, _), _| *of != table);
        Ok(())
    }
}
