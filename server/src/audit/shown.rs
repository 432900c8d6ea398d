//! Chains and rows as people know them: by the branch's name, the time of day there, and who did what.

use crate::store::audit::{
    self, FACTS, Found, Head, Report, Row, SETTINGS, SIGN_INS, StrayedFacts,
};
use crate::store::{Db, Stored, people, units, whole_organisation};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// What the rows of a report are called.
pub(super) struct Shown {
    chains: BTreeMap<String, String>,
    people: BTreeMap<String, String>,
    rows: BTreeMap<(String, u64), Row>,
    offset: i32,
}

impl Shown {
    /// Everything that the report speaks of.
    pub(super) async fn of(db: &mut Db, report: &Report) -> Stored<Self> {
        let organisation = whole_organisation(db).await?;
        let chains = organisation
            .units
            .into_iter()
            .map(|unit| (unit.id.to_string(), unit.name));
        let people = people::all(db).await?.into_iter();
        let people = people.map(|account| (account.person.id.to_string(), account.person.name));
        let mut shown = Self {
            chains: chains.collect(),
            people: people.collect(),
            rows: BTreeMap::new(),
            offset: units::company_offset(db).await?,
        };
        let faults = report.faults.iter().map(|fault| (&fault.chain, fault.seq));
        let heads = report.heads.iter().map(|head| (&head.chain, head.seq));
        for (chain, seq) in faults.chain(heads) {
            let rows = audit::rows(db, chain, seq.checked_sub(1)).await?;
            if let Some(row) = rows.into_iter().next().filter(|row| row.seq == seq) {
                shown.rows.insert((chain.clone(), seq), row);
            }
        }
        Ok(shown)
    }

    /// The time of day at the company, to the second.
    pub(super) fn time(&self, at: Timestamp) -> String {
        let second = at.millis().div_euclid(1_000).saturating_mul(1_000);
        let civil = Timestamp::from_millis(second).civil(self.offset);
        civil.map_or_else(|| "at no time".to_owned(), |at| at.to_string())
    }

    /// What is wrong with a chain.
    pub(super) fn fault(&self, found: &Found) -> String {
        let (chain, row) = (self.chain(&found.chain), self.row(&found.chain, found.seq));
        format!("broken: {chain}, row {}{row}: {}", found.seq, found.means)
    }

    /// A chain and its last row.
    pub(super) fn head(&self, head: &Head) -> String {
        let (chain, row) = (self.chain(&head.chain), self.row(&head.chain, head.seq));
        format!("  {chain}: the last row is {}{row}", head.seq)
    }

    /// Facts that do not fit the log, by when they were told and by which file.
    pub(super) fn strayed_facts(&self, strayed: &StrayedFacts) -> String {
        let StrayedFacts {
            at, file, means, ..
        } = strayed;
        let at = self.time(*at);
        match file.as_str() {
            "" => format!("broken: facts of {at}: {means}"),
            file => format!("broken: facts of {at} ({file}): {means}"),
        }
    }

    fn chain(&self, chain: &str) -> String {
        match (chain, self.chains.get(chain)) {
            (FACTS, _) => "what payroll was told (facts)".to_owned(),
            (SETTINGS, _) => "what the company decided (settings)".to_owned(),
            (SIGN_INS, _) => "signing in (sign_in)".to_owned(),
            (_, Some(name)) => format!("{name} ({chain})"),
            (_, None) => format!("chain {chain}"),
        }
    }

    fn row(&self, chain: &str, seq: u64) -> String {
        let Some(row) = self.rows.get(&(chain.to_owned(), seq)) else {
            return String::new();
        };
        let person = row.person();
        let person = self.people.get(person).map_or(person, String::as_str);
        format!(" of {} ({}, {person})", self.time(row.at()), row.action())
    }
}
