//! What an import means for the client books on the phones: a policy that was issued on an application
//! enters the book of whoever serves it, one that is given to another agent changes books, and one that was told
//! by mistake leaves.

use crate::store::changes::{self, Touched};
use crate::store::{Db, Stored, policies, records};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::commission::{Fact, FactId, Issued, PolicyNumber, Reassigned, What};
use shared::form::person::insured_prefix;
use shared::id::PersonId;
use shared::number::RecordNumber;
use shared::record::PolicyView;
use std::collections::BTreeSet;

/// A policy in force that was issued on an application of this content.
pub(crate) fn policy_of(
    content: &Answers,
    number: &str,
    effective_date: NaiveDate,
    application: Option<RecordNumber>,
) -> PolicyView {
    let insured = insured_prefix(content);
    PolicyView {
        number: number.to_owned(),
        product: content.typed("product.code").to_owned(),
        applicant: content.typed("applicant.name").to_owned(),
        insured: content.typed(&format!("{insured}.name")).to_owned(),
        insured_identity_number: content
            .typed(&format!("{insured}.identity_number"))
            .to_owned(),
        effective_date,
        in_force: true,
        application,
        sum_insured: content
            .get("product.sum_insured")
            .and_then(|sum| sum.parse().ok()),
    }
}

/// Brings the client books in line with what was added to `all` facts. Scopes count last in a
/// transaction: nothing is written after it.
pub(super) async fn tell(
    db: &mut Db,
    all: &[Fact],
    added: &BTreeSet<FactId>,
    today: NaiveDate,
) -> Stored<()> {
    let facts = Standing::of(all, today);
    let mut new: Vec<&Fact> = all
        .iter()
        .filter(|fact| added.contains(&fact.id) && fact.on <= today)
        .collect();
    new.sort_by_key(|fact| (fact.on, &fact.id));
    let mut touched = Touched::default();
    for fact in new {
        match &fact.what {
            What::Issued(issued) if facts.stands(fact) => {
                enter(db, issued, facts.served_by(issued), &mut touched).await?;
            }
            What::Reassigned(Reassigned { policy, agent }) if facts.stands(fact) => {
                policies::give(db, policy.as_str(), *agent, &mut touched).await?;
            }
            What::Retracted(retracted) => {
                if let Some(policy) = facts.issued_in_vain(&retracted.fact) {
                    policies::take_out_issued(db, policy.as_str(), &mut touched).await?;
                }
            }
            _ => {}
        }
    }
    changes::publish(db, touched).await
}

/// The applicant and the insured stand in the application; without it nobody could be shown.
async fn enter(db: &mut Db, issued: &Issued, agent: PersonId, touched: &mut Touched) -> Stored<()> {
    let told = issued.application.as_ref();
    let Some(number) = told.and_then(|number| number.as_str().parse::<RecordNumber>().ok()) else {
        return Ok(());
    };
    let Some(application) = records::with_number(db, &number).await? else {
        return Ok(());
    };
    let content = &application.view.content;
    let policy = policy_of(
        content,
        issued.policy.as_str(),
        issued.effective_on,
        Some(number),
    );
    policies::enter(db, agent, &policy, touched).await
}

/// The facts that count: what has happened, and was not taken back.
struct Standing<'f> {
    all: &'f [Fact],
    taken_back: BTreeSet<&'f FactId>,
    today: NaiveDate,
}

impl<'f> Standing<'f> {
    fn of(all: &'f [Fact], today: NaiveDate) -> Self {
        let taken_back = all.iter().filter_map(|fact| match &fact.what {
            What::Retracted(retracted) => Some(&retracted.fact),
            _ => None,
        });
        Self {
            all,
            taken_back: taken_back.collect(),
            today,
        }
    }

    fn stands(&self, fact: &Fact) -> bool {
        fact.on <= self.today && !self.taken_back.contains(&fact.id)
    }

    /// Whoever it was given to last, else who sold it.
    fn served_by(&self, issued: &Issued) -> PersonId {
        let given = self.all.iter().filter(|fact| self.stands(fact));
        let given = given.filter_map(|fact| match &fact.what {
            What::Reassigned(given) if given.policy == issued.policy => {
                Some((fact.on, &fact.id, given.agent))
            }
            _ => None,
        });
        given.max().map_or(issued.agent, |(_, _, agent)| agent)
    }

    /// The policy that this fact issued, if no other fact issues it.
    fn issued_in_vain(&self, fact: &FactId) -> Option<&PolicyNumber> {
        let issued = self.all.iter().filter_map(|fact| match &fact.what {
            What::Issued(issued) => Some((fact, &issued.policy)),
            _ => None,
        });
        let (_, policy) = issued.clone().find(|(told, _)| told.id == *fact)?;
        let mut others = issued.filter(|(told, _)| self.stands(told));
        (!others.any(|(_, other)| other == policy)).then_some(policy)
    }
}
