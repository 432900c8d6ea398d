//! What is known already, and by what the next fact is checked.

use super::Checked;
use crate::payroll::entry::Wrong;
use crate::payroll::people::People;
use chrono::NaiveDate;
use shared::commission::Rules;
use shared::facts::{Fact, FactId, FactKind, FactLimits, Issued, PolicyNumber, Premium, Retracted};
use shared::id::{PersonId, UnitId};
use shared::product::{Catalogue, ProductCode};
use shared::setting::Setting;
use std::collections::{BTreeMap, BTreeSet};

/// A product line of a policy, and the day on which a premium of it falls due.
type Due = (PolicyNumber, u16, NaiveDate);

/// What is known.
pub(in crate::payroll) struct Ground<'a> {
    pub today: NaiveDate,
    pub people: &'a People,
    pub rules: &'a Rules,
    pub catalogue: Option<Catalogue>,
    /// What is taken for a slip, every version.
    limits: Vec<FactLimits>,
    /// The days on which the organisation has contracts begin.
    contracts: BTreeMap<PersonId, BTreeSet<NaiveDate>>,
    /// The units of which the organisation knows from whom they split off.
    splits: BTreeSet<UnitId>,
    ids: BTreeSet<FactId>,
    retractions: BTreeSet<FactId>,
    retracted: BTreeSet<FactId>,
    /// By number: the fact that told the issue, its day, the contract.
    policies: BTreeMap<PolicyNumber, (FactId, NaiveDate, Issued)>,
    premiums: BTreeMap<Due, FactId>,
    said: BTreeMap<(NaiveDate, FactKind), FactId>,
}

impl<'a> Ground<'a> {
    /// With everything that the store knows.
    pub(in crate::payroll) fn new(
        today: NaiveDate,
        people: &'a People,
        rules: &'a Rules,
        catalogue: Option<Catalogue>,
        limits: Vec<FactLimits>,
        known: &[Fact],
    ) -> Self {
        let mut ground = Self {
            today,
            people,
            rules,
            catalogue,
            limits,
            contracts: BTreeMap::new(),
            splits: BTreeSet::new(),
            ids: BTreeSet::new(),
            retractions: BTreeSet::new(),
            retracted: BTreeSet::new(),
            policies: BTreeMap::new(),
            premiums: BTreeMap::new(),
            said: BTreeMap::new(),
        };
        let mut known: Vec<&Fact> = known.iter().collect();
        known.sort_by_key(|fact| rank(fact));
        for fact in known {
            ground.take_in(fact);
        }
        ground
    }

    /// What is taken for a slip in a fact that happened on this day.
    ///
    /// # Errors
    /// If the company never decided it.
    pub(super) fn limits_on(&self, day: NaiveDate) -> Result<&FactLimits, Wrong> {
        FactLimits::in_force(&self.limits, day)
            .ok_or_else(|| Wrong::at("", "no limits of facts are published: publish fact_limits"))
    }

    /// An id that the file has, whether its fact is taken or not: it can be retracted in the same file.
    pub(in crate::payroll) fn announce(&mut self, id: &FactId) {
        self.ids.insert(id.clone());
    }

    /// A fact that counts from now on.
    pub(in crate::payroll) fn take_in(&mut self, fact: &Fact) {
        self.ids.insert(fact.id.clone());
        if let FactKind::Retracted(retracted) = &fact.what {
            self.retractions.insert(fact.id.clone());
            self.retracted.insert(retracted.fact.clone());
        } else if !self.retracted.contains(&fact.id) {
            self.count(fact);
        }
    }

    fn count(&mut self, fact: &Fact) {
        match &fact.what {
            FactKind::Issued(issued) if self.policy(&issued.policy).is_none() => {
                let place = (fact.id.clone(), fact.on, issued.clone());
                self.policies.insert(issued.policy.clone(), place);
            }
            FactKind::Premium(premium) => {
                if let Some(due) = self.due(premium) {
                    self.premiums.insert(due, fact.id.clone());
                }
            }
            FactKind::Joined(joined) if fact.is_derived() => {
                self.contracts
                    .entry(joined.agent)
                    .or_default()
                    .insert(fact.on);
            }
            FactKind::Split(split) if fact.is_derived() => drop(self.splits.insert(split.unit)),
            _ => {}
        }
        if is_told_once(&fact.what) {
            let said = (fact.on, fact.what.clone());
            self.said.insert(said, fact.id.clone());
        }
    }

    /// What a premium is paid for, if the policy is known and has it.
    fn due(&self, premium: &Premium) -> Option<Due> {
        let (_, issued) = self.policy(&premium.policy)?;
        let (line, _) = issued.line_of(premium).ok()?;
        Some((premium.policy.clone(), line, premium.due_on))
    }

    /// The policy of a number and the day of its issue, if that was told and not taken back.
    pub(super) fn policy(&self, number: &PolicyNumber) -> Option<(NaiveDate, &Issued)> {
        let (id, on, issued) = self.policies.get(number)?;
        (!self.retracted.contains(id)).then_some((*on, issued))
    }

    /// Whether somebody ever was an agent.
    pub(super) fn is_agent(&self, person: PersonId) -> bool {
        self.contracts.contains_key(&person)
    }

    /// The days on which the organisation has a contract of somebody begin.
    pub(super) fn contracts_of(&self, person: PersonId) -> BTreeSet<NaiveDate> {
        self.contracts.get(&person).cloned().unwrap_or_default()
    }

    /// Whether the organisation knows from whom a unit split off.
    pub(super) fn knows_split(&self, unit: UnitId) -> bool {
        self.splits.contains(&unit)
    }

    /// Whether the product is told of in the catalogue or in the rates, and what is there.
    pub(super) fn products(&self) -> BTreeSet<ProductCode> {
        let catalogue = self
            .catalogue
            .iter()
            .flat_map(|catalogue| &catalogue.products);
        let versions = self.rules.commission_rates.versions();
        let rated = versions
            .flat_map(|version| version.table.rows())
            .map(|row| &row.product);
        catalogue
            .map(|product| &product.code)
            .chain(rated)
            .cloned()
            .collect()
    }

    /// Whether nothing says the same already under another id.
    pub(super) fn told_once(&self, fact: &Fact) -> Checked {
        let twice = |field: &str, same: &str, other: &FactId| {
            Err(Wrong::at(
                field,
                format!(
                    "{same} was told already, as {other}: leave this one out; if {other} is wrong, take it back first with \
                 {{\"id\": \"…\", \"on\": \"{}\", \"retracted\": {{\"fact\": \"{other}\"}}}}",
                    fact.on
                ),
            ))
        };
        let counts = |id: &&FactId| !self.retracted.contains(*id) && **id != fact.id;
        if let FactKind::Issued(issued) = &fact.what {
            let first = self.policies.get(&issued.policy).map(|(id, ..)| id);
            if let Some(first) = first.filter(counts) {
                return twice(
                    "issued.policy",
                    &format!("the issue of {}", issued.policy),
                    first,
                );
            }
        }
        if let FactKind::Premium(premium) = &fact.what {
            let due = self.due(premium);
            let first = due.and_then(|due| self.premiums.get(&due)).filter(counts);
            if let Some(first) = first {
                let same = format!(
                    "the premium of {} for {} due on {}",
                    premium.policy, premium.product, premium.due_on
                );
                return twice("premium.due_on", &same, first);
            }
        }
        let said = (fact.on, fact.what.clone());
        match self.said.get(&said).filter(counts) {
            Some(first) => twice("", "the same", first),
            None => Ok(()),
        }
    }

    /// Whether there is something to take back.
    pub(super) fn retracts(&self, id: &FactId, retracted: &Retracted) -> Checked {
        let wrong = |reason: String| Err(Wrong::at("retracted.fact", reason));
        let fact = &retracted.fact;
        if fact == id {
            return wrong(
                "a fact cannot take itself back: write the id of the wrong one".to_owned(),
            );
        }
        if self.retractions.contains(fact) {
            return wrong(format!(
                "{fact} itself takes a fact back, which stays so: tell that fact again under another id"
            ));
        }
        if !self.ids.contains(fact) {
            return wrong(format!(
                "there is no fact {fact}: write the id under which the wrong one was told"
            ));
        }
        Ok(())
    }
}

/// Retractions first, then what others lean on.
pub(in crate::payroll) const fn rank(fact: &Fact) -> u8 {
    match fact.what {
        FactKind::Retracted(_) => 0,
        FactKind::Joined(_) | FactKind::Founded(_) => 1,
        FactKind::Issued(_) => 2,
        _ => 3,
    }
}

/// Two ratings of one session say the same and are two.
const fn is_told_once(what: &FactKind) -> bool {
    !matches!(what, FactKind::Rated(_) | FactKind::Retracted(_))
}
