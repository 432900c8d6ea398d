//! An organisation begins, and its people sign in for the first time with one-time codes.

mod give;
mod init;
mod invite;
mod place;
mod slips;

pub use give::give;
pub use init::{Init, init};
pub use invite::{Invite, invite};

/// How to begin, for whoever starts a server that nobody can sign in to.
pub const HOW: &str =
    "saddlebag init --company NAME --branch NAME --administrator LOGIN --name NAME --data DATA";
