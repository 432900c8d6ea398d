//! What every device keeps to, whatever it is made of. [`broken_promises`] looks at one promise after the other on
//! a device of its own; [`transcript`] plays a history from a seed and tells all that was answered and is kept: two
//! devices that keep to the contract tell the same to the letter.

mod exchanging;
mod fixture;
mod history;
mod keeping;
mod outgoing;

pub use history::transcript;

use super::{Draft, Transaction};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// A device that begins transactions.
pub trait Device {
    /// Why it does not keep or find something.
    type Error: Debug + From<serde_json::Error>;
    /// One that writes; nothing of it is kept unless it is committed.
    type Transaction<'a>: Transaction<Error = Self::Error>
    where
        Self: 'a;

    /// Begins a transaction.
    fn begin(&self) -> impl Future<Output = Result<Self::Transaction<'_>, Self::Error>>;

    /// Keeps all that was written in it.
    fn commit(
        &self,
        transaction: Self::Transaction<'_>,
    ) -> impl Future<Output = Result<(), Self::Error>>;
}

/// What a promise says when it does not hold.
struct Broken(String);

impl<E: Debug> From<E> for Broken {
    fn from(error: E) -> Self {
        Self(format!("{error:?}"))
    }
}

type Held = Result<(), Broken>;

/// A draft as little as it can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    text: String,
    /// No page opens it again.
    complete: bool,
    sent: bool,
    changed: Timestamp,
}

impl Draft for Typed {
    fn sent(self, now: Timestamp) -> Self {
        Self {
            sent: true,
            changed: now,
            ..self
        }
    }

    fn reopened(self, now: Timestamp) -> Option<Self> {
        (!self.complete).then_some(Self {
            sent: false,
            changed: now,
            ..self
        })
    }
}

/// Looks whether each promise holds, on a new device for each: the name of each that does not, and why.
pub async fn broken_promises<D: Device>(new: impl AsyncFn() -> D) -> Vec<String> {
    let mut broken = Vec::new();
    macro_rules! hold {
        ($($room:ident: $($promise:ident),+;)+) => {$($(
            if let Err(Broken(why)) = $room::$promise(&new().await).await {
                broken.push(format!("{}: {why}", stringify!($promise)));
            }
        )+)+};
    }
    hold!(
        keeping:
            values_stand_in_the_order_of_their_keys,
            what_begins_with_a_prefix_is_found_and_nothing_else,
            nothing_of_an_abandoned_transaction_is_kept,
            what_cannot_be_read_is_left_out_and_stays;
        exchanging:
            an_overtaken_tab_writes_nothing,
            what_is_done_is_logged_and_its_draft_goes,
            what_has_left_the_outbox_is_not_finished_again,
            a_draft_that_was_opened_again_stays,
            an_older_version_replaces_nothing,
            what_was_parked_is_taken_in_once_it_is_understood,
            a_proof_gets_its_content_whichever_comes_first,
            the_sent_log_waits_again_unless_something_waits_there,
            the_sent_log_forgets_after_thirty_days_of_the_server;
        outgoing:
            what_is_offered_cannot_be_taken_back,
            nothing_is_put_on_its_way_twice,
            what_goes_is_ready_to_the_byte_and_nothing_else,
            what_somebody_else_has_offered_cannot_be_taken_back;
    );
    broken
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    /// What is kept in memory never waits.
    fn at_once<T>(future: impl Future<Output = T>) -> T {
        let mut future = core::pin::pin!(future);
        let mut context = core::task::Context::from_waker(core::task::Waker::noop());
        match future.as_mut().poll(&mut context) {
            core::task::Poll::Ready(value) => value,
            core::task::Poll::Pending => panic!("memory waits"),
        }
    }

    #[test]
    fn memory_keeps_the_contract() {
        let broken = at_once(broken_promises(async || Memory::default()));
        assert!(broken.is_empty(), "{broken:#?}");
    }

    #[test]
    fn a_history_is_told_the_same_each_time_and_does_everything() {
        let told = |seed| at_once(transcript(&Memory::default(), seed));
        assert_eq!(told(1), told(1));
        assert_ne!(told(1), told(2));
        let all: Vec<String> = (1..=20).flat_map(told).collect();
        let out_of_line = all.iter().find(|line| line.contains("is not what goes"));
        assert_eq!(out_of_line, None);
        for happened in [
            "Waits",
            "SaidAlready",
            "NoDraft",
            "Whole",
            "Overtaken",
            "taken back",
            "thrown away",
            "kept",
            "abandoned",
            "offers",
            "in the background",
        ] {
            assert!(all.iter().any(|line| line.contains(happened)), "{happened}");
        }
    }

    /// A device that keeps nothing.
    #[derive(Default)]
    struct Forgetful(Memory);

    impl Device for Forgetful {
        type Error = serde_json::Error;
        type Transaction<'a> = Memory;

        async fn begin(&self) -> Result<Memory, serde_json::Error> {
            Ok(self.0.clone())
        }

        async fn commit(&self, _: Self::Transaction<'_>) -> Result<(), serde_json::Error> {
            Ok(())
        }
    }

    #[test]
    fn a_device_that_breaks_its_promises_is_found_out() {
        let broken = at_once(broken_promises(async || Forgetful::default()));
        assert!(broken.len() > 10, "{broken:#?}");
    }
}
