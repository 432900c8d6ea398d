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
mod following;
mod found;
mod frame;
mod head;
mod items;
mod known;
mod named_by_key;
mod new_draft;
mod no_to_all;
mod offers;
mod open_draft;
mod overview;
mod page;
mod people;
mod plain_field;
mod prefill;
mod progress;
mod push_offer;
mod quoted;
mod refusal;
mod restore;
mod said;
mod saver;
mod sent;
mod settle;
mod steps;
#[cfg(test)]
mod taps;
mod too_late;
mod unsent;
mod way;
mod whereabouts;

pub use address::{
    answer as answer_page, changing as changing_page, check as check_page, control,
    overview as overview_page,
};
pub use amending::{AmendmentNote, Differences};
pub use came_back::CameBack;
pub use check::Check;
pub use delete::Delete;
pub use following::{bring_along, take_up, type_at};
pub use frame::DraftFrame;
pub use head::Title;
pub use known::known;
pub use named_by_key::named_by_key;
pub use new_draft::{NewAmendment, NewDraft, replacing};
pub use overview::Overview;
pub use page::FormPage;
pub use plain_field::PlainField;
pub use prefill::{Known, is_given_at_once};
pub use refusal::{entry_of, is_on_its_way, refused_findings};
pub use restore::change_of;
pub use said::{labelled, said, said_with_name};
pub use saver::Saver;
pub use sent::Sent;
pub use unsent::Unsent;
pub use whereabouts::{Whereabouts, whereabouts};
