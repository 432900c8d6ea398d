//! Proof of arrival: signed once for each version of a content, the same for ever.

use crate::person::{Made, Person, query_about};
use crate::world::{TestServer, signing_key};
use server::has_signed;
use shared::id::{QueryId, RecordId};
use shared::record::RecordKind;
use shared::sync::{
    Acknowledgement, ArrivalProof, ContentHash, MutationOutcome, RecordAcknowledgements,
    SigningKeys,
};

/// What the server acknowledged of what was sent.
async fn acknowledged(agent: &Person<'_>, made: &[&Made]) -> Vec<Option<Acknowledgement>> {
    let outcomes: Vec<MutationOutcome> = agent.sends_named(made).await;
    let proofs = outcomes.into_iter().map(|named| named.acknowledgement);
    proofs.collect()
}

async fn proofs(person: &Person<'_>, record: RecordId) -> Vec<ArrivalProof> {
    let answer = person.get(&path(record)).await;
    let found: RecordAcknowledgements = answer.json();
    found.proofs
}

fn path(record: RecordId) -> String {
    format!("/api/records/{record}/acknowledgements")
}

fn holds(proof: &ArrivalProof) -> bool {
    let acknowledgement = &proof.acknowledgement;
    let text = proof.content.as_deref().unwrap();
    acknowledgement.key == signing_key().public()
        && acknowledgement.arrival.content_hash == ContentHash::of_text(text)
        && has_signed(
            &acknowledgement.key,
            &acknowledgement.signed_bytes(),
            &acknowledgement.signature,
        )
}

#[tokio::test]
async fn what_arrives_is_acknowledged_once_and_for_ever() {
    let mut server = TestServer::start().await;
    let (device, made, first) = {
        let mut agent = server.person("wangfang").await;
        let made = agent.an_application();
        let first = acknowledged(&agent, &[&made, &made]).await;
        (agent.device, made, first)
    };
    assert!(first[0].is_some());
    assert_eq!(first[0], first[1]);
    server.wait(crate::world::DAY);
    server.restart().await;
    let agent = server.person_on("wangfang", device).await;
    assert_eq!(acknowledged(&agent, &[&made]).await[0], first[0]);
    let kept = proofs(&agent, made.record).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(Some(&kept[0].acknowledgement), first[0].as_ref());
    assert!(holds(&kept[0]));
}

#[tokio::test]
async fn each_version_of_the_content_has_its_own_and_nothing_else_has_one() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    reviewer.opens(made.record).await;
    let (query, field) = (QueryId::from_number(0xacc), "loss.description");
    let decision = query_about(field, query, "2026-11-25");
    assert_eq!(reviewer.decides(made.record, decision).await.status, 200);
    let answer = agent.confirms(made.record, query, field);
    let withdrawal = agent.withdraws(RecordKind::LossNotice, made.record);
    let given = acknowledged(&agent, &[&answer, &withdrawal]).await;
    assert_eq!(given[0].as_ref().unwrap().arrival.content_version, 2);
    assert_eq!(given[1], None);
    let kept = proofs(&agent, made.record).await;
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(holds));
}

#[tokio::test]
async fn only_who_may_see_the_record_gets_its_proofs() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.an_application();
    agent.sends(&[&made]).await;
    let reviewer = server.person("linmei").await;
    assert_eq!(proofs(&reviewer, made.record).await.len(), 1);
    let colleague = server.person("liqiang").await;
    let refused = colleague.get(&path(made.record)).await;
    assert_eq!(refused.refusal(), (404, "not_found".to_owned()));
    assert_eq!(server.get(&path(made.record)).await.status, 401);
}

#[tokio::test]
async fn the_public_keys_are_there_for_everybody() {
    let server = TestServer::start().await;
    let known: SigningKeys = server.get("/api/signing-keys").await.json();
    let keys: Vec<_> = known.keys.iter().map(|known| known.public_key).collect();
    assert_eq!(keys, [signing_key().public()]);
}
