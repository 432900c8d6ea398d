//! What a decision is about, in a few lines above the answers: the product, who is insured, who is paid. Nobody
//! accepts a case of which they have not seen that.

use super::{Laying, Sheet};
use shared::answers::Answers;
use shared::desk::Case;
use shared::form::person::insured_prefix;
use shared::record::RecordKind;
use shared::text::lookup;

/// One line: the product, or one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Essential {
    /// What it is about.
    pub label: String,
    /// What was answered, in words.
    pub text: String,
    /// The paths where it stands among the answers.
    pub paths: Vec<String>,
}

/// An answer in such a line.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// It says by itself what it is.
    Alone(&'static str),
    /// It is told with what was asked.
    Named(&'static str),
}

use Part::{Alone, Named};

const PRODUCT: &[Part] = &[
    Alone("code"),
    Named("plan"),
    Named("sum_insured"),
    Named("coverage"),
    Named("payment_years"),
    Alone("payment_mode"),
    Named("premium"),
    Named("effective_date"),
];
const RIDER: &[Part] = &[Alone("code"), Named("plan"), Named("sum_insured")];
const PERSON: &[Part] = &[
    Alone("name"),
    Alone("relation"),
    Alone("sex"),
    Alone("birth_date"),
    Named("occupation_class"),
];
const BENEFICIARY: &[Part] = &[
    Alone("name"),
    Alone("relation"),
    Named("order"),
    Named("share"),
];
const CONTACT: &[Part] = &[
    Alone("province"),
    Alone("city"),
    Alone("district"),
    Alone("address"),
    Alone("mobile"),
    Alone("email"),
];
const ACCOUNT: &[Part] = &[
    Alone("bank"),
    Alone("bank_name"),
    Alone("account_number"),
    Alone("account_holder"),
];
const LOSS: &[Part] = &[
    Alone("kind"),
    Alone("death_cause"),
    Alone("occurred_at"),
    Alone("place"),
    Named("estimate"),
];
const PAYEE: &[Part] = &[
    Alone("name"),
    Alone("relation"),
    Alone("bank"),
    Alone("account_number"),
    Alone("account_holder"),
];

impl Part {
    const fn name(self) -> &'static str {
        match self {
            Alone(name) | Named(name) => name,
        }
    }
}

impl Laying<'_> {
    /// What a decision on this case is about.
    pub(super) fn essentials(&self, case: &Case, sheet: &Sheet) -> Vec<Essential> {
        let of = |section: &str, prefix: &str, parts: &[Part]| {
            let label = lookup(self.language, &format!("sections.{section}"));
            line(sheet, label.unwrap_or_default().to_owned(), prefix, parts)
        };
        let payee = match case.record.content.is("payee.known", "no") {
            true => &[Named("known")],
            false => PAYEE,
        };
        let lines = match case.record.kind {
            RecordKind::Application => self.of_application(case, sheet, of),
            RecordKind::LossNotice => vec![
                of("policy", "policy", &[Alone("number")]),
                of("insured", "insured", PERSON),
                of("loss", "loss", LOSS),
                of("payee", "payee", payee),
            ],
            RecordKind::ServiceRequest => self.of_service_request(case, sheet, of),
            RecordKind::TrainingSession | RecordKind::CheckIn => Vec::new(),
        };
        lines.into_iter().flatten().collect()
    }

    fn of_application(
        &self,
        case: &Case,
        sheet: &Sheet,
        of: impl Fn(&str, &str, &[Part]) -> Option<Essential>,
    ) -> Vec<Option<Essential>> {
        let content = &case.record.content;
        let insured = insured_prefix(content);
        let mut lines = vec![of("product", "product", PRODUCT)];
        lines.extend(self.items(content, sheet, ("riders", "riders"), RIDER));
        lines.push(of("insured", insured, PERSON));
        if insured != "applicant" {
            lines.push(of("applicant", "applicant", PERSON));
        }
        lines.extend(self.beneficiaries(content, sheet, &of));
        lines.push(of("payment", "payment", ACCOUNT));
        lines
    }

    fn of_service_request(
        &self,
        case: &Case,
        sheet: &Sheet,
        of: impl Fn(&str, &str, &[Part]) -> Option<Essential>,
    ) -> Vec<Option<Essential>> {
        let mut lines = vec![
            of("policy", "policy", &[Alone("number")]),
            of("applicant", "applicant", PERSON),
            of("change", "service", &[Alone("change"), Named("note")]),
            of("change", "changed", CONTACT),
        ];
        lines.extend(self.beneficiaries(&case.record.content, sheet, &of));
        lines.push(of("payment", "payment", ACCOUNT));
        lines
    }

    /// By law, or whoever is named; nothing where it was not asked.
    fn beneficiaries(
        &self,
        content: &Answers,
        sheet: &Sheet,
        of: impl Fn(&str, &str, &[Part]) -> Option<Essential>,
    ) -> Vec<Option<Essential>> {
        match content.is("beneficiary_kind", "named") {
            true => {
                let group = ("beneficiaries", "beneficiary");
                self.items(content, sheet, group, BENEFICIARY).collect()
            }
            false => vec![of("beneficiaries", "", &[Alone("beneficiary_kind")])],
        }
    }

    /// A line for each item of a group, asked on this page.
    fn items(
        &self,
        content: &Answers,
        sheet: &Sheet,
        (group, page): (&'static str, &'static str),
        parts: &'static [Part],
    ) -> impl Iterator<Item = Option<Essential>> {
        (0..content.items(group)).map(move |item| {
            let label = self.item_title(page, item);
            line(sheet, label, &format!("{group}.{item}"), parts)
        })
    }
}

/// The answers under `prefix` in one line; `None` if none of them was given.
fn line(sheet: &Sheet, label: String, prefix: &str, parts: &[Part]) -> Option<Essential> {
    let (mut said, mut paths) = (Vec::new(), Vec::new());
    for part in parts {
        let path = match prefix {
            "" => part.name().to_owned(),
            prefix => format!("{prefix}.{}", part.name()),
        };
        let Some((row, text)) = sheet
            .row(&path)
            .and_then(|row| Some((row, row.text.as_ref()?)))
        else {
            continue;
        };
        said.push(match part {
            Alone(_) => text.clone(),
            Named(_) => format!("{} {text}", row.label),
        });
        paths.push(path);
    }
    (!said.is_empty()).then(|| Essential {
        label,
        text: said.join(" · "),
        paths,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;
    use chrono::NaiveDate;
    use shared::product::Catalogue;
    use shared::sample;
    use shared::text::Language;

    fn laid_out(kind: RecordKind, content: Answers, day: NaiveDate) -> Vec<Essential> {
        let catalogue = Catalogue::demonstration().unwrap();
        let mut case = example::queried_case();
        case.record.kind = kind;
        case.record.content = content;
        let laying = Laying {
            language: Language::En,
            catalogue: Some(&catalogue),
            captured_on: day,
        };
        laying.sheet(&case).essentials
    }

    fn day() -> NaiveDate {
        "2026-11-02".parse().unwrap()
    }

    fn paths(lines: &[Essential]) -> Vec<&str> {
        let paths = lines.iter().flat_map(|line| &line.paths);
        paths.map(String::as_str).collect()
    }

    #[test]
    fn of_an_application_product_people_and_account_are_told() {
        let catalogue = Catalogue::demonstration().unwrap();
        let content = sample::application(11, day(), &catalogue);
        let lines = laid_out(RecordKind::Application, content.clone(), day());
        let told = paths(&lines);
        let insured = format!("{}.birth_date", insured_prefix(&content));
        for path in [
            "product.code",
            "product.premium",
            "payment.account_number",
            &insured,
        ] {
            assert!(told.contains(&path), "{path}: {told:?}");
        }
        let named = content.items("beneficiaries");
        for beneficiary in 0..named {
            let share = format!("beneficiaries.{beneficiary}.share");
            assert!(told.contains(&share.as_str()), "{share}");
        }
        assert!(named > 0 || told.contains(&"beneficiary_kind"));
        assert!(lines.iter().all(|line| !line.label.is_empty()));
    }

    #[test]
    fn who_insures_themselves_is_told_once() {
        let content = Answers::new()
            .with("applicant.name", "王芳")
            .with("insured.relation", "self");
        let lines = laid_out(RecordKind::Application, content, day());
        let names = paths(&lines)
            .into_iter()
            .filter(|path| path.ends_with(".name"));
        assert_eq!(names.count(), 1);
    }

    #[test]
    fn of_a_claim_the_loss_and_who_is_paid_are_told() {
        let content = sample::loss_notice(4_711, day()).with("payee.known", "yes");
        let lines = laid_out(RecordKind::LossNotice, content, day());
        let told = paths(&lines);
        for path in [
            "policy.number",
            "insured.name",
            "loss.kind",
            "loss.estimate",
        ] {
            assert!(told.contains(&path), "{path}: {told:?}");
        }
    }
}
