//! A draft while it is written: what follows from its answers, what the rules find in it, where it is kept, and what
//! became of it. What it looks like is the pages'.

mod catalogue_offers;
mod following;
mod found;
mod open_draft;
mod prefill;
mod prefill_sources;
mod refusal;
mod restore;
mod saver;
mod settle;
mod sold_anew;
mod steps;
mod whereabouts;

pub use catalogue_offers::{mode_name, with_offers};
pub use open_draft::{OpenDraft, use_open_draft};
pub use prefill::aside;
pub use refusal::{entry_of, refused_findings};
pub use restore::{change_of, submission_of};
pub use saver::{Kept, Saver};
pub use steps::{Items, Step, page_at, visit_name};
pub use whereabouts::{Whereabouts, whereabouts};

#[cfg(test)]
pub use {
    catalogue_offers::CatalogueOffers,
    prefill::{follow, household, takes},
    prefill_sources::PrefillSources,
    settle::settle,
    steps::steps,
};
