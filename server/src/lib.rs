//! The Saddlebag server: sync, review desk, people.

mod auth;
mod cli;
mod clock;
mod config;
mod copies;
mod demo;
mod desk;
#[cfg(test)]
#[path = "../tests/engine/mod.rs"]
mod engine;
mod input;
mod organisation;
mod payroll;
mod problem;
mod routes;
mod serve;
mod state;
mod store;
mod sync;

pub use auth::PasswordCost;
pub use cli::run;
pub use clock::Clock;
pub use demo::{Account, seed};
pub use routes::router;
pub use state::AppState;
pub use store::{
    BackupError, Copied, Database, InvalidDatabase, RestoreError, Store, StoreError, Stored,
    back_up, restore,
};
