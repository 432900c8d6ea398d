//! Complete, valid records for demonstrations and tests: the same seed always gives the same one.

mod application;
mod draw;
mod loss_notice;
mod odd_input;
mod people;
mod product;
mod service_request;
mod training_session;

pub use application::application;
pub use loss_notice::loss_notice;
pub use odd_input::{OddInput, odd_inputs};
pub use service_request::service_request;
pub use training_session::training_session;
