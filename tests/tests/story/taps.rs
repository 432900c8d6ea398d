//! A parent insures a child: what is known is filled in or offered, what a child cannot answer is not
//! asked, and eighty taps lead from the first page of the app to the number.

use shared::identity::ResidentId;
use shared::product::{Catalogue, CoverageTerm, PaymentTerm};
use shared::text::Language;
use tests::browser::{PHONE, Thumb};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::{choice, t, tf};

const PARENT: &str = "110101199003070134";

fn child() -> String {
    let born = "2020-05-01".parse().expect("a day");
    let child = ResidentId::from_parts(110_101, born, 13).expect("a number");
    child.to_string()
}

#[tokio::test]
async fn a_child_is_insured_in_eighty_taps() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    let thumb = Thumb::over(&window);

    thumb.presses("link", &t("ui.home.new_application")).await;
    thumb.presses("link", &t("form.begin")).await;
    for shown in ["shown_licence", "shown_insurers", "shown_remuneration"] {
        let shown = t(&format!("fields.disclosure.{shown}"));
        thumb.presses("checkbox", &shown).await;
    }
    thumb.goes_on().await;
    tells_of_the_parent(&thumb).await;
    thumb
        .chooses(&t("fields.insured.relation"), &choice("relation", "child"))
        .await;
    thumb.goes_on().await;
    tells_of_the_child(&thumb).await;
    window
        .picture(&target().join("stories/no_to_all.png"))
        .await;
    for questions in [2, 3, 6, 3] {
        let no = tf("form.no_to_all.button", &[("n", &questions.to_string())]);
        thumb.presses("button", &no).await;
        let said = tf("form.no_to_all.said", &[("n", &questions.to_string())]);
        window.sees(&said).await;
        thumb.goes_on().await;
    }
    thumb
        .chooses(
            &t("fields.beneficiary_kind"),
            &choice("beneficiary_kind", "named"),
        )
        .await;
    thumb.goes_on().await;
    let parent = tf(
        "form.people.here",
        &[("name", "王伟"), ("section", &t("sections.applicant"))],
    );
    thumb.presses("button", &parent).await;
    window
        .reads("textbox", &t("fields.person.identity_number"), PARENT)
        .await;
    window
        .picture(&target().join("stories/beneficiary.png"))
        .await;
    thumb.goes_on().await;
    tells_the_needs(&thumb).await;
    chooses_a_product(&thumb).await;
    tells_the_account(&thumb).await;
    for consent in ["privacy_notice", "truthfulness"] {
        let consent = t(&format!("fields.consents.{consent}"));
        thumb.presses("checkbox", &consent).await;
    }
    thumb.goes_on().await;
    thumb.presses("button", &t("form.send.application")).await;
    window.sees(&t("form.sent.saved")).await;
    assert!(thumb.taps() <= 80, "{} taps", thumb.taps());
}

async fn tells_of_the_parent(thumb: &Thumb<'_>) {
    thumb.types(&t("fields.person.name"), "王伟").await;
    thumb
        .types(&t("fields.person.identity_number"), PARENT)
        .await;
    thumb
        .types_date(&t("fields.person.identity_expiry"), "20351231")
        .await;
    thumb.goes_on().await;
    thumb
        .chooses(
            &t("fields.person.marital_status"),
            &choice("marital_status", "married"),
        )
        .await;
    thumb
        .chooses(
            &t("fields.person.tax_residency"),
            &choice("tax_residency", "china_only"),
        )
        .await;
    thumb.goes_on().await;
    thumb.types(&t("fields.person.mobile"), "13800138000").await;
    thumb
        .picks(&t("fields.person.province"), &choice("province", "31"))
        .await;
    thumb.types(&t("fields.person.city"), "上海市").await;
    thumb.types(&t("fields.person.district"), "徐汇区").await;
    thumb
        .types(&t("fields.person.address"), "漕溪北路18号")
        .await;
    thumb.goes_on().await;
    thumb.types(&t("fields.person.occupation"), "会计").await;
    thumb
        .chooses(
            &t("fields.person.occupation_class"),
            &choice("occupation_class", "1"),
        )
        .await;
    thumb
        .types(&t("fields.person.annual_income"), "240000")
        .await;
    thumb.goes_on().await;
}

async fn tells_of_the_child(thumb: &Thumb<'_>) {
    thumb.types(&t("fields.person.name"), "王小明").await;
    thumb
        .types(&t("fields.person.identity_number"), &child())
        .await;
    thumb
        .types_date(&t("fields.person.identity_expiry"), "20281231")
        .await;
    thumb.goes_on().await;
    // Where the child lives is filled in.
    thumb.goes_on().await;
    thumb
        .types(&t("fields.insured.other_death_benefit"), "0")
        .await;
    thumb.goes_on().await;
    thumb.types(&t("fields.insured.height"), "118").await;
    thumb.types(&t("fields.insured.weight"), "21").await;
    thumb.goes_on().await;
}

async fn tells_the_needs(thumb: &Thumb<'_>) {
    thumb
        .picks(&t("fields.needs.purpose"), &choice("purpose", "illness"))
        .await;
    thumb.types(&t("fields.needs.dependants"), "1").await;
    thumb.types(&t("fields.needs.budget"), "20000").await;
    thumb
        .chooses(
            &t("fields.needs.premium_source"),
            &choice("premium_source", "salary"),
        )
        .await;
    thumb.types(&t("fields.needs.cover_wanted"), "500000").await;
    thumb.types(&t("fields.needs.cover_held"), "100000").await;
    thumb.goes_on().await;
    for question in 1..=6 {
        let answer = choice(&format!("risk_q{question}"), "c");
        let question = t(&format!("fields.risk.q{question}"));
        thumb.chooses(&question, &answer).await;
    }
    thumb.goes_on().await;
}

async fn chooses_a_product(thumb: &Thumb<'_>) {
    let chinese = Language::ZhHans;
    let catalogue = Catalogue::demonstration().expect("the products");
    let code = "CI-A".parse().expect("a code");
    let product = catalogue.tariffs(&code).last().expect("the product");
    let (coverage, years): (CoverageTerm, PaymentTerm) = (
        "whole_life".parse().expect("a term"),
        "10_years".parse().expect("a term"),
    );
    thumb
        .chooses(&t("fields.product.code"), product.name.in_language(chinese))
        .await;
    thumb.goes_on().await;
    thumb
        .types(&t("fields.product.sum_insured"), "200000")
        .await;
    thumb
        .chooses(&t("fields.product.coverage"), &coverage.label(chinese))
        .await;
    thumb
        .chooses(&t("fields.product.payment_years"), &years.label(chinese))
        .await;
    thumb
        .chooses(
            &t("fields.product.payment_mode"),
            &t("products.payment_mode.yearly"),
        )
        .await;
    thumb.goes_on().await;
    // No riders.
    thumb.goes_on().await;
}

async fn tells_the_account(thumb: &Thumb<'_>) {
    thumb
        .picks(&t("fields.payment.bank"), &choice("bank", "ccb"))
        .await;
    thumb
        .types(&t("fields.payment.account_number"), "6222021234567890128")
        .await;
    thumb.goes_on().await;
}
