//! The people that facts speak of: by id, by staff number or by the name they sign in with.

use crate::store::people::Account;
use shared::id::PersonId;
use shared::input::plain;
use std::collections::BTreeMap;

/// Everybody, as a file may call them.
pub(super) struct People {
    /// By staff number, as [`compared`].
    numbers: BTreeMap<String, Vec<PersonId>>,
    /// By sign-in name, as [`compared`].
    logins: BTreeMap<String, Vec<PersonId>>,
    /// What each is called in words, with the staff number or the name to sign in.
    shown: BTreeMap<PersonId, String>,
    /// The staff numbers of those that have a name.
    of_name: BTreeMap<String, Vec<String>>,
}

impl People {
    pub(super) fn of(accounts: &[Account]) -> Self {
        let mut people = Self {
            numbers: BTreeMap::new(),
            logins: BTreeMap::new(),
            shown: BTreeMap::new(),
            of_name: BTreeMap::new(),
        };
        for account in accounts {
            let person = account.person.id;
            let called = account.agent_number.as_ref().unwrap_or(&account.login);
            let logins = people.logins.entry(compared(&account.login));
            logins.or_default().push(person);
            if let Some(number) = &account.agent_number {
                let numbers = people.numbers.entry(compared(number));
                numbers.or_default().push(person);
            }
            people
                .shown
                .insert(person, format!("{} ({called})", account.person.name));
            let namesakes = people.of_name.entry(account.person.name.clone());
            namesakes.or_default().push(called.clone());
        }
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

    /// Who is meant: a staff number before a sign-in name that looks like one, then an id.
    ///
    /// # Errors
    /// What to write instead.
    pub(super) fn meant(&self, text: &str) -> Result<PersonId, String> {
        let name = compared(text);
        let found = self.numbers.get(&name).or_else(|| self.logins.get(&name));
        match found.map(Vec::as_slice) {
            Some([person]) => Ok(*person),
            Some(_) => Err(format!(
                "{text} is the staff number of several people: write the sign-in name"
            )),
            None => text.trim().parse().map_err(|_| self.unknown(text.trim())),
        }
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

/// A staff number or sign-in name as it is compared: without case, width and what nobody sees; a spreadsheet that
/// takes a staff number for an amount writes `.0` behind it.
pub(super) fn compared(text: &str) -> String {
    let name = plain(text).to_lowercase();
    let digits = name.strip_suffix(".0").unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.to_owned() } else { name }
}
