//! The people that facts speak of: by id, by staff number or by the name they sign in with.

use crate::store::people::Account;
use shared::id::PersonId;
use std::collections::BTreeMap;

/// Everybody, as a file may call them.
pub(super) struct People {
    named: BTreeMap<String, PersonId>,
    /// What each is called in words, with the staff number or the name to sign in.
    shown: BTreeMap<PersonId, String>,
    /// The staff numbers of those that have a name.
    of_name: BTreeMap<String, Vec<String>>,
}

impl People {
    pub(super) fn of(accounts: &[Account]) -> Self {
        let mut people = Self {
            named: BTreeMap::new(),
            shown: BTreeMap::new(),
            of_name: BTreeMap::new(),
        };
        for account in accounts {
            let person = account.person.id;
            let called = account.agent_number.as_ref().unwrap_or(&account.login);
            people.named.insert(account.login.clone(), person);
            people
                .shown
                .insert(person, format!("{} ({called})", account.person.name));
            let namesakes = people.of_name.entry(account.person.name.clone());
            namesakes.or_default().push(called.clone());
        }
        // A staff number is meant before a sign-in name that looks like one.
        let numbers = accounts
            .iter()
            .filter_map(|account| Some((account.agent_number.clone()?, account.person.id)));
        people.named.extend(numbers);
        people
    }

    pub(super) fn knows(&self, person: PersonId) -> bool {
        self.shown.contains_key(&person)
    }

    /// What somebody is called.
    pub(super) fn called(&self, person: PersonId) -> String {
        let shown = self.shown.get(&person).cloned();
        shown.unwrap_or_else(|| person.to_string())
    }

    /// Who is meant.
    ///
    /// # Errors
    /// What to write instead.
    pub(super) fn meant(&self, text: &str) -> Result<PersonId, String> {
        let text = text.trim();
        let found = self.named.get(text).copied();
        found
            .or_else(|| text.parse().ok())
            .ok_or_else(|| self.unknown(text))
    }

    fn unknown(&self, text: &str) -> String {
        match self.of_name.get(text) {
            Some(called) => format!(
                "names can be shared: write the staff number or sign-in name, {}",
                called.join(" or ")
            ),
            None => format!(
                "nobody has the staff number or sign-in name {text:?}: write that of somebody in the organisation"
            ),
        }
    }
}
