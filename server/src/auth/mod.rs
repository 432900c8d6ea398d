//! Who asks.

mod address;
mod attempt;
mod change;
mod choose;
mod cookie;
mod entry;
mod failed;
mod guessable;
mod home;
mod key;
mod one_time_code;
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
pub use change::change_passphrase;
pub use home::Home;
pub use key::{Caller, KEY_ROUTES, KeyRoute, KeyText, Pace, bears_key};
pub use one_time_code::{GivenCode, Giver, give_code};
pub use origin::refuse_cross_site;
pub use password::{PasswordCost, Passwords};
pub use presented::{MaySend, lasting};
pub use refusals::Refusals;
pub use sign_in::sign_in;
pub use sign_out::{devices, devices_of, end_all, end_on, sign_out};
pub use signed_in::SignedIn;
