//! The steps of a form, in order: pages, and for each repeated page the list of its items.

use chrono::NaiveDate;
use shared::answers::Answers;
use shared::form::{Form, PlacedPage, Repeat};

/// One step on the way through a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A page that is asked once.
    Page(PlacedPage),
    /// The items of a repeated page: added to, opened, removed.
    Items(Items),
}

/// The items of a repeated page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Items {
    /// Text key `sections.<section>`.
    pub section: &'static str,
    /// Text key `pages.<id>`.
    pub id: &'static str,
    /// The path before an item's number.
    pub group: &'static str,
    /// How many there may be.
    pub repeat: Repeat,
    /// What is there.
    pub items: Vec<PlacedPage>,
}

impl Step {
    /// The page's id: its place in the address.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Page(page) => page.id,
            Self::Items(items) => items.id,
        }
    }

    /// The section it belongs to.
    pub const fn section(&self) -> &'static str {
        match self {
            Self::Page(page) => page.section,
            Self::Items(items) => items.section,
        }
    }

    /// The pages of answers in it.
    pub fn pages(&self) -> &[PlacedPage] {
        match self {
            Self::Page(page) => core::slice::from_ref(page),
            Self::Items(items) => &items.items,
        }
    }

    /// Whether the answer at `path` is given here.
    pub fn asks(&self, path: &str) -> bool {
        self.page_of(path).is_some()
    }

    /// The page in it on which the answer at `path` is given.
    pub fn page_of(&self, path: &str) -> Option<&PlacedPage> {
        self.pages()
            .iter()
            .find(|page| page.fields.iter().any(|placed| placed.path == path))
    }
}

/// The steps asked for these answers today.
pub fn steps(form: &'static Form, answers: &Answers, today: NaiveDate) -> Vec<Step> {
    let mut placed = form.laid_out(answers, today);
    let mut steps = Vec::new();
    for section in form.sections {
        for page in section.pages {
            let (of_page, rest): (Vec<_>, Vec<_>) =
                placed.into_iter().partition(|placed| placed.id == page.id);
            placed = rest;
            match page.repeat {
                Some(repeat) if page.when.holds(answers, page.prefix, today) => {
                    steps.push(Step::Items(Items {
                        section: section.id,
                        id: page.id,
                        group: page.prefix,
                        repeat,
                        items: of_page,
                    }));
                }
                Some(_) => {}
                None => steps.extend(of_page.into_iter().map(Step::Page)),
            }
        }
    }
    steps
}

/// The page that the address names: a page, or an item of a repeated one, there or about to be.
pub fn page_at(
    form: &'static Form,
    steps: &[Step],
    id: &str,
    item: Option<usize>,
    answers: &Answers,
    today: NaiveDate,
) -> Option<PlacedPage> {
    let step = steps.iter().find(|step| step.id() == id)?;
    let found = step.pages().iter().find(|page| page.item == item).cloned();
    match (step, item) {
        (Step::Items(items), Some(item)) if item < items.repeat.most => {
            found.or_else(|| form.placed_item(id, item, answers, today))
        }
        _ => found,
    }
}

/// What a page is called among those that were seen.
pub fn visit_name(id: &str, item: Option<usize>) -> String {
    item.map_or_else(|| id.to_owned(), |item| format!("{id}.{item}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::kinds::application::form as application;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, 31).unwrap()
    }

    fn ids(answers: &Answers) -> Vec<&'static str> {
        steps(&application::FORM, answers, today())
            .iter()
            .map(Step::id)
            .collect()
    }

    #[test]
    fn the_list_of_riders_is_a_step_before_there_is_any() {
        let ids = ids(&Answers::new());
        let at = |id| ids.iter().position(|known| *known == id);
        assert!(at("product_terms") < at("riders") && at("riders") < at("payment"));
    }

    #[test]
    fn named_beneficiaries_are_a_step_of_their_own() {
        assert!(!ids(&Answers::new()).contains(&"beneficiary"));
        assert!(ids(&Answers::new().with("beneficiary_kind", "named")).contains(&"beneficiary"));
    }

    #[test]
    fn an_item_that_is_about_to_be_has_its_page() {
        let answers = Answers::new();
        let steps = steps(&application::FORM, &answers, today());
        let page = |item| {
            page_at(
                &application::FORM,
                &steps,
                "riders",
                Some(item),
                &answers,
                today(),
            )
        };
        assert_eq!(page(0).unwrap().fields[0].path, "riders.0.code");
        assert_eq!(page(99), None);
    }
}
