//! What the protocol promises, checked on a healed world.

use super::phone::Phone;
use super::signing::is_genuine;
use super::world::World;
use shared::answers::{Answers, Changes};
use shared::sync::{Mutation, Operation, OutboxEntry};
use std::collections::BTreeMap;

/// The promises that do not hold.
pub(super) fn broken_promises(world: &World) -> Vec<String> {
    let mut broken = Vec::new();
    broken.extend(world.server.durable.broken.iter().cloned());
    broken.extend(doubled(world));
    broken.extend(lost(world));
    broken.extend(taken_back_and_applied(world));
    let revoked = &world.server.revoked;
    let phones = world.phones.iter().enumerate();
    for (place, phone) in phones.filter(|(_, phone)| !revoked.contains(&phone.person.id)) {
        broken.extend(acknowledged_but_absent(world, place, phone));
        broken.extend(differing(world, place, phone));
        broken.extend(unproven(world, place, phone));
        broken.extend(false_proofs(world, place, phone));
    }
    broken
}

/// Every mutation took effect at most once.
fn doubled(world: &World) -> Vec<String> {
    let effects = world.server.durable.effects.iter();
    effects
        .filter(|(_, times)| **times > 1)
        .map(|(id, times)| format!("mutation {id} took effect {times} times"))
        .collect()
}

/// What was taken back has never reached the server.
fn taken_back_and_applied(world: &World) -> Vec<String> {
    let taken_back = world.server.taken_back.iter();
    taken_back
        .filter(|id| world.server.heard.contains(id))
        .map(|id| format!("mutation {id} was taken back, and the server had it"))
        .collect()
}

/// Every mutation a phone counts as sent has taken effect on the server as it is now.
fn acknowledged_but_absent(world: &World, place: usize, phone: &Phone) -> Vec<String> {
    let effects = &world.server.durable.effects;
    let sent = phone.store.sent().into_iter();
    sent.filter(|entry| !effects.contains_key(&entry.mutation_id))
        .map(|entry| format!("phone {place} counts {} as sent", entry.mutation_id))
        .collect()
}

/// Nothing somebody typed is gone: it is on the server, or still a draft on a phone. Whose contract
/// has ended cannot send again what a restored server lost: it waits on the phone.
fn lost(world: &World) -> Vec<String> {
    let on_server = |text: &str| {
        let contents = world.server.durable.contents.values().flatten();
        contents.into_iter().any(|content| says(content, text))
    };
    let on_a_phone = |text: &str| {
        let sent = format!("{text:?}");
        world.phones.iter().any(|phone| {
            let revoked = world.server.revoked.contains(&phone.person.id);
            let log = phone.store.sent().into_iter().chain(phone.store.outbox());
            let mut log = log.filter(|_| revoked);
            let drafts = phone.store.drafts();
            drafts.iter().any(|draft| says(&draft.answers, text))
                || log.any(|entry| entry.body.contains(&sent))
        })
    };
    world
        .typed
        .iter()
        .filter(|typed| !typed.let_go && !on_server(&typed.text) && !on_a_phone(&typed.text))
        .map(|typed| format!("{:?} is gone", typed.text))
        .collect()
}

fn says(content: &Answers, text: &str) -> bool {
    content.iter().any(|(_, answer)| answer == text)
}

/// A phone holds exactly what is in its person's scope.
fn differing(world: &World, place: usize, phone: &Phone) -> Vec<String> {
    let scope = world.server.durable.scope_of(phone.person.id);
    let held = phone.store.pulled();
    let mut broken = Vec::new();
    for (id, record) in &held {
        if record.captured_by.id != phone.person.id {
            broken.push(format!("phone {place} holds the foreign record {id}"));
        }
        match scope.get(id) {
            Some(current) if *current == record => {}
            Some(_) => broken.push(format!("phone {place} holds an old {id}")),
            None => broken.push(format!("phone {place} still holds {id}")),
        }
    }
    for id in scope.keys().filter(|id| !held.contains_key(id)) {
        broken.push(format!("phone {place} lacks {id}"));
    }
    let policies = world.server.durable.policies.iter();
    let served: BTreeMap<String, u64> = policies
        .filter(|(_, (person, _))| *person == phone.person.id)
        .map(|(policy, (_, version))| (policy.clone(), *version))
        .collect();
    let book = phone.store.policies();
    if served != book {
        broken.push(format!(
            "phone {place} has {book:?} for a client book, not {served:?}"
        ));
    }
    broken
}

/// Of all content a phone counts as sent it holds the server's proof.
fn unproven(world: &World, place: usize, phone: &Phone) -> Vec<String> {
    let sent = phone.store.sent();
    let sent = sent.iter().filter_map(OutboxEntry::mutation);
    sent.filter(|mutation| !is_proven(world, phone, mutation))
        .map(|mutation| format!("phone {place} has no proof of {}", mutation.mutation_id))
        .collect()
}

fn is_proven(world: &World, phone: &Phone, mutation: &Mutation) -> bool {
    let brought = match &mutation.operation {
        Operation::Submit { content, .. } => Changes::between(&Answers::new(), content),
        Operation::Answer {
            changes,
            correction: Some(beside),
            ..
        } => changes.clone().and(&beside.changes),
        Operation::Answer { changes, .. } | Operation::Amend { changes, .. } => changes.clone(),
        _ => return true,
    };
    let none = Vec::new();
    let contents = world.server.durable.contents.get(&mutation.record_id);
    let holds_it = |content: &&Answers| brought.on(content) == **content;
    contents
        .unwrap_or(&none)
        .iter()
        .filter(holds_it)
        .any(|content| {
            let mut kept = phone.store.acknowledgements().into_iter();
            kept.any(|it| it.arrival.record_id == mutation.record_id && it.is_of(content))
        })
}

/// No proof stands for what the server never had durably, and each is the server's.
fn false_proofs(world: &World, place: usize, phone: &Phone) -> Vec<String> {
    let kept = phone.store.acknowledgements();
    let kept = kept.iter();
    kept.filter(|it| {
        let arrival = &it.arrival;
        let had = (
            arrival.record_id,
            arrival.content_version,
            arrival.content_hash,
        );
        !is_genuine(it) || !world.server.had.contains(&had)
    })
    .map(|it| format!("phone {place} holds the false proof {}", it.short_code()))
    .collect()
}
