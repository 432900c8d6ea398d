//! Who works here, in which role, where in the organisation.

mod role;

pub use role::Role;
