//! The Saddlebag server: sync, review desk, people.

mod audit;
mod auth;
mod beginning;
mod cli;
mod clock;
mod compensation;
mod config;
mod connections;
mod copies;
mod demo;
mod desk;
#[cfg(test)]
#[path = "../tests/engine/mod.rs"]
mod engine;
mod exports;
mod finding_text;
mod gate;
mod imports;
mod input;
mod late_sessions;
mod new_id;
mod organisation;
mod organisation_days;
mod payroll;
mod people;
mod private_file;
mod problem;
mod products;
mod publishing;
mod push;
mod routes;
mod serve;
mod serving;
mod settings;
mod signing;
mod state;
mod store;
mod sync;
mod table_files;
mod team;
mod verify_receipt;
mod webhooks;

pub use auth::{KEY_ROUTES, KeyRoute, PasswordCost};
pub use cli::{run, run_by};
pub use clock::Clock;
pub use config::{InvalidPublicUrl, PublicUrl, Reach};
pub use demo::{Account, seed};
pub use push::{InvalidPushContact, PushContact, PushServices, PushSettings, tell_due};
pub use routes::router;
pub use signing::{SigningKey, has_signed};
pub use state::AppState;
pub use store::{
    BackupError, Copied, Database, InvalidDatabase, RestoreError, Store, StoreError, Stored,
    back_up, restore,
};
pub use webhooks::{CallReach, send_due};
