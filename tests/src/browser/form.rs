//! Filling in a form as a person does: page by page, each field by its label.

use super::Window;
use crate::words::{choice, language, t};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::form::{CatalogueChoice, FieldKind, PlacedField, PlacedPage};
use shared::kinds::form_of;
use shared::product::{Catalogue, CoverageTerm, PaymentTerm, ProductCode};
use shared::record::RecordKind;

/// The page after all that are asked.
const CHECK: &str = "check";

/// Fills in the form that stands in the window, from the page it shows to the page `until`, which is
/// left alone: one that the form asks, or `check`.
///
/// # Panics
/// If the form has no such page, or does not ask it.
pub async fn fills_form(
    window: &Window,
    kind: RecordKind,
    answers: &Answers,
    today: NaiveDate,
    until: &str,
) {
    let form = form_of(kind);
    let is_page = until == CHECK || form.page(until).is_some();
    assert!(is_page, "the form has no page {until}");
    let pages = form.laid_out(answers, today);
    let catalogue = Catalogue::demonstration().expect("the demonstration's products");
    loop {
        let address = window.path().await;
        let (id, item) = place(&address);
        if id == until {
            return;
        }
        let described = form
            .page(&id)
            .unwrap_or_else(|| panic!("{address} is no page before {until}"));
        let repeated = described.repeat.is_some();
        let count = pages.iter().filter(|page| page.id == id).count();
        if !repeated || item.is_some() {
            let mut asked = pages.iter().filter(|page| page.id == id);
            let page = asked.find(|page| page.item == item);
            let page = page.unwrap_or_else(|| panic!("{address} is not asked"));
            fills_page(window, page, answers, &catalogue).await;
        }
        if repeated && item.map_or(0, |item| item + 1) < count {
            adds_item(window, &id, item).await;
        } else {
            window.presses("button", &t("form.continue")).await;
        }
        window.leaves(&address).await;
    }
}

/// Opens the next item's page, from the list or from the item before.
async fn adds_item(window: &Window, id: &str, item: Option<usize>) {
    let role = if item.is_some() { "button" } else { "link" };
    window
        .presses(role, &t(&format!("form.items.add.{id}")))
        .await;
}

/// The page and item that an address such as `/draft/…/riders?item=1` names.
fn place(address: &str) -> (String, Option<usize>) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    let item = query
        .split('&')
        .find_map(|part| part.strip_prefix("item=")?.parse().ok());
    (id, item)
}

async fn fills_page(window: &Window, page: &PlacedPage, answers: &Answers, catalogue: &Catalogue) {
    for placed in &page.fields {
        if let Some(answer) = answers.get(&placed.path) {
            fills_field(window, placed, answer, answers, catalogue).await;
        }
    }
}

async fn fills_field(
    window: &Window,
    placed: &PlacedField,
    answer: &str,
    answers: &Answers,
    catalogue: &Catalogue,
) {
    let label = t(&format!("fields.{}", placed.field.label));
    match placed.field.kind {
        FieldKind::Date => fills_date(window, &label, answer).await,
        FieldKind::Moment => {
            let (date, time) = answer.split_once('T').expect("a moment");
            fills_date(window, &label, date).await;
            let time_label = format!("{label} {}", t("form.date.time"));
            window.sets("InputTime", &time_label, time).await;
        }
        FieldKind::TimeOfDay => window.sets("InputTime", &label, answer).await,
        FieldKind::Choice(set) if set.values.len() < 8 => {
            window.chooses(&label, &choice(set.name, answer)).await;
        }
        FieldKind::Choice(set) => {
            let option = choice(set.name, answer);
            window.sets("combobox", &label, &option).await;
        }
        FieldKind::YesNo => window.chooses(&label, &choice("yes_no", answer)).await,
        FieldKind::Consent => window.presses("checkbox", &label).await,
        FieldKind::Catalogue(CatalogueChoice::Premium) | FieldKind::SessionSecret => {}
        FieldKind::Catalogue(CatalogueChoice::SumInsured) => {
            window.fills("textbox", &label, answer).await;
        }
        FieldKind::Catalogue(what) => {
            let option = offered(what, placed, answer, answers, catalogue);
            window.chooses(&label, &option).await;
        }
        FieldKind::PolicyNumber => window.fills("combobox", &label, answer).await,
        FieldKind::Text(_)
        | FieldKind::LongText(_)
        | FieldKind::Money
        | FieldKind::Quantity { .. }
        | FieldKind::IdentityNumber
        | FieldKind::Mobile
        | FieldKind::Email
        | FieldKind::BankAccount
        | FieldKind::SessionCode
        | FieldKind::SessionNumber => window.fills("textbox", &label, answer).await,
    }
}

/// Eight digits in the first box are a whole date.
async fn fills_date(window: &Window, label: &str, date: &str) {
    let year = format!("{label} {}", t("form.date.year"));
    window.fills("textbox", &year, &date.replace('-', "")).await;
}

/// What the catalogue's offer is called.
fn offered(
    what: CatalogueChoice,
    placed: &PlacedField,
    answer: &str,
    answers: &Answers,
    catalogue: &Catalogue,
) -> String {
    let read = language();
    let product = |code: &str| {
        let code: ProductCode = code.parse().expect("a product's code");
        let product = catalogue.tariffs(&code).last();
        product.expect("the product").clone()
    };
    match what {
        CatalogueChoice::MainProduct | CatalogueChoice::Rider => {
            product(answer).name.in_language(read).to_owned()
        }
        CatalogueChoice::Plan => {
            let code = placed.path.replace(".plan", ".code");
            let product = product(answers.get(&code).expect("the product beside"));
            let plan = product.plan(&answer.parse().expect("a plan"));
            plan.expect("the plan").name.in_language(read).to_owned()
        }
        CatalogueChoice::PaymentYears => {
            let term: PaymentTerm = answer.parse().expect("a payment term");
            term.label(read)
        }
        CatalogueChoice::Coverage => {
            let term: CoverageTerm = answer.parse().expect("a coverage term");
            term.label(read)
        }
        CatalogueChoice::PaymentMode => t(&format!("products.payment_mode.{answer}")),
        CatalogueChoice::SumInsured | CatalogueChoice::Premium => answer.to_owned(),
    }
}
