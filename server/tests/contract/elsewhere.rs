//! What the desk learns of a case from other records: of its people, of the policy, of the agent.

use crate::person::{Made, Person, query_about};
use crate::world::{DAY, TestServer, catalogue, next};
use shared::answers::Answers;
use shared::desk::{AgentHistory, Case, Decision, InBoth, Order, QueueEntry, QueueFilter};
use shared::finding::Finding;
use shared::id::QueryId;
use shared::policy::PolicyView;
use shared::record::RecordKind;
use shared::sync::{Outcome, Pulled};
use shared::time::CHINA_OFFSET_MINUTES;

/// A complete application of people whom nobody else has, with these answers.
pub fn application(agent: &Person<'_>, answers: &[(&str, &str)]) -> Answers {
    let today = agent.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let mut content = shared::sample::application(500_000 + next(), today, catalogue());
    for (path, text) in answers {
        content.set(*path, *text);
    }
    content
}

/// Sends an application, which arrives.
pub async fn sends(agent: &mut Person<'_>, content: &Answers) -> Made {
    let made = agent.submits(RecordKind::Application, content.clone());
    arrives(agent, &made).await;
    made
}

/// Sends what arrives.
pub async fn arrives(agent: &Person<'_>, made: &Made) {
    assert_eq!(
        agent.sends(&[made]).await,
        [Outcome::Applied { version: 1 }]
    );
}

/// The case as the desk reads it.
pub async fn case(reviewer: &Person<'_>, made: &Made) -> Case {
    reviewer.reads(made.record).await.json()
}

/// The finding of this code.
pub fn found<'a>(case: &'a Case, code: &str) -> Option<&'a Finding> {
    case.findings.iter().find(|it| it.code.as_str() == code)
}

#[tokio::test]
async fn a_mobile_and_an_account_of_several_people_are_found_whoever_sent_them() {
    let server = TestServer::start().await;
    let mut one = server.person("wangfang").await;
    let mut other = server.person("zhouxin").await;
    let reviewer = server.person("linmei").await;
    let first = application(&one, &[]);
    let account = first.typed("payment.account_number").to_owned();
    let mobile = first.typed("applicant.mobile").to_owned();
    let spaced = format!("+86 {} {}", &mobile[..3], &mobile[3..]);
    let second = application(&other, &[("applicant.mobile", &spaced)]);
    let third = application(&other, &[("payment.account_number", &account)]);
    let first = sends(&mut one, &first).await;
    assert_eq!(
        found(&case(&reviewer, &first).await, "mobile_of_several"),
        None
    );
    let second = sends(&mut other, &second).await;
    let third = sends(&mut other, &third).await;

    let (mobile, account) = ("mobile_of_several", "account_of_several");
    let first = case(&reviewer, &first).await;
    let second = case(&reviewer, &second).await;
    let third = case(&reviewer, &third).await;
    for (case, code, other) in [
        (&first, mobile, &second),
        (&second, mobile, &first),
        (&first, account, &third),
        (&third, account, &first),
    ] {
        let found = found(case, code).unwrap();
        assert_eq!(found.params["numbers"], other.record.number.to_string());
    }
    assert_eq!(found(&second, account), None);
    assert_eq!(found(&third, mobile), None);
}

#[tokio::test]
async fn many_applications_of_one_person_are_found_and_what_was_withdrawn_does_not_count() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let content = application(&agent, &[]);
    let mut sent = Vec::new();
    for effect in 1..=3 {
        let today = server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
        let effect = today + chrono::TimeDelta::days(effect);
        let content = content
            .clone()
            .with("product.effective_date", &effect.to_string());
        sent.push(sends(&mut agent, &content).await);
        server.wait(1_000);
    }
    let code = "applications_of_one_person";
    let third = case(&reviewer, &sent[2]).await;
    let finding = found(&third, code).unwrap();
    assert_eq!(finding.params["n"], "3");
    assert!(found(&case(&reviewer, &sent[0]).await, code).is_some());

    let withdrawn = agent.withdraws(RecordKind::Application, sent[1].record);
    agent.sends(&[&withdrawn]).await;
    assert_eq!(found(&case(&reviewer, &sent[2]).await, code), None);
}

#[tokio::test]
async fn the_queue_counts_the_warnings_that_the_case_shows_also_when_another_case_brings_them() {
    let server = TestServer::start().await;
    let mut one = server.person("wangfang").await;
    let mut other = server.person("zhouxin").await;
    let reviewer = server.person("linmei").await;
    let first = application(&one, &[]);
    let mobile = first.typed("applicant.mobile").to_owned();
    let second = application(&other, &[("applicant.mobile", &mobile)]);
    let first = sends(&mut one, &first).await;
    let alone = counted(&reviewer, &first).await;
    let second = sends(&mut other, &second).await;
    assert_eq!(counted(&reviewer, &first).await, alone + 1);

    let withdrawn = other.withdraws(RecordKind::Application, second.record);
    other.sends(&[&withdrawn]).await;
    assert_eq!(counted(&reviewer, &first).await, alone);
    let shown = case(&reviewer, &first).await.findings;
    let shown = shown.iter().filter(|finding| !finding.is_error()).count();
    assert_eq!(alone, shown);
}

/// How many warnings the queue counts in the case.
async fn counted(reviewer: &Person<'_>, made: &Made) -> usize {
    let newest_first = QueueFilter {
        order: Order::Newest,
        ..QueueFilter::default()
    };
    let queue = reviewer.queue(&newest_first).await;
    let mut entries = queue.entries.iter();
    let entry = entries.find(|entry| entry.record_id == made.record);
    entry.unwrap().warnings.try_into().unwrap()
}

/// Somebody of one record stands in another as this.
pub fn is_also(content: Answers, (from, here): (&Answers, &str), there: &str) -> Answers {
    let parts = [
        "name",
        "sex",
        "birth_date",
        "identity_kind",
        "identity_number",
        "mobile",
    ];
    parts.iter().fold(content, |content, part| {
        match from.get(&format!("{here}.{part}")) {
            Some(text) => content.with(&format!("{there}.{part}"), text),
            None => content,
        }
    })
}

/// Who is in which other case as what.
fn in_both(case: &Case) -> Vec<(String, String, String)> {
    let related = case.related.iter();
    let people = related.flat_map(|it| it.people.iter().map(|who| (&it.entry, who)));
    let told = |(entry, who): (&QueueEntry, &InBoth)| {
        (
            entry.number.to_string(),
            who.name.clone(),
            who.there.clone(),
        )
    };
    let mut both: Vec<_> = people.map(told).collect();
    both.sort();
    both
}

#[tokio::test]
async fn a_case_shows_the_other_cases_of_everybody_in_it() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let mut other = server.person("zhouxin").await;
    let reviewer = server.person("linmei").await;
    let content = (0..100)
        .map(|_| application(&agent, &[]))
        .find(|it| it.is("beneficiary_kind", "statutory") && !it.is("insured.relation", "self"));
    let content = content.unwrap();
    let sibling = (0..100)
        .map(|_| application(&other, &[]))
        .find(|it| it.is("insured.relation", "self"))
        .unwrap();
    let beneficiary = is_also(Answers::new(), (&sibling, "applicant"), "beneficiaries.0");
    let mut named = content.clone();
    for (path, text) in beneficiary
        .iter()
        .filter(|(path, _)| !path.ends_with("mobile"))
    {
        named.set(path, text);
    }
    let named = named
        .with("beneficiary_kind", "named")
        .with("beneficiaries.0.relation", "sibling")
        .with("beneficiaries.0.order", "1")
        .with("beneficiaries.0.share", "100");
    let today = server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let loss = (600_000..600_100)
        .map(|seed| shared::sample::loss_notice(seed, today))
        .find(|loss| loss.is("loss.kind", "hospital_stay"));
    let loss = is_also(loss.unwrap(), (&content, "applicant"), "reporter");
    let loss = is_also(loss, (&content, "insured"), "insured");
    let loss = is_also(loss, (&content, "insured"), "payee");
    let holder = content.typed("insured.name");
    let loss = loss.with("payee.account_holder", holder);
    let asked = shared::kinds::form_of(RecordKind::LossNotice).asked_answers(&loss, today);

    let made = sends(&mut agent, &named).await;
    let own = sends(&mut other, &sibling).await;
    let claim = other.submits(RecordKind::LossNotice, asked);
    arrives(&other, &claim).await;

    let shown = case(&reviewer, &made).await;
    let numbers = [
        case(&reviewer, &own).await.record.number.to_string(),
        case(&reviewer, &claim).await.record.number.to_string(),
    ];
    let applicant = named.typed("applicant.name");
    let insured = named.typed("insured.name");
    let expected = sorted(&[
        (
            &numbers[0],
            named.typed("beneficiaries.0.name"),
            "applicant",
        ),
        (&numbers[1], applicant, "reporter"),
        (&numbers[1], insured, "insured"),
    ]);
    assert_eq!(in_both(&shown), expected);
    // Insured and paid: in the claim twice, and shown once.
    let number = shown.record.number.to_string();
    let expected = sorted(&[
        (&number, applicant, "applicant"),
        (&number, insured, "insured"),
    ]);
    assert_eq!(in_both(&case(&reviewer, &claim).await), expected);
}

fn sorted(both: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    let owned = |text: &&str| (*text).to_owned();
    let both = both.iter();
    let both = both.map(|(number, name, there)| (owned(number), owned(name), owned(there)));
    let mut both: Vec<_> = both.collect();
    both.sort();
    both
}

/// A claim report under this policy.
pub async fn claims(agent: &mut Person<'_>, policy: &str) -> Made {
    let today = agent.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let content = shared::sample::loss_notice(700_000 + next(), today);
    let made = agent.submits(
        RecordKind::LossNotice,
        content.with("policy.number", policy),
    );
    arrives(agent, &made).await;
    made
}

/// The first policy of somebody's client book.
pub async fn a_policy(agent: &mut Person<'_>) -> PolicyView {
    agent.pulls().await;
    let mut held = agent.held.iter();
    let policy = held.find(|((kind, _), _)| kind == PolicyView::KIND);
    let (_, change) = policy.unwrap();
    serde_json::from_str(change.body.as_ref().unwrap().get()).unwrap()
}

#[tokio::test]
async fn a_claim_shows_the_policy_that_it_names_however_it_was_typed() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let mut other = server.person("zhouxin").await;
    let reviewer = server.person("linmei").await;
    let policy = a_policy(&mut agent).await;
    let typed = format!(" {} ", policy.number.to_lowercase());
    let claim = claims(&mut other, &typed).await;
    let shown = case(&reviewer, &claim).await.policy.unwrap();
    assert_eq!(
        (&shown.policy, &shown.agent),
        (&policy, &agent.profile.person)
    );
    assert!(policy.sum_insured.is_some());

    let unknown = claims(&mut other, "P2099000000").await;
    assert_eq!(case(&reviewer, &unknown).await.policy, None);
    let content = application(&agent, &[]);
    let made = sends(&mut agent, &content).await;
    assert_eq!(case(&reviewer, &made).await.policy, None);
}

#[tokio::test]
async fn a_case_tells_how_the_agents_other_cases_fared() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("hejun").await;
    let mut made = Vec::new();
    for _ in 0..4 {
        let loss = agent.a_loss_of(3_000);
        arrives(&agent, &loss).await;
        made.push(loss);
    }
    let before = case(&reviewer, &made[3]).await.history;
    let today = server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    assert_eq!(before.since, today - chrono::TimeDelta::days(89));
    let accept = || Decision::Accept {};
    let (field, id) = ("loss.description", QueryId::from_number(77));
    let query = query_about(field, id, &today.to_string());
    let reject = Decision::Reject {
        reason: "not_covered".to_owned(),
        note: "不属于保险责任".to_owned(),
    };
    for (made, decision) in made.iter().zip([accept(), reject, query]) {
        assert_eq!(reviewer.decides(made.record, decision).await.status, 200);
    }
    let answer = agent.confirms(made[2].record, id, field);
    agent.sends(&[&answer]).await;
    let expected = AgentHistory {
        accepted: before.accepted + 1,
        rejected: before.rejected + 1,
        queried: before.queried + 1,
        ..before
    };
    assert_eq!(case(&reviewer, &made[3]).await.history, expected);
    // Without itself, so one that is accepted is not among its own.
    let own = case(&reviewer, &made[0]).await.history;
    assert_eq!((own.sent, own.accepted), (expected.sent, before.accepted));
    server.wait(90 * DAY);
    let mut agent = server.person("wangfang").await;
    let loss = agent.a_loss_of(3_000);
    arrives(&agent, &loss).await;
    let reviewer = server.person("hejun").await;
    assert_eq!(case(&reviewer, &loss).await.history.sent, 0);
}

#[tokio::test]
async fn beside_a_case_nobody_sees_more_than_in_the_queue() {
    let server = TestServer::start().await;
    let (mut dawn, mut rock) = (
        server.person("wangfang").await,
        server.person("zhouxin").await,
    );
    let policy = a_policy(&mut dawn).await;
    let content = application(&dawn, &[]);
    sends(&mut dawn, &content).await;
    let effect: chrono::NaiveDate = content.typed("product.effective_date").parse().unwrap();
    let later = (effect + chrono::TimeDelta::days(1)).to_string();
    let same = sends(&mut rock, &content.with("product.effective_date", &later)).await;
    let claim = claims(&mut rock, &policy.number).await;

    let whole = server.person("linmei").await;
    assert_eq!(case(&whole, &same).await.related.len(), 1);
    assert!(case(&whole, &claim).await.policy.is_some());
    moves_to_the_rock(&server, "linmei").await;
    let team = server.person("linmei").await;
    assert_eq!(case(&team, &same).await.related, []);
    assert_eq!(case(&team, &claim).await.policy, None);
}

#[tokio::test]
async fn how_an_agent_fared_where_the_desk_does_not_look_is_not_told() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let before = agent.a_loss_of(3_000);
    arrives(&agent, &before).await;
    moves_to_the_rock(&server, "wangfang").await;
    let mut agent = server.person("wangfang").await;
    let since = agent.a_loss_of(3_000);
    arrives(&agent, &since).await;

    moves_to_the_rock(&server, "linmei").await;
    let (whole, team) = (server.person("hejun").await, server.person("linmei").await);
    assert!(case(&whole, &since).await.history.sent > 0);
    assert_eq!(case(&team, &since).await.history.sent, 0);
}

/// Somebody is of one team alone from now on.
async fn moves_to_the_rock(server: &TestServer, login: &str) {
    server
        .by_hand(&format!(
            "UPDATE appointment SET unit_id = (SELECT unit_id FROM unit WHERE name = '磐石组')
             WHERE person_id = (SELECT person_id FROM person WHERE login = '{login}')"
        ))
        .await;
}
