//! Who asks.

mod cookie;
mod failed;
mod origin;
mod password;
mod sign_in;
mod signed_in;
mod slow_down;
mod token;

pub use origin::refuse_cross_site;
pub use password::{PasswordCost, Passwords};
pub use sign_in::{Address, sign_in, sign_out};
pub use signed_in::{Home, SignedIn};
