//! The policies the agents sold before the story begins.

use super::cast::{AGENTS, Member};
use super::field_work::losses;
use crate::state::AppState;
use crate::store::changes::Touched;
use crate::store::{Db, Stored, policies};
use chrono::{NaiveDate, TimeDelta};
use shared::answers::Answers;
use shared::form::person::insured_prefix;
use shared::record::PolicyView;
use shared::sample::application;
use shared::sync::change_kind;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

const EACH: usize = 8;

/// Some policies for every agent, and those their clients will report a loss under.
pub(super) async fn fill(
    db: &mut Db,
    state: &AppState,
    now: Timestamp,
    touched: &mut Touched,
) -> Stored<()> {
    let today = now.civil_date(CHINA_OFFSET_MINUTES).unwrap_or_default();
    for number in 0..AGENTS * EACH {
        let sold = today - TimeDelta::days(40 + i64::try_from(number * 11).unwrap_or(0));
        let seed = 9_000 + u64::try_from(number).unwrap_or(0);
        let content = application(seed, sold, &state.catalogue);
        let policy = policy_of_application(number, &content, sold);
        add(db, number % AGENTS, &policy, touched).await?;
    }
    for (agent, content, reported) in losses(now) {
        let policy = policy_of_loss(&content, reported);
        add(db, agent, &policy, touched).await?;
    }
    Ok(())
}

async fn add(db: &mut Db, agent: usize, policy: &PolicyView, touched: &mut Touched) -> Stored<()> {
    policies::insert(db, Member::id(agent), policy).await?;
    touched.add(Member::id(agent), change_kind::POLICY, &policy.number, 1);
    Ok(())
}

fn policy_of_application(number: usize, content: &Answers, sold: NaiveDate) -> PolicyView {
    let insured = insured_prefix(content);
    PolicyView {
        number: format!("P{:010}", 2_026_000_000 + number * 37),
        product: content.typed("product.code").to_owned(),
        applicant: content.typed("applicant.name").to_owned(),
        insured: content.typed(&format!("{insured}.name")).to_owned(),
        insured_identity_number: content
            .typed(&format!("{insured}.identity_number"))
            .to_owned(),
        effective_date: sold + TimeDelta::days(1),
        in_force: number % 9 != 8,
    }
}

fn policy_of_loss(content: &Answers, reported: NaiveDate) -> PolicyView {
    let insured = content.typed("insured.name").to_owned();
    PolicyView {
        number: content.typed("policy.number").to_owned(),
        product: "AC-A".to_owned(),
        applicant: insured.clone(),
        insured,
        insured_identity_number: content.typed("insured.identity_number").to_owned(),
        effective_date: reported - TimeDelta::days(400),
        in_force: true,
    }
}
