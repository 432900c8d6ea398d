//! The life of a policy (domain, 3): issued 承保 → receipt returned 回执 → call-back done 回访 → in force; or
//! cooling-off withdrawal 犹豫期退保, lapse 失效, reinstatement 复效, surrender 退保, maturity 满期, end by a claim.
//!
//! What happened arrives as imported [`Fact`](crate::facts::Fact)s, the same from which commission is computed, in any order
//! and perhaps twice. [`policies`] sorts them and lets each policy live through them: the same set of
//! facts gives the same life. A step that cannot have happened ([`Impossible`]) is set aside and
//! becomes a [`Finding`](crate::finding::Finding) with what to correct; the rest counts.
//!
//! Sources: 保险法, articles 36 and 37 (lapse, and two years for reinstatement); 民法典, article 201 (the day on which a period
//! begins isn't counted); 人身保险业务基本服务规定 (receipt and call-back); the contract (cooling-off).
//!
//! ```
//! use shared::commission::example;
//! use shared::policy::{Status, policies};
//!
//! let (facts, rules) = (example::facts(), example::rules());
//! let book = |day: &str| policies(&facts, day.parse().unwrap_or_default(), |on| rules.cooling_off_days(on));
//! assert_eq!(book("2026-01-10").lives[0].status(), Status::Issued); // delivered, the receipt still out
//! assert_eq!(book("2026-01-12").lives[0].status(), Status::ReceiptReturned);
//! assert_eq!(book("2026-01-15").lives[0].status(), Status::InForce); // called back
//! ```

mod impossible;
mod life;
mod lives;
mod status;
mod terms;
mod view;

#[cfg(test)]
mod tests;

pub use impossible::Impossible;
pub use life::{Cover, Papers, PolicyLife};
pub use lives::{Policies, policies};
pub use status::{Ending, Status};
pub use terms::Terms;
pub use view::PolicyView;
