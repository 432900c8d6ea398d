//! Whose statement: by login name, by agent number, or everybody's.

use super::people::{People, compared};
use crate::store::people::Account;
use shared::facts::History;

/// How many names are offered to who mistyped one.
const OFFERED: usize = 3;
/// Letters in which an offered name differs at most.
const NEAR: usize = 2;

/// Everybody who ever was an agent, as the command line asks for.
const ALL: &str = "all";

/// Whether everybody is meant.
pub(super) fn is_all(wanted: &str) -> bool {
    compared(wanted) == ALL
}

/// The agents that are meant, by login name: who has left may still be owed something, or owe it.
///
/// # Errors
/// If nobody has that login name or number; near ones are named.
pub(super) fn meant<'a>(
    wanted: &str,
    people: &'a [Account],
    history: &History<'_>,
) -> Result<Vec<&'a Account>, String> {
    let is_agent = |account: &&Account| history.person_history(account.person.id).is_some();
    if is_all(wanted) {
        return Ok(people.iter().filter(is_agent).collect());
    }
    let found = People::of(people).meant(wanted).ok();
    match people
        .iter()
        .find(|account| Some(account.person.id) == found)
    {
        Some(account) if is_agent(&account) => Ok(vec![account]),
        Some(account) => Err(format!(
            "{} ({wanted}) has never been an agent: statements are for agents and team leaders",
            account.person.name
        )),
        None => Err(unknown(wanted, people.iter().filter(is_agent).collect())),
    }
}

fn unknown(wanted: &str, agents: Vec<&Account>) -> String {
    let typed = compared(wanted);
    let mut near: Vec<(usize, String)> = agents
        .into_iter()
        .filter_map(|account| {
            let number = account.agent_number.as_deref().unwrap_or_default();
            let names = [account.login.as_str(), number, account.person.name.as_str()];
            let distance = names
                .iter()
                .map(|name| strsim::osa_distance(name, &typed))
                .min()?;
            let offered = format!("{} ({}, {number})", account.login, account.person.name);
            (distance <= NEAR).then_some((distance, offered))
        })
        .collect();
    near.sort();
    let near: Vec<String> = near
        .into_iter()
        .take(OFFERED)
        .map(|(_, name)| name)
        .collect();
    match near.is_empty() {
        true => format!(
            "there is no agent {wanted}: give --agent a login name, an agent number, or all"
        ),
        false => format!(
            "there is no agent {wanted}; did you mean {}?",
            near.join(" or ")
        ),
    }
}
