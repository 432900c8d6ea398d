//! What a device keeps, whatever it is.

use super::fixture::same;
use super::{Device, Held};
use crate::sync::device_store::{Table, Transaction};

pub(super) async fn values_stand_in_the_order_of_their_keys<D: Device>(device: &D) -> Held {
    let transaction = device.begin().await?;
    for number in [10_u64, 2, 1_000_000, 1] {
        transaction
            .put(Table::Outbox, number.into(), &number)
            .await?;
    }
    transaction.put(Table::Outbox, 2_u64.into(), &20).await?;
    for text in ["b", "a", "中", "B"] {
        transaction.put(Table::Drafts, text.into(), &text).await?;
    }
    transaction.remove(Table::Drafts, "b".into()).await?;
    transaction.remove(Table::Drafts, "never".into()).await?;
    device.commit(transaction).await?;
    let transaction = device.begin().await?;
    let numbers: Vec<u64> = transaction.all(Table::Outbox).await?;
    same(&numbers, &vec![1, 20, 10, 1_000_000])?;
    let texts: Vec<String> = transaction.all(Table::Drafts).await?;
    same(
        &texts,
        &vec!["B".to_owned(), "a".to_owned(), "中".to_owned()],
    )?;
    let none: Option<String> = transaction.get(Table::Drafts, "b".into()).await?;
    same(&none, &None)?;
    transaction.clear(Table::Drafts).await?;
    device.commit(transaction).await?;
    let transaction = device.begin().await?;
    same(&transaction.all::<String>(Table::Drafts).await?.len(), &0)?;
    same(&transaction.all::<u64>(Table::Outbox).await?.len(), &4)
}

pub(super) async fn what_begins_with_a_prefix_is_found_and_nothing_else<D: Device>(
    device: &D,
) -> Held {
    let transaction = device.begin().await?;
    for text in ["a", "a/", "a/1", "a/中", "a/\u{10ffff}", "a0", "b/1"] {
        transaction.put(Table::Meta, text.into(), &text).await?;
    }
    let found: Vec<String> = transaction.starting(Table::Meta, "a/").await?;
    same(
        &found,
        &["a/", "a/1", "a/中", "a/\u{10ffff}"]
            .map(str::to_owned)
            .to_vec(),
    )
}

pub(super) async fn nothing_of_an_abandoned_transaction_is_kept<D: Device>(device: &D) -> Held {
    let transaction = device.begin().await?;
    transaction.put(Table::Meta, "kept".into(), &1).await?;
    device.commit(transaction).await?;
    let transaction = device.begin().await?;
    transaction.put(Table::Meta, "kept".into(), &2).await?;
    transaction.put(Table::Meta, "more".into(), &3).await?;
    transaction.clear(Table::Meta).await?;
    drop(transaction);
    let transaction = device.begin().await?;
    same(&transaction.all::<u64>(Table::Meta).await?, &vec![1])
}

pub(super) async fn what_cannot_be_read_is_left_out_and_stays<D: Device>(device: &D) -> Held {
    let transaction = device.begin().await?;
    transaction.put(Table::Drafts, "a".into(), &1).await?;
    transaction.put(Table::Drafts, "b".into(), &"two").await?;
    let numbers: Vec<u64> = transaction.all(Table::Drafts).await?;
    same(&numbers, &vec![1])?;
    let texts: Vec<String> = transaction.starting(Table::Drafts, "").await?;
    same(&texts, &vec!["two".to_owned()])
}
