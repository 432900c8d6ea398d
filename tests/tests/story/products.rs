//! The company sells something new: everybody's phone has it with the next exchange, nothing is started anew, and
//! what was begun before goes on.

use shared::answers::Answers;
use shared::product::{Catalogue, Product};
use shared::record::RecordKind;
use shared::sample;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;
use tests::agent::asks_for_an_exchange;
use tests::browser::{PHONE, Window, fills_form};
use tests::clock::today;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

const NEW: &str = "守护定期寿险";

#[tokio::test]
async fn a_new_product_is_offered_in_a_form_that_was_begun_before() {
    let server = Server::with_demo();
    let (_agent, window, _) = begins_an_application(&server, "product").await;
    let form = window.path().await;
    window.finds("group", &t("fields.product.code")).await;
    assert!(!window.text().await.contains(NEW));

    let sold = Catalogue::demonstration().expect("the products");
    company_sells_something_new(&server, &sold);
    asks_for_an_exchange(&window).await;
    window.asks("history.back(), ''").await;
    window.arrives(&form).await;
    window.chooses(&t("fields.product.code"), NEW).await;
    window
        .picture(&target().join("stories/new-product.png"))
        .await;
    window.presses("button", &t("form.continue")).await;
    window.leaves(&form).await;
    // It is priced on the phone, too.
    window
        .finds("textbox", &t("fields.product.sum_insured"))
        .await;
}

/// An agent with an application filled in up to this page, and what is said in it.
async fn begins_an_application(server: &Server, until: &str) -> (Person, Window, Answers) {
    let agent = Person::new(server, "agent", 1, PHONE).await;
    let window = agent.signs_in(server).await;
    window.goes_to(&server.at("/new/application")).await;
    window.arrives("/draft/").await;
    window.presses("link", &t("form.begin")).await;
    let sold = Catalogue::demonstration().expect("the products");
    let answers = sample::application(5, today(), &sold);
    let kind = RecordKind::Application;
    fills_form(&window, kind, &answers, today(), until).await;
    (agent, window, answers)
}

/// A premium is what a client was told: it does not change under a form without a word.
#[tokio::test]
async fn a_premium_that_changes_under_a_form_is_told_until_it_is_sent() {
    let server = Server::with_demo();
    let (_agent, window, answers) = begins_an_application(&server, "payment").await;
    let form = window.path().await;
    let heard = answers.typed("product.premium").to_owned();

    company_asks_twice_as_much(&server, answers.typed("product.code"));
    asks_for_an_exchange(&window).await;
    let told = t("form.sold_anew.title");
    window.asks("history.back(), ''").await;
    window.arrives(&form).await;
    assert!(
        !window.text().await.contains(&told),
        "nothing of it is asked here"
    );
    let draft = form.split("/payment").next().expect("the draft").to_owned();
    window.goes_to(&server.at(&draft)).await;
    window.sees(&told).await;
    let yuan = heard.split('.').next().expect("yuan");
    let read = window.text().await.replace(',', "");
    assert!(read.contains(&format!("¥{yuan}")), "what it was: {heard}");
    window
        .picture(&target().join("stories/premium-changed.png"))
        .await;
    // Also after the app has begun anew, and where it is sent.
    window.goes_to(&server.at(&format!("{draft}/check"))).await;
    window.sees(&told).await;
}

/// Its tariff of now with all factors doubled.
fn company_asks_twice_as_much(server: &Server, code: &str) {
    let folder = TempDir::new().expect("a folder");
    let files = folder.path().to_string_lossy().into_owned();
    assert_eq!(server.checks(&["products", "--to", &files]).code, 0);
    let files = fs::read_dir(folder.path()).expect("the files");
    let begins = format!("{}-", code.to_lowercase());
    let mut files = files.map(|file| file.expect("a file").path());
    let is_its = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(&begins))
    };
    let file = files.find(is_its).expect("its file");
    let text = fs::read_to_string(&file).expect("its text");
    let mut tariff: Product = toml::from_str(&text).expect("a tariff");
    for factor in tariff.occupations.values_mut() {
        *factor += *factor;
    }
    fs::write(&file, toml::to_string(&tariff).expect("a tariff")).expect("the file");
    let said = server.checks(&["publish-products", &file.to_string_lossy(), "--backdated"]);
    assert_eq!(said.code, 0, "{}", said.told);
}

/// Out of the term life of before, by its file.
fn company_sells_something_new(server: &Server, sold: &Catalogue) {
    let folder = TempDir::new().expect("a folder");
    let files = folder.path().to_string_lossy().into_owned();
    let printed = server.checks(&["products", "--to", &files]);
    assert_eq!(printed.code, 0, "{}", printed.told);
    let code = "TL-A".parse().expect("a code");
    let before = sold.tariffs(&code).next().expect("the product");
    let file = format!("tl-a-{}.toml", before.valid_from);
    let file = folder.path().join(file);
    let text = fs::read_to_string(&file).expect("its file");
    let text = text
        .replace("TL-A", "TL-B")
        .replace(&before.name.zh_hans, NEW);
    let new = folder.path().join("tl-b.toml");
    fs::write(&new, text).expect("the new file");
    let new = new.to_string_lossy();
    let refused = server.checks(&["publish-products", &new]);
    assert_ne!(refused.code, 0, "it would have been sold already");
    let said = server.checks(&["publish-products", &new, "--backdated"]);
    let told = format!("TL-B from {}: new\n", before.valid_from);
    assert_eq!((said.code, said.told), (0, told));
}
