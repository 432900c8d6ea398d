//! The policies the agents sold before the story begins.

use super::cast::Member;
use super::field_work::losses;
use super::sales::Sale;
use crate::payroll::policy_of;
use crate::store::changes::Touched;
use crate::store::{Db, Stored, policies};
use chrono::{NaiveDate, TimeDelta};
use shared::answers::Answers;
use shared::money::Money;
use shared::policy::PolicyView;
use shared::product::Catalogue;
use shared::sync::Pulled;
use shared::time::Timestamp;

/// The policies of every agent, and those their clients will report a loss under.
pub(super) async fn fill(
    db: &mut Db,
    now: Timestamp,
    sales: &[Sale],
    catalogue: &Catalogue,
    touched: &mut Touched,
) -> Stored<()> {
    for sale in sales {
        add(db, sale.agent, &policy_of_sale(sale), touched).await?;
    }
    for (agent, content, reported) in losses(now, catalogue) {
        let policy = policy_of_loss(&content, reported);
        add(db, agent, &policy, touched).await?;
    }
    Ok(())
}

async fn add(db: &mut Db, agent: usize, policy: &PolicyView, touched: &mut Touched) -> Stored<()> {
    policies::insert(db, Member::id(agent), policy).await?;
    touched.add(Member::id(agent), PolicyView::KIND, &policy.number, 1);
    Ok(())
}

fn policy_of_sale(sale: &Sale) -> PolicyView {
    PolicyView {
        in_force: sale.is_in_force(),
        ..policy_of(&sale.content, &sale.policy, sale.effective_on(), None)
    }
}

fn policy_of_loss(content: &Answers, reported: NaiveDate) -> PolicyView {
    let insured = content.typed("insured.name").to_owned();
    PolicyView {
        number: content.typed("policy.number").to_owned(),
        product: product_for(content.typed("loss.kind")).to_owned(),
        applicant: insured.clone(),
        insured,
        insured_identity_number: content.typed("insured.identity_number").to_owned(),
        effective_date: reported - TimeDelta::days(400),
        in_force: true,
        application: None,
        sum_insured: Some(Money::from_yuan(300_000)),
    }
}

/// The product under which such a loss is reported.
fn product_for(loss: &str) -> &'static str {
    match loss {
        "critical_illness" => "CI-A",
        "hospital_stay" => "MD-A",
        _ => "AC-A",
    }
}
