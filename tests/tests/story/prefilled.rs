//! What is filled in follows what it was taken from; what a person typed stays; what was filled in says so.

use shared::identity::ResidentId;
use tests::browser::{PHONE, Window};
use tests::people::Person;
use tests::server::Server;
use tests::words::{choice, t};

fn born(day: &str, sequence: u16) -> String {
    let day = day.parse().expect("a day");
    let number = ResidentId::from_parts(110_101, day, sequence);
    number.expect("a number").to_string()
}

#[tokio::test]
async fn a_prefilled_answer_follows_its_source_and_what_was_typed_stays() {
    let server = Server::with_demo();
    let (_agent, window, form) = begins_an_application(&server).await;
    let number = t("fields.person.identity_number");
    let year = format!("{} {}", t("fields.person.birth_date"), t("form.date.year"));

    // Country and document are what is usual, and say so; the number tells the rest.
    opens(&window, &form, "applicant_identity").await;
    window.sees(&t("form.prefilled.usual")).await;
    types(&window, &t("fields.person.name"), "王芳").await;
    types(&window, &number, &born("1985-06-01", 22)).await;
    window.reads("textbox", &year, "1985").await;
    window.sees(&t("form.prefilled.identity_number")).await;
    // Half a number is nobody's: what it told goes; another number tells anew.
    types(&window, &number, "11010119850").await;
    window.reads("textbox", &year, "").await;
    types(&window, &number, &born("1990-03-07", 24)).await;
    window.reads("textbox", &year, "1990").await;

    // The account is in the applicant's name, whichever that is.
    let holder = t("fields.payment.account_holder");
    opens(&window, &form, "payment").await;
    window.reads("textbox", &holder, "王芳").await;
    window.sees(&t("form.prefilled.applicant")).await;
    renames(&window, &form, "王方").await;
    opens(&window, &form, "payment").await;
    window.reads("textbox", &holder, "王方").await;

    // Once it is typed over it is theirs.
    types(&window, &holder, "李娜").await;
    window.sees(&t("form.kept")).await;
    assert!(!window.text().await.contains(&t("form.prefilled.applicant")));
    renames(&window, &form, "王芳").await;
    opens(&window, &form, "payment").await;
    window.reads("textbox", &holder, "李娜").await;
    assert!(!window.text().await.contains(&t("form.prefilled.applicant")));

    // The insured lives where the applicant does, as long as that is who is insured.
    let address = t("fields.person.address");
    opens(&window, &form, "applicant_contact").await;
    types(&window, &address, "漕溪北路18号").await;
    window.sees(&t("form.kept")).await;
    relates(&window, &form, "child").await;
    opens(&window, &form, "insured_contact").await;
    window.reads("textbox", &address, "漕溪北路18号").await;
    opens(&window, &form, "applicant_contact").await;
    types(&window, &address, "人民路1号").await;
    window.sees(&t("form.kept")).await;
    opens(&window, &form, "insured_contact").await;
    window.reads("textbox", &address, "人民路1号").await;
    window.sees(&t("form.prefilled.applicant")).await;
    relates(&window, &form, "other").await;
    opens(&window, &form, "insured_contact").await;
    window.reads("textbox", &address, "").await;
}

#[tokio::test]
async fn a_whole_date_put_into_one_box_fills_all_three() {
    let server = Server::with_demo();
    let (_agent, window, form) = begins_an_application(&server).await;
    opens(&window, &form, "applicant_identity").await;
    let born = |part| format!("{} {}", t("fields.person.birth_date"), t(part));
    for (box_of, text) in [
        ("form.date.year", "1985-06-01"),
        ("form.date.day", "1990年3月7日"),
    ] {
        window.fills("textbox", &born(box_of), text).await;
    }
    for (box_of, text) in [
        ("form.date.year", "1990"),
        ("form.date.month", "03"),
        ("form.date.day", "07"),
    ] {
        window.reads("textbox", &born(box_of), text).await;
    }
}

/// An agent who opens a new application; the window and where its form stands.
async fn begins_an_application(server: &Server) -> (Person, Window, String) {
    let agent = Person::new(server, "agent", 0, PHONE).await;
    let window = agent.signs_in(server).await;
    agent.has_synced(&window).await;
    window.goes_to(&server.at("/new/application")).await;
    window.arrives("/draft/").await;
    window.finds("link", &t("form.begin")).await;
    let form = server.at(&window.path().await);
    (agent, window, form)
}

async fn opens(window: &Window, form: &str, page: &str) {
    window.goes_to(&format!("{form}/{page}")).await;
    window.finds("button", &t("form.continue")).await;
}

/// Types, and leaves the field.
async fn types(window: &Window, field: &str, text: &str) {
    window.fills("textbox", field, text).await;
    window.key("Tab").await;
}

async fn renames(window: &Window, form: &str, name: &str) {
    opens(window, form, "applicant_identity").await;
    types(window, &t("fields.person.name"), name).await;
    window.sees(&t("form.kept")).await;
}

async fn relates(window: &Window, form: &str, relation: &str) {
    opens(window, form, "insured_relation").await;
    window
        .chooses(&t("fields.insured.relation"), &choice("relation", relation))
        .await;
    window.sees(&t("form.kept")).await;
}
