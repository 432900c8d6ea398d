//! What the device keeps, in IndexedDB: one database for the device, one per person.
//!
//! A transaction is prepared first and then only waits for IndexedDB itself: awaiting anything
//! else inside would commit it.

mod acknowledgements;
mod apply;
mod case_draft;
mod codec;
mod decision;
mod device;
mod draft;
mod draft_merge;
mod error;
mod half_written;
mod leaving;
mod meta;
mod outbox;
mod prefilled;
mod pulled;
mod schema;
mod session_draft;
mod taken;
mod team;
mod vault;

pub use case_draft::{CaseDraft, Panel};
pub use decision::{DecisionState, KeptDecision, UNDO_MS, WhatWasRead};
pub use device::{DeviceStore, KnownPerson, Told};
pub use draft::{
    Draft, amended_record_of, amendment_key, key_from, new_record_key, new_record_of, origin_of,
};
pub use error::StoreError;
pub use half_written::{Finishes, HalfWritten};
pub use outbox::{NewMutation, NewRecord};
pub use prefilled::{Prefilled, Source, Suggestion, Suggestions};
pub use session_draft::SessionDraft;
pub use vault::Vault;
