//! How to reach and pay a person.

mod bank_account;
mod email;
mod mobile;

pub use bank_account::{BankAccount, InvalidBankAccount};
pub use email::{Email, InvalidEmail};
pub use mobile::{InvalidMobile, MobileNumber};

/// An error without parts that says one thing.
macro_rules! simple_error {
    ($(#[$doc:meta])* $name:ident, $says:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name;

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str($says)
            }
        }

        impl core::error::Error for $name {}
    };
}

pub(crate) use simple_error;
