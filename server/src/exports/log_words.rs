//! What a row of the audit log says, in words for one cell each.

use super::words::{self, tell, word};
use crate::store::{Db, Stored, settings};
use chrono::NaiveDate;
use shared::audit::{
    AuditAction, ChangedAnswer, ChangedPresence, LogActor, LogChain, LogSubject, LookedFor, Moved,
};
use shared::form::Discreet;
use shared::key;
use shared::people::{Difference, difference_words};
use shared::reason::ReasonCodes;
use shared::submission::Status;
use shared::table::Value;
use shared::text::{Language, fill, lookup};
use shared::time::Timestamp;
use shared::training::Presence;

/// The words of a language, and of the company.
pub(super) struct Words {
    language: Language,
    offset_minutes: i32,
    reasons: Vec<ReasonCodes>,
}

impl Words {
    /// With the company's reasons.
    pub(super) async fn of(db: &mut Db, language: Language, offset_minutes: i32) -> Stored<Self> {
        Ok(Self {
            language,
            offset_minutes,
            reasons: settings::every(db).await?,
        })
    }

    pub(super) const fn language(&self) -> Language {
        self.language
    }

    pub(super) fn moment(&self, at: Timestamp) -> Value {
        words::moment(at, self.offset_minutes)
    }

    fn told(&self, key: &'static str, params: &[(&str, &str)]) -> String {
        fill(tell(self.language, key), params.iter().copied())
    }

    pub(super) fn chain(&self, chain: &LogChain) -> String {
        let key = match chain {
            LogChain::Branch { name } => return name.clone(),
            LogChain::Facts => key!("audit.chain.facts"),
            LogChain::Settings => key!("audit.chain.settings"),
            LogChain::SignIn => key!("audit.chain.sign_in"),
        };
        tell(self.language, key).to_owned()
    }

    pub(super) fn actor(&self, actor: &LogActor) -> String {
        let key = match actor {
            LogActor::Person { person } => return person.name.clone(),
            LogActor::Nobody => key!("audit.actor.nobody"),
            LogActor::CommandLine => key!("audit.actor.command_line"),
            LogActor::Key { name } => return self.told(key!("audit.actor.key"), &[("name", name)]),
            LogActor::Unknown => key!("audit.actor.unknown"),
        };
        tell(self.language, key).to_owned()
    }

    pub(super) fn action(&self, action: Option<AuditAction>) -> Value {
        match action {
            Some(action) => word(self.language, "audit.action", action.as_str()),
            None => Value::text(tell(self.language, key!("audit.unknown_action"))),
        }
    }

    /// To what it was done; of a sign-in that had to wait, how often.
    pub(super) fn subject(&self, subject: &LogSubject, refused: Option<u64>) -> String {
        let said = match subject {
            LogSubject::Record { title, .. } => title.clone(),
            LogSubject::Device { number } => {
                number.map_or_else(String::new, |number| number.get().to_string())
            }
            LogSubject::Person { person } => person.name.clone(),
            LogSubject::UnknownLogin { pseudonym } | LogSubject::Address { pseudonym } => {
                pseudonym.clone()
            }
            LogSubject::Unit { name } | LogSubject::Connection { name } => name.clone(),
            LogSubject::File { text } => text.clone(),
            LogSubject::Log => tell(self.language, key!("audit.subject.log")).to_owned(),
            LogSubject::Unknown => String::new(),
        };
        match refused {
            Some(n) => {
                let n = n.to_string();
                let times = self.told(key!("audit.refused_times"), &[("n", &n)]);
                format!("{said}: {times}")
            }
            None => said,
        }
    }

    /// The number of the record to which it was done.
    pub(super) fn number(subject: &LogSubject) -> Value {
        match subject {
            LogSubject::Record { number, .. } => Value::code(Some(number.to_string())),
            _ => Value::Empty,
        }
    }

    pub(super) fn moved(&self, moved: Option<Moved>) -> (Value, Value) {
        let status = |status: Status| word(self.language, "desk.status", status.as_str());
        let before = moved.and_then(|moved| moved.before).map(status);
        let after = moved.map(|moved| status(moved.after));
        (before.unwrap_or_default(), after.unwrap_or_default())
    }

    /// What the company calls a reason; the code itself where nobody does.
    pub(super) fn reason(&self, code: Option<&str>) -> String {
        let Some(code) = code else {
            return String::new();
        };
        let told = ReasonCodes::named(&self.reasons, code, NaiveDate::MAX);
        let told = told.map(|reason| reason.words.in_language(self.language).to_owned());
        told.or_else(|| lookup(self.language, &format!("reasons.{code}")).map(str::to_owned))
            .unwrap_or_else(|| code.to_owned())
    }

    /// The answers by their paths, as far as an auditor is told them.
    pub(super) fn answers(&self, changed: &[ChangedAnswer]) -> String {
        let changed = changed.iter().map(|answer| {
            let [before, after] =
                [&answer.before, &answer.after].map(|it| self.answer(it.as_ref()));
            format!("{}: {before} → {after}", answer.path)
        });
        changed.collect::<Vec<_>>().join("; ")
    }

    fn answer<'a>(&self, answer: Option<&'a Discreet>) -> &'a str {
        match answer {
            None => tell(self.language, key!("audit.unanswered")),
            Some(Discreet::Withheld) => tell(self.language, key!("audit.withheld")),
            Some(Discreet::Answer(text) | Discreet::Masked(text)) => text,
        }
    }

    pub(super) fn presences(&self, changed: &[ChangedPresence]) -> String {
        let told = |presence: Option<Presence>| match presence {
            Some(presence) => self.presence(presence),
            None => tell(self.language, key!("audit.unknown_presence")),
        };
        let changed = changed.iter().map(|changed| {
            let (before, after) = (told(changed.before), told(changed.after));
            format!("{}: {before} → {after}", changed.person.name)
        });
        changed.collect::<Vec<_>>().join("; ")
    }

    /// What is different of a person or a unit.
    pub(super) fn differences(&self, differences: &[Difference]) -> String {
        let told = differences.iter().map(|difference| {
            let (name, said) = difference_words(self.language, difference);
            match said.is_empty() {
                true => name,
                false => format!("{name}: {said}"),
            }
        });
        told.collect::<Vec<_>>().join("; ")
    }

    fn presence(&self, presence: Presence) -> &'static str {
        let key = format!("states.presence.{}", presence.as_str());
        lookup(self.language, &key).unwrap_or_default()
    }

    pub(super) fn looked_for(&self, looked: &LookedFor) -> String {
        let people = looked
            .people
            .as_ref()
            .map(|people| match people.is_empty() {
                true => tell(self.language, key!("audit.looked_nobody")).to_owned(),
                false => {
                    let names = people.iter().map(|person| person.name.as_str());
                    names.collect::<Vec<_>>().join(", ")
                }
            });
        let action = looked.action.map(|action| {
            let key = format!("audit.action.{}", action.as_str());
            lookup(self.language, &key).unwrap_or_default().to_owned()
        });
        let day = |key, day: Option<NaiveDate>| {
            day.map(|day| self.told(key, &[("day", &day.to_string())]))
        };
        let parts = [
            people,
            looked.record.as_ref().map(ToString::to_string),
            action,
            day(key!("audit.since"), looked.from),
            day(key!("audit.up_to"), looked.until),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts.is_empty() {
            true => tell(self.language, key!("audit.looked_all")).to_owned(),
            false => parts.join(" · "),
        }
    }
}
