//! One module per page; `audit`, `choose`, `desk`, `people`, `rules`, `settings`, `team` and `training` are chunks loaded
//! when first opened, as is what each of them has for the start page.

pub mod audit;
pub mod choose;
pub mod closed;
pub mod desk;
pub mod failure;
pub mod form;
pub mod home;
pub mod not_found;
pub mod people;
pub mod query_answer;
pub mod record;
pub mod rules;
pub mod set_aside;
pub mod settings;
pub mod shell;
pub mod sign_in;
pub mod store_failed;
pub mod sync;
pub mod take_back;
pub mod team;
pub mod training;
pub mod waiting_decisions;
pub mod work_list;
