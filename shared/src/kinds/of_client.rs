//! Whose policy a record is about: what was said of one client is never sent as another's.

use crate::answers::Answers;
use crate::input::compact;
use crate::name::PersonName;
use crate::policy::PolicyView;
use core::convert::Infallible;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// What a kind says of the client whose policy it names.
#[derive(Debug)]
pub struct OfClient {
    /// Which client of the policy.
    pub whose: Whose,
    /// The paths of what is said of them as a person, of who is paid for them, and of what they agree to; and of all
    /// below. The rest tells of their matter.
    pub person: &'static [&'static str],
}

/// One of the people of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Who holds it: a service request is theirs. The form calls them applicant.
    Policyholder,
    /// Whom it insures: a claim report is about them.
    Insured,
}

/// Somebody with a policy, as far as a client book tells them from others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// The name.
    pub name: String,
    /// The number of the identity document, if the book has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl OfClient {
    /// The client of this policy.
    pub fn client(&self, policy: &PolicyView) -> Client {
        let name = match self.whose {
            Whose::Policyholder => &policy.applicant,
            Whose::Insured => &policy.insured,
        };
        // The book has the number of the insured alone.
        let number = (*name == policy.insured).then(|| policy.insured_identity_number.clone());
        Client {
            name: name.clone(),
            number: number.filter(|number| !number.is_empty()),
        }
    }

    /// Whom the answers name, if they do. Their number may be mistyped still.
    pub fn said(&self, answers: &Answers) -> Option<Client> {
        let at = match self.whose {
            Whose::Policyholder => "applicant.name",
            Whose::Insured => "insured.name",
        };
        answers.get(at).map(|name| Client {
            name: name.to_owned(),
            number: None,
        })
    }

    /// Whether the answer at this path is of the client or their matter: everything but which policy it is.
    pub fn holds(&self, path: &str) -> bool {
        !is_of(path, "policy")
    }

    /// Whether it is of what happened to them or is to be changed, and somebody may say that it is another's.
    pub fn is_of_matter(&self, path: &str) -> bool {
        self.holds(path) && !self.person.iter().any(|group| is_of(path, group))
    }
}

fn is_of(path: &str, group: &str) -> bool {
    let rest = path.strip_prefix(group);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Client {
    /// Whether both may be one person: their names are the same, and their numbers, where both have one.
    pub fn may_be(&self, other: &Self) -> bool {
        let same_name = match (self.name.parse(), other.name.parse()) {
            (Ok(name), Ok(other)) => PersonName::is_same_as(&name, &other),
            _ => self.name == other.name,
        };
        let numbers = self.number.as_deref().zip(other.number.as_deref());
        same_name && numbers.is_none_or(|(number, other)| compact(number) == compact(other))
    }

    /// The same, with the number that either has.
    #[must_use]
    pub fn known_from(self, other: Self) -> Self {
        Self {
            number: self.number.or(other.number),
            ..self
        }
    }
}

/// The name, and after a space the number.
impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.number {
            Some(number) => write!(f, "{} {number}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

impl FromStr for Client {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
        let (name, number) = match text.rsplit_once(' ') {
            Some((name, number)) if has_digit(number) => (name, Some(number.to_owned())),
            _ => (text, None),
        };
        Ok(Self {
            name: name.to_owned(),
            number,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(name: &str, number: Option<&str>) -> Client {
        Client {
            name: name.to_owned(),
            number: number.map(str::to_owned),
        }
    }

    #[test]
    fn one_name_with_two_numbers_is_two_people() {
        let cases = [
            (client("杨丽", None), client("杨丽", None), true),
            (
                client("杨丽", None),
                client("杨丽", Some("11010519491231002X")),
                true,
            ),
            (
                client("杨 丽", Some("11010519491231002x")),
                client("杨丽", Some("11010519491231002X")),
                true,
            ),
            (
                client("杨丽", Some("110101199003070134")),
                client("杨丽", Some("11010519491231002X")),
                false,
            ),
            (client("John SMITH", None), client("JOHN SMITH", None), true),
            (client("杨丽", None), client("董勇", None), false),
        ];
        for (one, other, same) in cases {
            assert_eq!(one.may_be(&other), same, "{one} {other}");
            assert_eq!(other.may_be(&one), same, "{other} {one}");
        }
    }

    #[test]
    fn a_client_reads_as_written() {
        for client in [
            client("杨丽", Some("11010519491231002X")),
            client("JOHN SMITH", Some("P1234567")),
            client("JOHN SMITH", None),
        ] {
            assert_eq!(client.to_string().parse(), Ok(client));
        }
    }
}
