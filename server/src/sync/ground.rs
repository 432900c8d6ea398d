//! What the server knows besides the answers of records of one branch, asked of the store for all at once.

use super::findings::Judged;
use crate::auth::Home;
use crate::store::{Db, Stored, duplicates, policies, settings, terms};
use shared::answers::read;
use shared::id::{PersonId, RecordId, UnitId};
use shared::kinds::{self, Policies, duplicate_key, sought};
use shared::policy::PolicyView;
use shared::rules::{EarlierRecord, KnownPolicy, OtherRecord, Service, Watch};
use shared::search::Coded;
use shared::submission::PersonRef;
use std::collections::{BTreeMap, BTreeSet};

/// How many other records with the same people are looked at, the newest.
const MOST_OTHERS: i64 = 50;

/// What is known besides the answers of some records.
pub(super) struct Ground {
    /// What the desk looks at, every version.
    pub(super) watch: Vec<Watch>,
    duplicates: BTreeMap<String, Vec<(RecordId, String)>>,
    books: BTreeMap<PersonId, Vec<PolicyView>>,
    named: BTreeMap<String, (PolicyView, PersonRef)>,
    /// Those who serve a named policy that somebody else reports a loss under, and belong to the branch.
    of_branch: BTreeSet<PersonId>,
    /// By the places of the records.
    others: Vec<Vec<OtherRecord>>,
}

impl Ground {
    /// Of these records of a branch whose clock is `offset_minutes` ahead of UTC.
    pub(super) async fn of(
        db: &mut Db,
        (branch, offset_minutes): (UnitId, i32),
        judged: &[Judged<'_>],
    ) -> Stored<Self> {
        let keys = judged.iter().filter_map(key_of).collect();
        let numbers = judged.iter().filter_map(named_number).collect();
        let agents = judged
            .iter()
            .filter(|it| kinds::of(it.kind).policies == Policies::ClientBook)
            .map(|it| it.captured_by.id)
            .collect();
        let sought: Vec<(RecordId, Vec<Coded>)> = judged.iter().map(sought_by).collect();
        let named = policies::of_numbers(db, &numbers).await?;
        Ok(Self {
            watch: settings::published(db).await?,
            duplicates: duplicates::with_keys(db, &keys).await?,
            books: policies::of_agents(db, &agents).await?,
            of_branch: of_branch(db, branch, judged, &named).await?,
            named,
            others: terms::others_of_each(db, (branch, offset_minutes), &sought, MOST_OTHERS)
                .await?,
        })
    }

    /// What a record might repeat.
    pub(super) fn earlier(&self, judged: &Judged<'_>) -> Vec<EarlierRecord> {
        let Some(key) = key_of(judged) else {
            return Vec::new();
        };
        let with_key = self.duplicates.get(&key).into_iter().flatten();
        let others = with_key.filter(|(record, _)| *record != judged.record);
        others
            .map(|(_, number)| EarlierRecord {
                number: number.clone(),
                key: key.clone(),
            })
            .collect()
    }

    /// The others with the same people, of the record at this place.
    pub(super) fn others(&self, place: usize) -> &[OtherRecord] {
        self.others.get(place).map_or(&[], Vec::as_slice)
    }

    /// The policies that a record of its kind is checked against.
    pub(super) fn policies(&self, judged: &Judged<'_>) -> Option<Vec<KnownPolicy>> {
        match kinds::of(judged.kind).policies {
            Policies::ClientBook => {
                let book = self.books.get(&judged.captured_by.id).into_iter().flatten();
                Some(book.cloned().map(KnownPolicy::from).collect())
            }
            Policies::Named { .. } => Some(self.named_policy(judged).into_iter().collect()),
            Policies::None => None,
        }
    }

    /// The policy that a record names, if whoever serves it belongs to the branch.
    fn named_policy(&self, judged: &Judged<'_>) -> Option<KnownPolicy> {
        let (policy, agent) = self.named.get(&named_number(judged)?)?;
        let policy = KnownPolicy::from(policy.clone());
        if agent.id == judged.captured_by.id {
            return Some(policy);
        }
        let service = Service {
            agent: agent.name.clone(),
            reporter: judged.captured_by.name.clone(),
        };
        self.of_branch.contains(&agent.id).then_some(KnownPolicy {
            served_by_another: Some(service),
            ..policy
        })
    }
}

fn key_of(judged: &Judged<'_>) -> Option<String> {
    duplicate_key(judged.kind, judged.content)
}

fn named_number(judged: &Judged<'_>) -> Option<String> {
    match kinds::of(judged.kind).policies {
        Policies::Named { at } => read::policy_number_at(judged.content, at),
        Policies::ClientBook | Policies::None => None,
    }
}

fn sought_by(judged: &Judged<'_>) -> (RecordId, Vec<Coded>) {
    let sought = sought(judged.kind, judged.content).into_iter().collect();
    (judged.record, sought)
}

/// Who serves one of the claimed policies, is not who reports a loss under it, and belongs to the branch.
async fn of_branch(
    db: &mut Db,
    branch: UnitId,
    judged: &[Judged<'_>],
    claimed: &BTreeMap<String, (PolicyView, PersonRef)>,
) -> Stored<BTreeSet<PersonId>> {
    let mut asked = BTreeSet::new();
    let mut of_branch = BTreeSet::new();
    for judged in judged {
        let number = named_number(judged);
        let served = number.and_then(|number| claimed.get(&number));
        let Some((_, agent)) = served.filter(|(_, agent)| agent.id != judged.captured_by.id) else {
            continue;
        };
        if asked.insert(agent.id) {
            let home = Home::of(db, agent.id, judged.now).await?;
            if home.is_some_and(|home| home.branch.unit_id == branch) {
                of_branch.insert(agent.id);
            }
        }
    }
    Ok(of_branch)
}
