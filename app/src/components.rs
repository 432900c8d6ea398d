//! What pages are made of. Components take values and callbacks, never the store.

pub mod badge;
pub mod button;
pub mod chip;
pub mod dialog;
pub mod empty;
pub mod error_summary;
pub mod field;
pub mod filter;
pub mod icon;
pub mod language_switch;
pub mod new_passphrase;
pub mod note_entry;
pub mod notice;
pub mod qr_code;
pub mod reason_entry;
pub mod record_row;
pub mod secret_entry;
pub mod settling;
pub mod take_out;
pub mod tally;
pub mod toast;
pub mod written;
