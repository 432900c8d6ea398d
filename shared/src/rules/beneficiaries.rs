//! Beneficiaries (受益人): their orders, shares, and who they are.

use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::form::beneficiary;
use crate::form::person::insured_prefix;
use crate::identity::Identity;
use std::collections::{BTreeMap, BTreeSet};

struct Beneficiary {
    number: usize,
    order: u32,
    share: u32,
}

pub(crate) fn check(answers: &Answers, findings: &mut Vec<Finding>) {
    if !answers.is("beneficiary_kind", "named") {
        return;
    }
    let count = beneficiary::count(answers);
    let all: Vec<_> = (0..count).filter_map(|n| beneficiary(answers, n)).collect();
    // While an order or share is missing the sums say nothing.
    if all.len() == count {
        findings.extend(shares(&all));
        findings.extend(gaps(&all));
    }
    findings.extend(twice_or_insured(answers, count));
}

fn beneficiary(answers: &Answers, number: usize) -> Option<Beneficiary> {
    Some(Beneficiary {
        number,
        order: read::whole_at(answers, &format!("beneficiaries.{number}.order"), "")?,
        share: read::whole_at(answers, &format!("beneficiaries.{number}.share"), "percent")?,
    })
}

/// The shares of each order add up to 100 %; said at the last of the order.
fn shares(all: &[Beneficiary]) -> Vec<Finding> {
    let mut orders: BTreeMap<u32, (usize, u64)> = BTreeMap::new();
    for one in all {
        let (last, sum) = orders.entry(one.order).or_default();
        *last = one.number;
        *sum += u64::from(one.share);
    }
    orders
        .into_iter()
        .filter(|(_, (_, sum))| *sum != 100)
        .map(|(order, (last, sum))| {
            Finding::error("beneficiary_shares", format!("beneficiaries.{last}.share"))
                .with("order", order)
                .with("sum", sum)
        })
        .collect()
}

/// Orders are 1, 2, 3 … without gaps.
fn gaps(all: &[Beneficiary]) -> Vec<Finding> {
    let orders: BTreeSet<u32> = all.iter().map(|one| one.order).collect();
    all.iter()
        .filter(|one| one.order > 1 && !orders.contains(&(one.order - 1)))
        .map(|one| {
            Finding::error(
                "beneficiary_order_gap",
                format!("beneficiaries.{}.order", one.number),
            )
            .with("missing", one.order - 1)
        })
        .collect()
}

/// Nobody twice; and the insured cannot receive what is paid on the insured's death.
fn twice_or_insured(answers: &Answers, count: usize) -> Vec<Finding> {
    let insured = read::identity(answers, insured_prefix(answers));
    let mut seen: Vec<Option<Identity>> = Vec::new();
    let mut found = Vec::new();
    for number in 0..count {
        let prefix = format!("beneficiaries.{number}");
        let relation = format!("{prefix}.relation");
        let identity = read::identity(answers, &prefix);
        if answers.is(&relation, "self") || is_same(&identity, &insured) {
            found.push(Finding::error("beneficiary_is_insured", &relation));
        }
        if answers.is(&relation, "other") {
            found.push(Finding::warning("beneficiary_not_related", relation));
        }
        if seen.iter().any(|other| is_same(other, &identity)) {
            found.push(Finding::error(
                "beneficiary_twice",
                format!("{prefix}.identity_number"),
            ));
        }
        seen.push(identity);
    }
    found
}

fn is_same(one: &Option<Identity>, other: &Option<Identity>) -> bool {
    let both = one.as_ref().zip(other.as_ref());
    both.is_some_and(|(one, other)| one.is_same_person(other))
}
