//! What an import means for the client books on the phones: a policy that was issued on an application
//! enters the book of whoever serves it, one that is given to another agent changes books, and one that was told
//! by mistake leaves.

use crate::store::changes::{self, Touched};
use crate::store::{Db, Stored, policies, records};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::facts::{Fact, FactId, FactKind, Issued, PolicyNumber, Reassigned};
use shared::form::person::insured_prefix;
use shared::id::PersonId;
use shared::number::RecordNumber;
use shared::policy::PolicyView;
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

/// What becomes of a policy in the client books.
#[derive(Debug)]
pub(super) enum Move {
    /// It enters the book of whoever serves it.
    Enter(PersonId, Box<PolicyView>),
    /// Somebody else serves it.
    Give(PolicyNumber, PersonId),
    /// It leaves, for it was told by mistake.
    TakeOut(PolicyNumber),
}

/// What has to happen in the client books once `added` are among `all` facts; only reads.
pub(super) async fn moves(
    db: &mut Db,
    all: &[Fact],
    added: &BTreeSet<FactId>,
    today: NaiveDate,
) -> Stored<Vec<Move>> {
    let facts = Standing::of(all, today);
    let mut new: Vec<&Fact> = all
        .iter()
        .filter(|fact| added.contains(&fact.id) && fact.on <= today)
        .collect();
    new.sort_by_key(|fact| (fact.on, &fact.id));
    let mut moves = Vec::new();
    for fact in new {
        match &fact.what {
            FactKind::Issued(issued) if facts.stands(fact) => {
                if let Some(policy) = entering(db, issued).await? {
                    moves.push(Move::Enter(facts.served_by(issued), Box::new(policy)));
                }
            }
            FactKind::Reassigned(Reassigned { policy, agent }) if facts.stands(fact) => {
                moves.push(Move::Give(policy.clone(), *agent));
            }
            FactKind::Retracted(retracted) => {
                let in_vain = facts.issued_in_vain(&retracted.fact);
                moves.extend(in_vain.cloned().map(Move::TakeOut));
            }
            _ => {}
        }
    }
    Ok(moves)
}

/// Brings the client books in line. Scopes count last in a transaction: nothing is written after it.
pub(super) async fn make(db: &mut Db, moves: &[Move]) -> Stored<()> {
    let mut touched = Touched::default();
    for step in moves {
        match step {
            Move::Enter(agent, policy) => {
                policies::enter(db, *agent, policy, &mut touched).await?;
            }
            Move::Give(policy, agent) => {
                policies::give(db, policy.as_str(), *agent, &mut touched).await?;
            }
            Move::TakeOut(policy) => {
                policies::take_out_issued(db, policy.as_str(), &mut touched).await?;
            }
        }
    }
    changes::publish(db, touched).await
}

/// The policy as the book has it. The applicant and the insured stand in the application; without it nobody
/// could be shown.
async fn entering(db: &mut Db, issued: &Issued) -> Stored<Option<PolicyView>> {
    let told = issued.application.as_ref();
    let Some(number) = told.and_then(|number| number.as_str().parse::<RecordNumber>().ok()) else {
        return Ok(None);
    };
    let application = records::with_number(db, &number).await?;
    Ok(application.map(|application| {
        policy_of(
            &application.view.content,
            issued.policy.as_str(),
            issued.effective_on,
            Some(number),
        )
    }))
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
            FactKind::Retracted(retracted) => Some(&retracted.fact),
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
            FactKind::Reassigned(given) if given.policy == issued.policy => {
                Some((fact.on, &fact.id, given.agent))
            }
            _ => None,
        });
        given.max().map_or(issued.agent, |(_, _, agent)| agent)
    }

    /// The policy that this fact issued, if no other fact issues it.
    fn issued_in_vain(&self, fact: &FactId) -> Option<&PolicyNumber> {
        let issued = self.all.iter().filter_map(|fact| match &fact.what {
            FactKind::Issued(issued) => Some((fact, &issued.policy)),
            _ => None,
        });
        let (_, policy) = issued.clone().find(|(told, _)| told.id == *fact)?;
        let mut others = issued.filter(|(told, _)| self.stands(told));
        (!others.any(|(_, other)| other == policy)).then_some(policy)
    }
}
