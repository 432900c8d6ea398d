//! Keys with which other systems call the server, as requests present them.

mod pace;
mod presented;
mod routes;
mod text;

pub use pace::Pace;
pub use presented::{Caller, bears_key};
pub use routes::{KEY_ROUTES, KeyRoute};
pub use text::KeyText;
