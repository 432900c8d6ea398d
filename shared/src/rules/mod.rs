//! The rules that phone, server and desk share.

pub mod loss;
pub mod settings;
pub mod suitability;

pub use settings::Settings;
