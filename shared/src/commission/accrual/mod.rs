//! What one policy accrues, month after month: estimated, earned, held, released, forfeited, given back.
//!
//! | file | what | source |
//! |---|---|---|
//! | [`first_year`] | Commission on a premium | domain, 5.1 |
//! | [`gates`] | What has to be in before it is earned | domain, 5.2 |
//! | [`clawback`] | What goes back when a policy ends early | domain, 5.3 |
//! | [`replacement`] | What goes back when another takes its place | domain, 5.3 |

mod annual;
pub mod clawback;
pub mod first_year;
pub mod gates;
mod hold;
pub(super) mod policy_accrual;
pub mod replacement;
pub(super) mod unpaid;
