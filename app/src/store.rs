//! What the device keeps, in IndexedDB: one database for the device, one per person.
//!
//! A transaction is prepared first and then only waits for IndexedDB itself: awaiting anything
//! else inside would commit it.

mod case_draft;
mod codec;
#[cfg(feature = "probes")]
pub mod contract;
mod decision;
mod device;
mod draft;
mod draft_key;
mod draft_merge;
mod error;
mod exchange;
mod half_written;
mod leaving;
mod meta;
mod outbox;
mod prefilled;
mod pulled;
mod schema;
mod session_draft;
mod storage_loss;
mod tables;
mod team;
mod vault;

pub use case_draft::{CaseDraft, Panel};
pub use decision::{DecisionState, KeptDecision, UNDO_MS, WhatWasRead};
pub use device::{DeviceStore, KnownPerson, Told};
pub use draft::{Draft, Purpose, PutAside};
pub use draft_key::DraftKey;
pub use error::StoreError;
pub use half_written::{Finishes, HalfWritten};
pub use outbox::NewRecord;
pub use prefilled::{Prefilled, Source, Suggestion, Suggestions};
pub use pulled::Everything;
pub use session_draft::SessionDraft;
pub use vault::Vault;
