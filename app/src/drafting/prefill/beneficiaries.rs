//! What is suggested of beneficiaries, wherever a form asks for them.

use super::identity::from_identity;
use super::{Found, Source};
use shared::answers::read;
use shared::identity::IdentityKind;

/// Most show their identity card, which says sex and birth date; the first receives everything.
pub(super) fn suggest(found: &mut Found<'_>) {
    for number in 0..found.answers.items("beneficiaries") {
        let person = format!("beneficiaries.{number}");
        let kind = IdentityKind::ResidentId.as_str();
        found.suggest(format!("{person}.identity_kind"), kind, Source::Usual);
        from_identity(found, &person);
        order_and_share(found, number);
    }
}

/// The first order, and what the others of it leave of 100 %.
fn order_and_share(found: &mut Found<'_>, number: usize) {
    let answers = found.answers;
    let at = |number: usize, name: &str, unit: &str| {
        read::whole_at(answers, &format!("beneficiaries.{number}.{name}"), unit)
    };
    let order = at(number, "order", "").unwrap_or(1);
    let others = (0..answers.items("beneficiaries")).filter(|other| *other != number);
    let taken: u32 = others
        .filter(|other| at(*other, "order", "") == Some(order))
        .filter_map(|other| at(other, "share", "percent"))
        .fold(0, u32::saturating_add);
    found.suggest(
        format!("beneficiaries.{number}.order"),
        "1",
        Source::FirstOrder,
    );
    if taken < 100 {
        let share = (100 - taken).to_string();
        found.suggest(format!("beneficiaries.{number}.share"), share, Source::Rest);
    }
}
