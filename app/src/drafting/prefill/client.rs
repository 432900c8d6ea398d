//! Whose policy a draft is about: what was answered of one client is never sent as another's.

use crate::drafting::prefill_sources::PrefillSources;
use crate::store::{Draft, PutAside};
use shared::answers::{Answers, read};
use shared::kinds::{self, Client, OfClient};

/// A policy of another client is named: what was said of the one before, and agreed to, is put aside, and what was
/// put aside of this one comes back.
pub fn leave_client(draft: &mut Draft, known: &PrefillSources) {
    let Some(of_client) = &kinds::of(draft.kind).of_client else {
        return;
    };
    let named = draft.answers.typed(POLICY).to_owned();
    let is_another = core::mem::replace(&mut draft.policy, named.clone()) != named;
    let number = read::policy_number_at(&draft.answers, POLICY);
    let Some(policy) = number.and_then(|number| known.policy(&number)) else {
        return;
    };
    let client = of_client.client(policy);
    let noted: Option<Client> = draft.prefilled.client().and_then(|it| it.parse().ok());
    let before = match (noted, is_another) {
        // What stands in the draft says it, where the book did not know the policy before.
        (None, true) => of_client.said(&draft.answers),
        (noted, _) => noted,
    };
    let client = match before {
        Some(before) if is_another && !before.may_be(&client) => {
            put_aside(draft, before, of_client);
            client
        }
        Some(before) => client.known_from(before),
        None => client,
    };
    take_up_again(draft, &client);
    draft.prefilled.take_client(&client.to_string());
}

const POLICY: &str = "policy.number";

fn put_aside(draft: &mut Draft, client: Client, of_client: &OfClient) {
    let of_them: Answers = draft
        .answers
        .iter()
        .filter(|(path, _)| of_client.holds(path))
        .collect();
    let own = draft.own_answers();
    for (path, _) in of_them.iter() {
        draft.answers.remove(path);
        draft.prefilled.forget(path);
    }
    // What was only filled in is filled in again.
    let answers: Answers = own
        .iter()
        .filter(|(path, _)| of_client.holds(path))
        .collect();
    if !answers.is_empty() {
        draft.put_aside.push(PutAside { client, answers });
    }
}

fn take_up_again(draft: &mut Draft, client: &Client) {
    let is_theirs = |aside: &PutAside| aside.client.may_be(client);
    let (theirs, others) = core::mem::take(&mut draft.put_aside)
        .into_iter()
        .partition(is_theirs);
    draft.put_aside = others;
    for aside in Vec::<PutAside>::into_iter(theirs) {
        for (path, answer) in aside.answers.iter() {
            if draft.answers.get(path).is_none() {
                draft.answers.set(path, answer);
                draft.prefilled.forget(path);
            }
        }
    }
}

/// What was put aside of a matter, and is taken for that of the client whose policy is named.
pub fn aside(draft: &Draft) -> impl Iterator<Item = (&str, &str)> {
    let of_client = kinds::of(draft.kind).of_client.as_ref();
    let answers = draft
        .put_aside
        .iter()
        .flat_map(|aside| aside.answers.iter());
    answers.filter(move |(path, _)| of_client.is_some_and(|it| it.is_of_matter(path)))
}

/// Somebody says that it is the matter of the client whose policy is named: the policy of before was a slip.
pub fn take_over(draft: &mut Draft) {
    let matter: Answers = aside(draft).collect();
    for (path, answer) in matter.iter() {
        if draft.answers.get(path).is_none() {
            draft.answers.set(path, answer);
        }
        for aside in &mut draft.put_aside {
            aside.answers.remove(path);
        }
    }
    draft.put_aside.retain(|aside| !aside.answers.is_empty());
}
