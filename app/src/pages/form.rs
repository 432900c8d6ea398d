//! Capturing a record: one thing per page, everything kept as it is typed, checked, then sent.

mod address;
mod asked_field;
mod banners;
mod check;
mod extras;
mod frame;
mod head;
mod items;
mod new_draft;
mod offers;
mod open_draft;
mod overview;
mod page;
mod plain_field;
mod prefill;
mod progress;
mod quoted;
mod refusal;
mod restore;
mod said;
mod saver;
mod sent;
mod steps;

pub use address::control;
pub use check::Check;
pub use frame::DraftFrame;
pub use head::Title;
pub use new_draft::NewDraft;
pub use overview::Overview;
pub use page::FormPage;
pub use plain_field::PlainField;
pub use refusal::{entry_of, is_on_its_way, refused_findings};
pub use restore::answer_of;
pub use said::{labelled, said, said_with_label};
pub use saver::Saver;
pub use sent::Sent;
