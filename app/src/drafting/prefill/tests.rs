//! What follows from what.

use super::*;
use shared::id::{PersonId, RecordId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{Office, RecordView, RuleVersion};
use shared::submission::PersonRef;
use shared::time::Timestamp;
use shared::training::Roster;

const WOMAN: &str = "11010519491231002X";
const MAN: &str = "110101199003070134";
/// Registered in Shanghai.
const FROM_SHANGHAI: &str = "310101199003070131";

/// A form that somebody fills in: each answer is given whole.
struct Filled {
    kind: RecordKind,
    known: PrefillSources,
    prefilled: Prefilled,
    answers: Answers,
}

impl Filled {
    fn new(kind: RecordKind, known: PrefillSources) -> Self {
        let (prefilled, answers) = (Prefilled::default(), Answers::new());
        Self {
            kind,
            known,
            prefilled,
            answers,
        }
    }

    fn application() -> Self {
        Self::new(RecordKind::Application, PrefillSources::default())
    }

    fn gives(mut self, path: &str, text: &str) -> Self {
        self.answers.set(path, text);
        self.prefilled.type_at(path);
        follow(
            self.kind,
            &self.known,
            &mut self.prefilled,
            &mut self.answers,
        );
        self
    }

    /// Sees what stands there, and goes on.
    fn goes_past(mut self, path: &str) -> Self {
        let suggested = suggestions(self.kind, &self.answers, &self.prefilled, &self.known);
        self.prefilled.confirm(&suggested, [path]);
        self
    }

    fn late_guess(&self, path: &str) -> Option<&str> {
        self.prefilled.late_guess(path, &self.answers)
    }

    fn get(&self, path: &str) -> Option<&str> {
        self.answers.get(path)
    }

    fn source(&self, path: &str) -> Option<Source> {
        self.prefilled.source(path, &self.answers)
    }
}

fn policy(number: &str, insured: &str, identity: &str) -> PolicyView {
    PolicyView {
        number: number.to_owned(),
        product: "TL-2026".to_owned(),
        applicant: "王芳".to_owned(),
        insured: insured.to_owned(),
        insured_identity_number: identity.to_owned(),
        effective_date: "2025-01-01".parse().unwrap(),
        in_force: true,
        application: None,
        sum_insured: None,
    }
}

#[test]
fn a_resident_id_tells_birth_date_and_sex() {
    let form = Filled::application().gives("applicant.nationality", "cn");
    assert_eq!(form.get("applicant.identity_kind"), Some("resident_id"));
    let form = form.gives("applicant.identity_number", WOMAN);
    assert_eq!(form.get("applicant.birth_date"), Some("1949-12-31"));
    assert_eq!(form.get("applicant.sex"), Some("female"));
    assert_eq!(form.source("applicant.sex"), Some(Source::IdentityNumber));
}

#[test]
fn a_corrected_number_takes_what_it_told_with_it() {
    let form = Filled::application()
        .gives("applicant.nationality", "cn")
        .gives("applicant.identity_number", WOMAN)
        .gives("applicant.identity_number", "1101051949");
    assert_eq!(form.get("applicant.birth_date"), None);
    assert_eq!(form.get("applicant.sex"), None);
    let form = form.gives("applicant.identity_number", WOMAN);
    assert_eq!(form.get("applicant.birth_date"), Some("1949-12-31"));
}

#[test]
fn a_province_that_was_let_stand_stays_when_the_number_is_corrected() {
    let province = "applicant.province";
    let number = "applicant.identity_number";
    let seen = || {
        Filled::application()
            .gives("applicant.nationality", "cn")
            .gives(number, FROM_SHANGHAI)
            .goes_past(province)
    };
    for form in [
        seen().gives(number, MAN),
        seen().gives(number, "310101").gives(number, MAN),
    ] {
        assert_eq!(form.get(province), Some("31"));
        assert_eq!(form.late_guess(province), Some("11"));
        // Seen once more and left, it is said no more.
        let form = form.goes_past(province);
        assert_eq!(form.get(province), Some("31"));
        assert_eq!(form.late_guess(province), None);
    }
    let taken = seen().gives(number, MAN).gives(province, "11");
    assert_eq!(taken.late_guess(province), None);
}

#[test]
fn a_province_that_nobody_has_seen_follows_the_number() {
    let form = Filled::application()
        .gives("applicant.nationality", "cn")
        .gives("applicant.identity_number", FROM_SHANGHAI)
        .gives("applicant.identity_number", MAN);
    assert_eq!(form.get("applicant.province"), Some("11"));
    assert_eq!(form.late_guess("applicant.province"), None);
}

#[test]
fn what_somebody_typed_is_never_replaced() {
    let form = Filled::application()
        .gives("applicant.identity_kind", "resident_id")
        .gives("applicant.sex", "male")
        .gives("applicant.identity_number", WOMAN);
    assert_eq!(form.get("applicant.sex"), Some("male"));
    assert_eq!(form.source("applicant.sex"), None);
}

#[test]
fn a_prefilled_answer_follows_its_source_until_it_is_changed() {
    let form = Filled::application()
        .gives("applicant.name", "王")
        .gives("applicant.name", "王芳");
    assert_eq!(form.get("payment.account_holder"), Some("王芳"));
    let form = form
        .gives("payment.account_holder", "王方")
        .gives("applicant.name", "王芳芳");
    assert_eq!(form.get("payment.account_holder"), Some("王方"));
}

#[test]
fn the_second_beneficiary_gets_what_the_first_leaves() {
    let form = Filled::application().gives("beneficiaries.0.name", "王小明");
    assert_eq!(form.get("beneficiaries.0.share"), Some("100"));
    let form = form
        .gives("beneficiaries.0.share", "60")
        .gives("beneficiaries.1.name", "王小红");
    assert_eq!(form.get("beneficiaries.1.order"), Some("1"));
    assert_eq!(form.get("beneficiaries.0.share"), Some("60"));
    assert_eq!(form.get("beneficiaries.1.share"), Some("40"));
}

#[test]
fn a_beneficiary_is_known_by_their_number_in_a_service_request_too() {
    let form = Filled::new(RecordKind::ServiceRequest, PrefillSources::default())
        .gives("service.change", "beneficiary")
        .gives("beneficiaries.0.name", "王小明");
    assert_eq!(
        form.get("beneficiaries.0.identity_kind"),
        Some("resident_id")
    );
    let form = form.gives("beneficiaries.0.identity_number", MAN);
    assert_eq!(form.get("beneficiaries.0.sex"), Some("male"));
    assert_eq!(form.get("beneficiaries.0.birth_date"), Some("1990-03-07"));
    assert_eq!(form.get("beneficiaries.0.share"), Some("100"));
}

/// An application of a client before, under the older number of the permit.
fn known_client() -> PrefillSources {
    let earlier = Answers::new()
        .with("insured.identity_kind", "hk_macau_permit")
        .with("insured.identity_number", "H0123456700")
        .with("insured.mobile", "13800138000")
        .with("insured.address", "人民路1号");
    PrefillSources {
        earlier: vec![earlier],
        ..PrefillSources::default()
    }
}

#[test]
fn a_client_of_an_earlier_application_is_known_and_forgotten_with_the_number() {
    let form = Filled::new(RecordKind::Application, known_client())
        .gives("applicant.identity_kind", "hk_macau_permit")
        .gives("applicant.identity_number", "h 01234567");
    assert_eq!(form.get("applicant.mobile"), Some("13800138000"));
    assert_eq!(form.source("applicant.mobile"), Some(Source::Earlier));
    let form = form
        .gives("applicant.address", "解放路2号")
        .gives("applicant.identity_number", "H01234568");
    assert_eq!(form.get("applicant.mobile"), None);
    assert_eq!(form.get("applicant.address"), Some("解放路2号"));
}

#[test]
fn a_claim_presets_the_usual_document_unless_the_client_book_has_another() {
    let known = PrefillSources {
        book: vec![policy("P-1001", "Li Na", "E12345678")],
        ..PrefillSources::default()
    };
    let form = Filled::new(RecordKind::LossNotice, known).gives("payee.relation", "spouse");
    for person in ["insured", "payee"] {
        let kind = format!("{person}.identity_kind");
        assert_eq!(form.get(&kind), Some("resident_id"));
        assert_eq!(form.source(&kind), Some(Source::Usual));
    }
    let form = form.gives("policy.number", "P-1001");
    assert_eq!(form.get("insured.identity_kind"), None);
}

#[test]
fn another_policy_is_another_insured() {
    let known = PrefillSources {
        book: vec![
            policy("P-10010", "张伟", WOMAN),
            policy("P-1001", "李娜", MAN),
        ],
        ..PrefillSources::default()
    };
    let form = Filled::new(RecordKind::LossNotice, known)
        .gives("payee.relation", "self")
        .gives("policy.number", "p-10010\u{200B}");
    assert_eq!(form.get("insured.name"), Some("张伟"));
    assert_eq!(form.get("payee.account_holder"), Some("张伟"));
    let form = form.gives("policy.number", "P-1001");
    assert_eq!(form.get("insured.name"), Some("李娜"));
    assert_eq!(form.get("payee.account_holder"), Some("李娜"));
    let form = form.gives("policy.number", "P-100");
    for path in [
        "insured.name",
        "insured.identity_number",
        "payee.name",
        "payee.account_holder",
    ] {
        assert_eq!(form.get(path), None, "{path}");
    }
}

/// A record with which a draft was begun.
fn begun_with(kind: RecordKind, content: Answers) -> RecordView {
    let number = RecordNumber::new(kind.letter(), DeviceNumber::new(7), 12);
    RecordView {
        record_id: RecordId::from_number(12),
        kind,
        number,
        captured_by: PersonRef {
            id: PersonId::from_number(1),
            name: "王芳".to_owned(),
        },
        captured_at: Timestamp::default(),
        received_at: Timestamp::default(),
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content,
        office: Office::Roster(Roster::default()),
    }
}

#[test]
fn a_copy_brings_what_is_let_through_and_marks_it() {
    let content = Answers::new()
        .with("applicant.name", "王芳")
        .with("applicant.nationality", "cn")
        .with("applicant.identity_kind", "passport")
        .with("applicant.identity_number", "E12345678")
        .with("applicant.mobile", "13800138000")
        .with("payment.account_number", "6222000000000000")
        .with("health.smoking", "yes")
        .with("consents.truthfulness", "yes")
        .with("disclosure.shown_at", "2025-01-01T09:00")
        .with("product.effective_date", "2025-01-02");
    let known = PrefillSources {
        now: "2026-11-20T10:00".to_owned(),
        origin: Some(begun_with(RecordKind::Application, content)),
        ..PrefillSources::default()
    };
    let form = Filled::new(RecordKind::Application, known).gives("needs.budget", "5000");
    for (path, answer) in [
        ("applicant.name", "王芳"),
        ("applicant.identity_kind", "passport"),
        ("applicant.mobile", "13800138000"),
        ("payment.account_number", "6222000000000000"),
    ] {
        assert_eq!(form.get(path), Some(answer), "{path}");
        assert_eq!(form.source(path), Some(Source::Copied), "{path}");
    }
    for path in [
        "health.smoking",
        "consents.truthfulness",
        "product.effective_date",
    ] {
        assert_eq!(form.get(path), None, "{path}");
    }
    assert_eq!(form.get("disclosure.shown_at"), Some("2026-11-20T10:00"));

    let form = form
        .gives("applicant.mobile", "13900139000")
        .gives("applicant.identity_number", "E87654321");
    assert_eq!(form.get("applicant.name"), None, "it is somebody else");
    assert_eq!(form.get("payment.account_number"), None);
    assert_eq!(form.get("applicant.mobile"), Some("13900139000"), "typed");
}

#[test]
fn a_claim_begun_with_an_application_is_about_the_policy_issued_on_it() {
    let origin = begun_with(RecordKind::Application, Answers::new());
    let issued = PolicyView {
        application: Some(origin.number.clone()),
        ..policy("P-10007", "李娜", MAN)
    };
    let known = PrefillSources {
        book: vec![policy("P-10006", "张伟", WOMAN), issued],
        origin: Some(origin),
        ..PrefillSources::default()
    };
    let form = Filled::new(RecordKind::LossNotice, known).gives("loss.kind", "accident_outpatient");
    assert_eq!(form.get("policy.number"), Some("P-10007"));
    assert_eq!(form.get("insured.name"), Some("李娜"));
    assert_eq!(form.source("insured.name"), Some(Source::Policy));
}

#[test]
fn a_relation_that_is_switched_back_and_forth_leaves_nothing_behind() {
    let form = Filled::application()
        .gives("applicant.city", "北京")
        .gives("applicant.address", "人民路1号")
        .gives("insured.relation", "child");
    assert_eq!(form.get("insured.address"), Some("人民路1号"));
    let form = form
        .gives("insured.city", "上海")
        .gives("insured.relation", "self");
    assert_eq!(form.get("insured.address"), None);
    let form = form
        .gives("applicant.address", "解放路2号")
        .gives("insured.relation", "child");
    assert_eq!(form.get("insured.address"), Some("解放路2号"));
    assert_eq!(form.get("insured.city"), Some("上海"));
}

#[test]
fn the_hour_of_the_disclosure_is_not_moved_when_the_draft_is_opened_again() {
    let at = |now: &str| PrefillSources {
        now: now.to_owned(),
        ..PrefillSources::default()
    };
    let form = Filled::new(RecordKind::Application, at("2026-10-31T14:05"));
    let form = form.gives("applicant.name", "王芳");
    let form = Filled {
        known: at("2026-11-02T09:00"),
        ..form
    }
    .gives("applicant.name", "王方");
    assert_eq!(form.get("disclosure.shown_at"), Some("2026-10-31T14:05"));
}

#[test]
fn what_was_emptied_on_purpose_stays_empty() {
    let form = Filled::application()
        .gives("applicant.name", "王芳")
        .gives("payment.account_holder", "")
        .gives("applicant.mobile", "13800138000");
    assert_eq!(form.get("payment.account_holder"), None);
}

/// An applicant who insures a child, and is the first beneficiary.
fn parent_is_paid() -> Filled {
    let mut form = Filled::application()
        .gives("applicant.name", "王芳")
        .gives("applicant.identity_kind", "passport")
        .gives("applicant.identity_number", "E12345678")
        .gives("applicant.sex", "female")
        .gives("insured.relation", "child")
        .gives("beneficiary_kind", "named");
    let offered = household(form.kind, "beneficiaries.0", &form.answers, &[]);
    assert_eq!(offered[0].name, "王芳");
    let (prefilled, answers) = (&mut form.prefilled, &mut form.answers);
    takes("beneficiaries.0", &offered[0], prefilled, answers);
    form.gives("insured.name", "王小明")
}

#[test]
fn the_applicant_is_taken_as_a_beneficiary_with_all_that_is_known() {
    let form = parent_is_paid();
    for (name, text) in [
        ("name", "王芳"),
        ("identity_kind", "passport"),
        ("identity_number", "E12345678"),
        ("sex", "female"),
        ("relation", "parent"),
        ("share", "100"),
    ] {
        let path = format!("beneficiaries.0.{name}");
        assert_eq!(form.get(&path), Some(text), "{path}");
    }
    let none = household(form.kind, "beneficiaries.1", &form.answers, &[]);
    assert_eq!(none, [], "nobody is paid twice");
}

#[test]
fn who_was_taken_follows_every_correction_but_not_over_what_was_typed() {
    let form = parent_is_paid()
        .gives("beneficiaries.0.name", "王芳芳")
        .gives("applicant.name", "王方")
        .gives("applicant.identity_number", "E87654321");
    assert_eq!(form.get("beneficiaries.0.name"), Some("王芳芳"));
    assert_eq!(
        form.get("beneficiaries.0.identity_number"),
        Some("E87654321")
    );
    assert_eq!(form.source("beneficiaries.0.sex"), Some(Source::Applicant));
}

#[test]
fn the_family_of_an_earlier_application_is_offered_and_nobody_elses() {
    let before = |applicant: &str, child: &str| {
        Answers::new()
            .with("applicant.identity_kind", "resident_id")
            .with("applicant.identity_number", applicant)
            .with("insured.name", child)
            .with("insured.identity_kind", "passport")
            .with("insured.identity_number", "E12345678")
    };
    let earlier = [before(WOMAN, "王小明"), before(MAN, "李小红")];
    let form = Filled::application().gives("applicant.identity_number", WOMAN);
    let offered = household(form.kind, "insured", &form.answers, &earlier);
    let names: Vec<&str> = offered.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["王小明"]);
    let (mut prefilled, mut answers) = (form.prefilled, form.answers);
    takes("insured", &offered[0], &mut prefilled, &mut answers);
    assert_eq!(answers.get("insured.identity_number"), Some("E12345678"));
}

#[test]
fn country_and_document_are_what_is_usual_and_say_so() {
    let form = Filled::application().gives("applicant.name", "王芳");
    assert_eq!(form.get("applicant.nationality"), Some("cn"));
    assert_eq!(form.source("applicant.nationality"), Some(Source::Usual));
    assert_eq!(form.get("applicant.identity_kind"), Some("resident_id"));
    let form = form.gives("applicant.nationality", "gb");
    assert_eq!(form.get("applicant.identity_kind"), Some("passport"));
    assert_eq!(form.source("applicant.nationality"), None);
}

#[test]
fn no_question_of_health_risk_or_consent_is_ever_answered_by_itself() {
    let form = parent_is_paid();
    let own = ["health.", "risk.", "consents.", "disclosure.shown_"];
    let filled = form.answers.iter().map(|(path, _)| path);
    let mut silent = filled.filter(|path| own.iter().any(|own| path.starts_with(own)));
    assert_eq!(silent.find(|path| *path != "disclosure.shown_at"), None);
}
