//! How many taps an application takes: somebody answers what is asked, page by page, and takes what is
//! filled in and offered.

use super::no_to_all::deniable;
use crate::components::field::LIST_FROM;
use crate::drafting::{
    CatalogueOffers, Items, PrefillSources, Step, follow, household, page_at, settle, steps, takes,
};
use crate::store::Prefilled;
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::form::{CatalogueChoice, FieldKind, PlacedField, PlacedPage};
use shared::kinds::application::form::FORM;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::text::Language;
use shared::{kinds, rules, sample};

/// A new application, its form begun, and sent after the check.
const NEW_BEGIN_SEND: u32 = 3;

/// The most that one application may take.
const MOST: u32 = 80;

/// How many applications of each sort are filled in.
const APPLICATIONS: usize = 4;

fn today() -> NaiveDate {
    "2026-10-31".parse().unwrap()
}

/// Somebody with a form before them, and what they want to answer.
struct Filling<'a> {
    catalogue: &'a Catalogue,
    known: PrefillSources,
    wanted: &'a Answers,
    answers: Answers,
    prefilled: Prefilled,
    taps: u32,
}

impl<'a> Filling<'a> {
    fn new(catalogue: &'a Catalogue, wanted: &'a Answers) -> Self {
        let known = PrefillSources {
            now: wanted.typed("disclosure.shown_at").to_owned(),
            tomorrow: wanted.typed("product.effective_date").to_owned(),
            ..PrefillSources::default()
        };
        let mut filling = Self {
            catalogue,
            known,
            wanted,
            answers: Answers::new(),
            prefilled: Prefilled::default(),
            taps: NEW_BEGIN_SEND,
        };
        filling.follow();
        filling
    }

    fn follow(&mut self) {
        let kind = RecordKind::Application;
        follow(kind, &self.known, &mut self.prefilled, &mut self.answers);
        settle(RecordKind::Application, self.catalogue, &mut self.answers);
    }

    fn answer(&mut self, path: &str, text: &str) {
        self.answers.set(path, text);
        self.prefilled.type_at(path);
        self.follow();
    }

    /// From the first page to the last.
    fn fill(mut self) -> Self {
        let mut at = 0;
        while let Some(step) = steps(&FORM, &self.answers, today()).get(at) {
            match step {
                Step::Page(page) => {
                    self.fill_page(page.id, None);
                    self.taps += 1;
                }
                Step::Items(items) => self.fill_items(items),
            }
            at += 1;
        }
        self
    }

    /// Each item, then the way on from the last, or from the list if there is none.
    fn fill_items(&mut self, items: &Items) {
        let count = self.wanted.items(items.group);
        let opens_list = items.repeat.fewest == 0 && count > 0;
        self.taps += u32::from(opens_list);
        for item in 0..count {
            self.fill_page(items.id, Some(item));
            self.taps += 1;
        }
        self.taps += u32::from(count == 0);
    }

    fn page(&self, id: &str, item: Option<usize>) -> PlacedPage {
        let steps = steps(&FORM, &self.answers, today());
        page_at(&FORM, &steps, id, item, &self.answers, today()).unwrap()
    }

    fn fill_page(&mut self, id: &str, item: Option<usize>) {
        self.take_somebody(&self.page(id, item).prefix);
        // What is asked only after an answer comes in its turn.
        while let Some(placed) = self.next_to_answer(&self.page(id, item)) {
            self.taps += taps_of(placed.field.kind);
            let wanted = self.wanted.typed(&placed.path).to_owned();
            self.answer(&placed.path, &wanted);
            assert!(self.says(&placed, &wanted), "{} stays", placed.path);
        }
        let denied = deniable(&self.page(id, item).fields, &self.answers);
        self.taps += u32::from(!denied.is_empty());
        for path in denied {
            self.answer(&path, "no");
        }
    }

    fn take_somebody(&mut self, prefix: &str) {
        let kind = RecordKind::Application;
        let offered = household(kind, prefix, &self.answers, &self.known.earlier);
        let wanted = self.wanted.get(&format!("{prefix}.name"));
        let meant = offered.iter().find(|it| Some(it.name.as_str()) == wanted);
        if let Some(meant) = meant {
            takes(prefix, meant, &mut self.prefilled, &mut self.answers);
            self.taps += 1;
            self.follow();
        }
    }

    /// Whether the field says this, in whichever way it is written.
    fn says(&self, placed: &PlacedField, text: &str) -> bool {
        let kept = |text| placed.field.kept(&placed.path, text, &self.answers);
        kept(text) == kept(self.answers.typed(&placed.path))
    }

    /// The next field that does not say yet what is wanted; what can be denied together, is. A premium
    /// is computed.
    fn next_to_answer(&self, page: &PlacedPage) -> Option<PlacedField> {
        let offered = CatalogueOffers {
            catalogue: self.catalogue,
            answers: &self.answers,
            language: Language::En,
            client: None,
        };
        let denied = deniable(&page.fields, &self.answers);
        let differs = |placed: &&PlacedField| {
            let Some(wanted) = self.wanted.get(&placed.path) else {
                return false;
            };
            let is_denied = wanted == "no" && denied.contains(&placed.path);
            let is_computed = matches!(
                placed.field.kind,
                FieldKind::Catalogue(CatalogueChoice::Premium)
            );
            let is_answered_here = offered.is_offered(placed) && !is_denied && !is_computed;
            is_answered_here && !self.says(placed, wanted)
        };
        page.fields.iter().find(differs).cloned()
    }
}

/// Into a field that is typed in, one; a list is opened and chosen from.
fn taps_of(kind: FieldKind) -> u32 {
    let is_list = matches!(kind, FieldKind::Choice(set) if set.values.len() >= LIST_FROM);
    1 + u32::from(is_list || matches!(kind, FieldKind::Moment))
}

/// Made-up applications for somebody of this relation who is well, without riders, with so many
/// beneficiaries who are named.
fn applications(catalogue: &Catalogue, relation: &str, named: usize) -> Vec<Answers> {
    (0..)
        .map(|seed| sample::application(seed, today(), catalogue))
        .filter(|wanted| wanted.is("insured.relation", relation))
        .filter(|wanted| wanted.items("beneficiaries") == named && wanted.items("riders") == 0)
        .filter(|wanted| !wanted.iter().any(|(path, _)| path.ends_with("_details")))
        .map(lives_with_the_applicant)
        .take(APPLICATIONS)
        .collect()
}

fn lives_with_the_applicant(mut wanted: Answers) -> Answers {
    for name in ["province", "city", "district", "address"] {
        let there = wanted.typed(&format!("applicant.{name}")).to_owned();
        if wanted.get(&format!("insured.{name}")).is_some() {
            wanted.set(format!("insured.{name}"), there);
        }
    }
    wanted
}

/// The taps of each of these, filled in to where nothing is left to mend.
fn taps(relation: &str, named: usize) -> Vec<u32> {
    let catalogue = Catalogue::demonstration().unwrap();
    let wanted = applications(&catalogue, relation, named);
    let taps = wanted.iter().map(|wanted| {
        let filled = Filling::new(&catalogue, wanted).fill();
        let content = FORM.asked_answers(&filled.answers, today());
        let context = rules::Context::complete(today(), &catalogue);
        let found = kinds::check(RecordKind::Application, &content, &context);
        let errors: Vec<_> = found.iter().filter(|found| found.is_error()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert!(filled.taps <= MOST, "{}", filled.taps);
        filled.taps
    });
    taps.collect()
}

// The taps are written down, so that one more is seen: it has to be wanted.

#[test]
fn an_adult_is_insured_in_eighty_taps() {
    assert_eq!(taps("self", 0), [71, 71, 66, 69]);
    assert_eq!(taps("self", 1), [74, 75, 75, 74]);
}

#[test]
fn a_child_is_insured_in_eighty_taps() {
    assert_eq!(taps("child", 0), [72, 77, 75, 74]);
    assert_eq!(taps("child", 1), [79, 76, 75, 75]);
}
