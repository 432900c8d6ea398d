//! Answers that follow from what is known already. They are filled in once, can be changed, and are
//! marked as prefilled for as long as they stand as they were found.

use shared::answers::Answers;
use shared::identity::{Identity, IdentityKind};
use shared::money::Money;
use shared::product::Sex;
use shared::record::{PolicyView, RecordKind};
use shared::rules::read;
use std::collections::BTreeMap;

/// What is known besides the answers.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The civil time at the branch when the draft was opened, `2026-10-31T14:05`.
    pub now: String,
    /// The day after, `2026-11-01`.
    pub tomorrow: String,
    /// The client book.
    pub policies: Vec<PolicyView>,
    /// The agent's own name.
    pub agent: String,
    /// What earlier applications say, newest first.
    pub earlier: Vec<Answers>,
}

/// Where a prefilled answer was taken from; text key `form.prefilled.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The number of the identity document.
    IdentityNumber,
    /// The nationality.
    Nationality,
    /// The applicant's answers.
    Applicant,
    /// The insured's answers.
    Insured,
    /// The payee's answers.
    Payee,
    /// The client book.
    Policy,
    /// Answers above, by calculation.
    Computed,
    /// The clock of the device.
    Clock,
    /// Who is signed in.
    Agent,
    /// An earlier application of the same person.
    Earlier,
    /// Most beneficiaries come first.
    FirstOrder,
    /// What the others of the order leave of 100 %.
    Rest,
}

impl Source {
    /// The name in text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IdentityNumber => "identity_number",
            Self::Nationality => "nationality",
            Self::Applicant => "applicant",
            Self::Insured => "insured",
            Self::Payee => "payee",
            Self::Policy => "policy",
            Self::Computed => "computed",
            Self::Clock => "clock",
            Self::Agent => "agent",
            Self::Earlier => "earlier",
            Self::FirstOrder => "first_order",
            Self::Rest => "rest",
        }
    }
}

/// An answer that would be right for all that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The answer.
    pub value: String,
    /// Where it was taken from.
    pub source: Source,
}

/// Suggestions by path.
pub type Suggestions = BTreeMap<String, Suggestion>;

/// Everything these answers suggest.
pub fn suggestions(kind: RecordKind, answers: &Answers, known: &Known) -> Suggestions {
    let mut found = Found::new(answers);
    match kind {
        RecordKind::Application => application(&mut found, known),
        RecordKind::LossNotice => loss_notice(&mut found, known),
        RecordKind::TrainingSession | RecordKind::CheckIn => {}
    }
    found.suggestions
}

/// Fills in what is suggested newly since `before`, where nothing else was typed.
pub fn apply(before: &Suggestions, after: &Suggestions, answers: &mut Answers) {
    for (path, suggestion) in after {
        let earlier = before.get(path).map(|suggestion| suggestion.value.as_str());
        let is_new = earlier != Some(suggestion.value.as_str());
        let untouched = answers.get(path).is_none() || answers.get(path) == earlier;
        if is_new && untouched {
            answers.set(path, &suggestion.value);
        }
    }
}

struct Found<'a> {
    answers: &'a Answers,
    suggestions: Suggestions,
}

impl<'a> Found<'a> {
    const fn new(answers: &'a Answers) -> Self {
        Self {
            answers,
            suggestions: BTreeMap::new(),
        }
    }

    fn suggest(&mut self, path: impl Into<String>, value: impl Into<String>, source: Source) {
        let value = value.into();
        if !value.is_empty() {
            self.suggestions
                .insert(path.into(), Suggestion { value, source });
        }
    }

    /// The answer at `from`, once it is there, also at `to`.
    fn copy(&mut self, from: &str, to: &str, source: Source) {
        if let Some(value) = self.answers.get(from) {
            self.suggest(to, value, source);
        }
    }
}

fn application(found: &mut Found<'_>, known: &Known) {
    found.suggest("disclosure.shown_at", &known.now, Source::Clock);
    found.suggest("product.effective_date", &known.tomorrow, Source::Clock);
    household(found);
    for person in ["applicant", "insured"] {
        identity_kind(found, person);
        from_earlier(found, person, &known.earlier);
        from_identity(found, person);
    }
    for number in 0..found.answers.items("beneficiaries") {
        from_identity(found, &format!("beneficiaries.{number}"));
        order_and_share(found, number);
    }
    protection_gap(found);
    found.copy(
        "applicant.name",
        "payment.account_holder",
        Source::Applicant,
    );
}

/// Most people show the document of their country.
fn identity_kind(found: &mut Found<'_>, person: &str) {
    let Some(nationality) = found.answers.get(&format!("{person}.nationality")) else {
        return;
    };
    let kind = match nationality {
        "cn" => IdentityKind::ResidentId,
        "hk" | "mo" => IdentityKind::HkMacauPermit,
        "tw" => IdentityKind::TaiwanPermit,
        _ => IdentityKind::Passport,
    };
    found.suggest(
        format!("{person}.identity_kind"),
        kind.as_str(),
        Source::Nationality,
    );
}

/// What an earlier application says of the same person.
fn from_earlier(found: &mut Found<'_>, person: &str, earlier: &[Answers]) {
    const KNOWN: [&str; 14] = [
        "identity_long_term",
        "identity_expiry",
        "marital_status",
        "tax_residency",
        "mobile",
        "email",
        "province",
        "city",
        "district",
        "address",
        "employer",
        "occupation",
        "occupation_class",
        "annual_income",
    ];
    let Some(identity) = read::identity(found.answers, person) else {
        return;
    };
    let same = earlier.iter().find_map(|answers| {
        let is_same = |was: &&str| read::identity(answers, was).as_ref() == Some(&identity);
        let was = ["applicant", "insured"]
            .into_iter()
            .find(|was| is_same(was))?;
        Some((answers, was))
    });
    let Some((answers, was)) = same else { return };
    for name in KNOWN {
        if let Some(value) = answers.get(&format!("{was}.{name}")) {
            found.suggest(format!("{person}.{name}"), value, Source::Earlier);
        }
    }
}

/// The first order, and what the others of it leave of 100 %.
fn order_and_share(found: &mut Found<'_>, number: usize) {
    let answers = found.answers;
    let at = |number: usize, name: &str| -> Option<u32> {
        read::parsed(answers, &format!("beneficiaries.{number}.{name}"))
    };
    let order = at(number, "order").unwrap_or(1);
    let others = (0..answers.items("beneficiaries")).filter(|other| *other != number);
    let taken: u32 = others
        .filter(|other| at(*other, "order") == Some(order))
        .filter_map(|other| at(other, "share"))
        .fold(0, u32::saturating_add);
    found.suggest(
        format!("beneficiaries.{number}.order"),
        "1",
        Source::FirstOrder,
    );
    if taken < 100 {
        let share = (100 - taken).to_string();
        found.suggest(format!("beneficiaries.{number}.share"), share, Source::Rest);
    }
}

/// Birth date and sex stand in the number of most documents.
fn from_identity(found: &mut Found<'_>, person: &str) {
    let Some(identity) = read::identity(found.answers, person) else {
        return;
    };
    if let Some(birth) = identity.birth() {
        let path = format!("{person}.birth_date");
        found.suggest(path, birth.to_string(), Source::IdentityNumber);
    }
    if let Some(sex) = identity.sex() {
        found.suggest(
            format!("{person}.sex"),
            sex_name(sex),
            Source::IdentityNumber,
        );
    }
    if matches!(identity, Identity::ResidentId(_)) {
        let path = format!("{person}.nationality");
        found.suggest(path, "cn", Source::IdentityNumber);
    }
}

const fn sex_name(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// Spouse, child and parent mostly live where the applicant lives.
fn household(found: &mut Found<'_>) {
    let relation = found.answers.get("insured.relation");
    if !matches!(relation, Some("spouse" | "child" | "parent")) {
        return;
    }
    for name in [
        "nationality",
        "tax_residency",
        "province",
        "city",
        "district",
        "address",
    ] {
        found.copy(
            &format!("applicant.{name}"),
            &format!("insured.{name}"),
            Source::Applicant,
        );
    }
}

/// What is needed less what is there.
fn protection_gap(found: &mut Found<'_>) {
    let amount = |name| read::money_at(found.answers, &format!("needs.{name}"));
    if let (Some(wanted), Some(held)) = (amount("cover_wanted"), amount("cover_held")) {
        let gap = (wanted - held).max(Money::ZERO).to_string();
        let gap = gap.strip_suffix(".00").unwrap_or(&gap);
        found.suggest("needs.protection_gap", gap, Source::Computed);
    }
}

fn loss_notice(found: &mut Found<'_>, known: &Known) {
    let number = found.answers.get("policy.number");
    let policy = known
        .policies
        .iter()
        .find(|policy| Some(policy.number.as_str()) == number);
    if let Some(policy) = policy {
        insured_of(found, policy);
    }
    reporter(found, known, policy);
    if found.answers.is("payee.relation", "self") {
        for name in ["name", "identity_kind", "identity_number"] {
            found.copy(
                &format!("insured.{name}"),
                &format!("payee.{name}"),
                Source::Insured,
            );
        }
    }
    found.copy("payee.name", "payee.account_holder", Source::Payee);
}

fn insured_of(found: &mut Found<'_>, policy: &PolicyView) {
    let number = &policy.insured_identity_number;
    found.suggest("insured.name", &policy.insured, Source::Policy);
    found.suggest("insured.identity_number", number, Source::Policy);
    if Identity::parse(IdentityKind::ResidentId, number).is_ok() {
        let kind = IdentityKind::ResidentId.as_str();
        found.suggest("insured.identity_kind", kind, Source::Policy);
    }
}

fn reporter(found: &mut Found<'_>, known: &Known, policy: Option<&PolicyView>) {
    match (found.answers.get("reporter.relation"), policy) {
        (Some("agent"), _) => found.suggest("reporter.name", &known.agent, Source::Agent),
        (Some("insured"), _) => found.copy("insured.name", "reporter.name", Source::Insured),
        (Some("applicant"), Some(policy)) => {
            found.suggest("reporter.name", &policy.applicant, Source::Policy);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WOMAN: &str = "11010519491231002X";

    fn typed(answers: Answers, path: &str, text: &str) -> Answers {
        let known = Known::default();
        let before = suggestions(RecordKind::Application, &answers, &known);
        let mut answers = answers.with(path, text);
        let after = suggestions(RecordKind::Application, &answers, &known);
        apply(&before, &after, &mut answers);
        answers
    }

    #[test]
    fn a_resident_id_tells_birth_date_and_sex() {
        let answers = typed(Answers::new(), "applicant.nationality", "cn");
        assert_eq!(answers.get("applicant.identity_kind"), Some("resident_id"));
        let answers = typed(answers, "applicant.identity_number", WOMAN);
        assert_eq!(answers.get("applicant.birth_date"), Some("1949-12-31"));
        assert_eq!(answers.get("applicant.sex"), Some("female"));
    }

    #[test]
    fn what_somebody_typed_is_never_replaced() {
        let answers = Answers::new()
            .with("applicant.identity_kind", "resident_id")
            .with("applicant.sex", "male");
        let answers = typed(answers, "applicant.identity_number", WOMAN);
        assert_eq!(answers.get("applicant.sex"), Some("male"));
    }

    #[test]
    fn a_prefilled_answer_follows_its_source_until_it_is_changed() {
        let answers = typed(Answers::new(), "applicant.name", "王");
        let answers = typed(answers, "applicant.name", "王芳");
        assert_eq!(answers.get("payment.account_holder"), Some("王芳"));
        let answers = typed(answers, "payment.account_holder", "王方");
        let answers = typed(answers, "applicant.name", "王芳芳");
        assert_eq!(answers.get("payment.account_holder"), Some("王方"));
    }

    #[test]
    fn the_second_beneficiary_gets_what_the_first_leaves() {
        let answers = typed(Answers::new(), "beneficiaries.0.name", "王小明");
        assert_eq!(answers.get("beneficiaries.0.share"), Some("100"));
        let answers = typed(answers, "beneficiaries.0.share", "60");
        let answers = typed(answers, "beneficiaries.1.name", "王小红");
        assert_eq!(answers.get("beneficiaries.1.order"), Some("1"));
        assert_eq!(answers.get("beneficiaries.0.share"), Some("60"));
    }

    #[test]
    fn a_client_of_an_earlier_application_is_known() {
        let earlier = Answers::new()
            .with("insured.identity_kind", "resident_id")
            .with("insured.identity_number", WOMAN)
            .with("insured.mobile", "13800138000");
        let known = Known {
            earlier: vec![earlier],
            ..Known::default()
        };
        let answers = Answers::new()
            .with("applicant.identity_kind", "resident_id")
            .with("applicant.identity_number", WOMAN);
        let found = suggestions(RecordKind::Application, &answers, &known);
        assert_eq!(found["applicant.mobile"].value, "13800138000");
    }

    #[test]
    fn what_was_emptied_on_purpose_stays_empty() {
        let mut answers = typed(Answers::new(), "applicant.name", "王芳");
        answers.remove("payment.account_holder");
        let answers = typed(answers, "applicant.mobile", "13800138000");
        assert_eq!(answers.get("payment.account_holder"), None);
    }
}
