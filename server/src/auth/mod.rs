//! Who asks.

mod address;
mod cookie;
mod failed;
mod home;
mod origin;
mod password;
mod presented;
mod refusals;
mod sign_in;
mod sign_out;
mod signed_in;
mod slow_down;
mod token;

pub use address::Address;
pub use home::Home;
pub use origin::refuse_cross_site;
pub use password::{PasswordCost, Passwords};
pub use presented::{MaySend, lasting};
pub use refusals::Refusals;
pub use sign_in::sign_in;
pub use sign_out::{devices, end_all, end_on, sign_out};
pub use signed_in::SignedIn;
