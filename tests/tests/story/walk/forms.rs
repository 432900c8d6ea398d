//! The pages of the forms: as they open, with everything missing, filled in; also those that are asked of
//! few.

use super::walker::Walker;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::form::PlacedPage;
use shared::id::RecordId;
use shared::kinds::check;
use shared::kinds::form_of;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::Context;
use shared::sample;
use std::collections::BTreeSet;
use tests::browser::Window;
use tests::clock::today;
use tests::device::Phone;
use tests::server::Server;
use tests::words::t;

/// Names as long as people have them.
const NAMES: [&str; 2] = [
    "阿卜杜拉·买买提明·艾合买提江·吐尔逊尼亚孜",
    "Wilhelmina Oppenheimer-Schwarzenberg Diaz",
];
const GOES_ON: &str = "document.querySelector('main form button[type=submit]').click(), ''";
/// What is filled in before anybody has: what is usual, and by the clock.
const USUAL: [&str; 5] = [
    "nationality",
    "identity_kind",
    "renewal_method",
    "effective_date",
    "shown_at",
];

/// The record that the agent has withdrawn.
const WITHDRAWN: u128 = 0x1a70_1000;

/// What the agent has sent before.
pub struct Sent {
    pub id: RecordId,
    pub kind: RecordKind,
    answers: Answers,
}

/// Records of the first agent that have, together, every page that their forms can ask, and long names.
pub fn are_sent(server: &Server) -> Vec<Sent> {
    let catalogue = Catalogue::demonstration().expect("the products");
    let mut phone = Phone::new(server, &server.account("agent", 0), 0x1a70);
    let application = |seed| match seed % 2 {
        0 => sample::application(seed, today(), &catalogue),
        _ => of_little_income(sample::application(seed, today(), &catalogue)),
    };
    let loss = |seed| sample::loss_notice(seed, today());
    let mut sent = with_every_page(RecordKind::Application, application);
    sent.extend(with_every_page(RecordKind::LossNotice, loss));
    for (number, sent) in sent.iter_mut().enumerate() {
        let id = 0x1a70_0000 + number as u128;
        sent.id = RecordId::from_number(id);
        phone.captures_as(sent.kind, id, sent.answers.clone());
    }
    phone.captures(WITHDRAWN, application(1_000));
    phone.rides_out();
    phone.withdraws(WITHDRAWN);
    phone.rides_out();
    sent
}

fn with_every_page(kind: RecordKind, sample: impl Fn(u64) -> Answers) -> Vec<Sent> {
    let form = form_of(kind);
    let pages = form.sections.iter().flat_map(|section| section.pages);
    let mut wanted: BTreeSet<&str> = pages.map(|page| page.id).collect();
    let mut sent = Vec::new();
    for seed in 0..400 {
        let answers = named_at_length(sample(seed), sent.len());
        let answers = form.asked_answers(&answers, today());
        let laid_out = form.laid_out(&answers, today());
        let asked: BTreeSet<&str> = laid_out.iter().map(|page| page.id).collect();
        if !wanted.is_disjoint(&asked) {
            wanted.retain(|page| !asked.contains(page));
            let id = RecordId::from_number(0);
            sent.push(Sent { id, kind, answers });
        }
    }
    assert!(wanted.is_empty(), "no sample is asked {wanted:?}");
    sent
}

/// What is asked of whoever wants to pay much of what they earn.
fn of_little_income(mut answers: Answers) -> Answers {
    answers.set("applicant.annual_income", "9600.00");
    answers.set("suitability.share_reason", "保费由父母资助，已向客户说明");
    answers
}

/// Everybody in there is called so.
fn named_at_length(mut answers: Answers, nth: usize) -> Answers {
    let names: Vec<String> = answers.iter().map(|(path, _)| path.to_owned()).collect();
    for path in names {
        if path.ends_with(".name") || path.ends_with(".account_holder") {
            answers.set(path, NAMES[nth % NAMES.len()]);
        }
    }
    answers
}

/// Every page that opens at once: as it is, and after Continue.
pub async fn walks_empty(walker: &mut Walker, window: &Window, kind: RecordKind) {
    walker
        .goes(window, &format!("/new/{}", kind.as_str()), "new")
        .await;
    let draft = window.path().await;
    let missing = missing(kind);
    for page in form_of(kind).laid_out(&Answers::new(), today()) {
        let item = page.item.map(|item| format!("?item={item}"));
        let address = format!("{draft}/{}{}", page.id, item.unwrap_or_default());
        walker
            .goes(window, &address, &format!("{} empty", page.id))
            .await;
        window.asks(GOES_ON).await;
        let state = format!("{} with nothing filled in", page.id);
        if missing.iter().any(|path| asks(&page, path)) {
            window.sees(&t("form.mend_title")).await;
            walker.keeps_focus(window, &state).await;
            walker.looks(window, &state).await;
            assert_eq!(window.path().await, address, "{state} it stays");
        } else {
            window.leaves(&address).await;
            walker.keeps_focus(window, &state).await;
        }
    }
}

/// What the rules miss in a form of which nobody has filled in anything.
fn missing(kind: RecordKind) -> BTreeSet<String> {
    let catalogue = Catalogue::demonstration().expect("the products");
    let context = Context::complete(today(), &catalogue);
    let found = check(kind, &Answers::new(), &context);
    let errors = found.into_iter().filter(Finding::is_error);
    let paths = errors.map(|finding| finding.path);
    let is_usual = |path: &str| USUAL.iter().any(|usual| path.ends_with(usual));
    paths.filter(|path| !is_usual(path)).collect()
}

fn asks(page: &PlacedPage, path: &str) -> bool {
    page.fields.iter().any(|field| field.path == path)
}

/// Every page of what was sent, when it is corrected.
pub async fn walks_filled(walker: &mut Walker, window: &Window, all: &[Sent]) {
    let mut seen = BTreeSet::new();
    for sent in all {
        let draft = corrects(walker, window, sent).await;
        walker.looks(window, "all answers").await;
        for page in form_of(sent.kind).laid_out(&sent.answers, today()) {
            let repeated = page.item.is_some();
            if repeated && seen.insert((sent.kind, page.id, false)) {
                let address = format!("{draft}/{}", page.id);
                walker
                    .goes(window, &address, &format!("{} list", page.id))
                    .await;
            }
            if seen.insert((sent.kind, page.id, true)) {
                let item = page.item.map(|item| format!("?item={item}"));
                let address = format!("{draft}/{}{}", page.id, item.unwrap_or_default());
                walker
                    .goes(window, &address, &format!("{} filled in", page.id))
                    .await;
            }
        }
    }
}

/// Opens the correction of what was sent; the address of its draft.
pub async fn corrects(walker: &mut Walker, window: &Window, sent: &Sent) -> String {
    walker
        .goes_blindly(window, &format!("/amend/{}", sent.id))
        .await;
    window.arrives("/draft/amend:").await;
    let check = window.path().await;
    check.trim_end_matches("/check").to_owned()
}
