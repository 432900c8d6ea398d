//! What other records say of the people of this one: many applications of one person, and a mobile or
//! an account that several people have in common.

use super::other_record::{OtherRecord, named};
use super::party::Party;
use super::{Context, Watch};
use crate::finding::Finding;
use crate::record::RecordKind;

/// Many applications of one person, this one included.
pub(crate) fn many_applications(
    party: &Party,
    context: &Context<'_>,
    watch: &Watch,
) -> Option<Finding> {
    let theirs = applications(context).filter(|other| {
        let days = (other.captured_on - context.today).num_days().abs();
        let mut parties = other.parties.iter().filter(|it| it.is_of_contract());
        days <= i64::from(watch.many_within_days) && parties.any(|other| other.is_same_as(party))
    });
    let numbers: Vec<&str> = theirs.map(|other| other.number.as_str()).collect();
    let total = numbers.len() + 1;
    (total >= usize::from(watch.many_applications)).then(|| {
        let path = format!("{}.identity_number", party.prefix);
        Finding::warning("applications_of_one_person", path)
            .with("n", total)
            .with("days", watch.many_within_days)
            .with("numbers", named(&numbers))
    })
}

/// A mobile of several people; the reporters of claims are left out: an agent reports for many.
pub(crate) fn mobile_of_several(
    party: &Party,
    context: &Context<'_>,
    watch: &Watch,
) -> Option<Finding> {
    let mobile = party.mobile.as_ref()?;
    let has = |other: &Party| other.mobile.as_ref() == Some(mobile);
    let path = format!("{}.mobile", party.prefix);
    let finding = Finding::warning("mobile_of_several", path);
    in_common(
        party,
        applications(context),
        has,
        watch.mobile_of_people.into(),
        finding,
    )
}

/// An account of several people, told at its path.
pub(crate) fn account_of_several(
    path: &str,
    party: &Party,
    context: &Context<'_>,
    watch: &Watch,
) -> Option<Finding> {
    let account = party.account.as_ref()?;
    let has = |other: &Party| other.account.as_ref() == Some(account);
    let finding = Finding::warning("account_of_several", path);
    let others = context.others.iter();
    in_common(party, others, has, watch.account_of_people.into(), finding)
}

/// The document of this person under another name, here or in another record: one of both is mistyped, or
/// somebody shows a document that is not theirs.
pub(crate) fn number_of_another_name(
    party: &Party,
    here: &[Party],
    context: &Context<'_>,
) -> Option<Finding> {
    let differs = |other: &Party| {
        let documents = party.identity.as_ref().zip(other.identity.as_ref());
        documents.is_some_and(|(one, other)| one.is_same_person(other))
            && party.name.is_some()
            && other.name.is_some()
            && !party.has_name_of(other)
    };
    let path = format!("{}.name", party.prefix);
    if here.iter().any(differs) {
        return Some(Finding::warning("number_of_two_names", path));
    }
    let others = context.others.iter();
    let numbers: Vec<&str> = others
        .filter(|other| other.parties.iter().any(differs))
        .map(|other| other.number.as_str())
        .collect();
    (!numbers.is_empty())
        .then(|| Finding::warning("number_of_another_name", path).with("numbers", named(&numbers)))
}

/// The finding, if at least so many people have something in common.
fn in_common<'a>(
    party: &Party,
    others: impl Iterator<Item = &'a OtherRecord>,
    has: impl Fn(&Party) -> bool,
    from: usize,
    finding: Finding,
) -> Option<Finding> {
    let mut people = vec![party];
    let mut numbers = Vec::new();
    for other in others {
        let strangers = other
            .parties
            .iter()
            .filter(|it| has(it) && !it.is_same_as(party));
        for (place, stranger) in strangers.enumerate() {
            if place == 0 {
                numbers.push(other.number.as_str());
            }
            if !people.iter().any(|known| known.is_same_as(stranger)) {
                people.push(stranger);
            }
        }
    }
    (people.len() >= from).then(|| {
        finding
            .with("people", people.len())
            .with("numbers", named(&numbers))
    })
}

fn applications<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a OtherRecord> {
    let others = context.others.iter();
    others.filter(|other| other.kind == RecordKind::Application)
}
