//! Capturing a record: one thing per page, everything kept as it is typed, checked, then sent.

mod address;
mod amending;
mod asked_field;
mod banners;
mod came_back;
mod check;
mod check_answers;
mod delete;
mod extras;
mod finding_message;
mod frame;
mod head;
mod items;
mod named_by_key;
mod new_draft;
mod no_to_all;
mod of_another;
mod overview;
mod page;
mod page_flow;
mod people;
mod plain_field;
mod progress;
mod push_offer;
mod quoted;
mod sent;
mod sold_anew;
#[cfg(test)]
mod taps;
mod too_late;
mod unsent;

pub use address::{
    answer as answer_page, changing as changing_page, check as check_page, control,
    overview as overview_page,
};
pub use amending::{AmendmentNote, Differences};
pub use came_back::CameBack;
pub use check::Check;
pub use delete::Delete;
pub use finding_message::{labelled, message, message_with_name};
pub use frame::DraftFrame;
pub use head::Title;
pub use named_by_key::named_by_key;
pub use new_draft::{NewAmendment, NewDraft, replacing};
pub use overview::Overview;
pub use page::FormPage;
pub use plain_field::PlainField;
pub use sent::Sent;
pub use sold_anew::SoldAnew;
pub use unsent::Unsent;
