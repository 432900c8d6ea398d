//! A form laid out for the answers so far: which pages and fields are asked, with their full paths.

use super::{Field, Form, Page, Section};
use crate::answers::Answers;
use chrono::NaiveDate;

/// A page as it is asked now: once, or for one item of a repeated page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedPage {
    /// Text key `sections.<section>`.
    pub section: &'static str,
    /// Text key `pages.<id>`.
    pub id: &'static str,
    /// The page's prefix, with the item's number if it is repeated.
    pub prefix: String,
    /// Which item, from 0, and the page's group, if it is repeated.
    pub item: Option<usize>,
    /// The fields asked now.
    pub fields: Vec<PlacedField>,
}

/// A field as it is asked now.
#[derive(Debug, Clone)]
pub struct PlacedField {
    /// The full path of its answer.
    pub path: String,
    /// What it asks.
    pub field: &'static Field,
}

impl PartialEq for PlacedField {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for PlacedField {}

/// The path of `name` under `prefix`.
pub(super) fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() {
        name.to_owned()
    } else {
        format!("{prefix}.{name}")
    }
}

impl Form {
    /// The pages asked for these answers today, in order, each with the fields asked on it.
    pub fn laid_out(&self, answers: &Answers, today: NaiveDate) -> Vec<PlacedPage> {
        let mut placed = Vec::new();
        for section in self.sections {
            for page in section.pages {
                for (item, prefix) in page.places(answers) {
                    if page.when.holds(answers, &prefix, today) {
                        placed.push(page.placed(section.id, item, prefix, answers, today));
                    }
                }
            }
        }
        placed
    }

    /// Every field asked for these answers today, in order.
    pub fn asked(&self, answers: &Answers, today: NaiveDate) -> Vec<PlacedField> {
        self.laid_out(answers, today)
            .into_iter()
            .flat_map(|page| page.fields)
            .collect()
    }

    /// The field that a path belongs to, whether or not it is asked now.
    pub fn field_at(&self, path: &str) -> Option<&'static Field> {
        self.pages().find_map(|page| page.field_at(path))
    }

    /// The section and page where the answer at `path` is asked, whether or not it is asked now, and of
    /// which item of the page.
    pub fn place_of(&self, path: &str) -> Option<(&'static Section, &'static Page, Option<usize>)> {
        self.sections.iter().find_map(|section| {
            let mut pages = section.pages.iter();
            let page = pages.find(|page| page.field_at(path).is_some())?;
            let item = path.strip_prefix(page.prefix)?.trim_start_matches('.');
            let item = page.repeat.and(item.split('.').next());
            Some((section, page, item.and_then(|item| item.parse().ok())))
        })
    }

    /// Where the answer at `path` stands in the whole form, whether or not it is asked now: by this, answers
    /// are in the order of the form. What belongs to no answer comes last.
    pub fn position(&self, path: &str) -> impl Ord + use<> {
        let place = self.pages().enumerate().find_map(|(at, page)| {
            let field = page.field_at(path)?;
            let within = page
                .fields
                .iter()
                .position(|known| known.name == field.name);
            let item: Option<usize> = page.repeat.and_then(|_| {
                let rest = path.strip_prefix(page.prefix)?.trim_start_matches('.');
                rest.split('.').next()?.parse().ok()
            });
            Some((at, item, within))
        });
        (place.is_none(), place)
    }

    /// The page description with this id.
    pub fn page(&self, id: &str) -> Option<&'static Page> {
        self.pages().find(|page| page.id == id)
    }

    /// The page of one item of the repeated page `id`, also of an item that has no answer yet.
    pub fn placed_item(
        &self,
        id: &str,
        item: usize,
        answers: &Answers,
        today: NaiveDate,
    ) -> Option<PlacedPage> {
        let page = self.page(id)?;
        let holds_page = |section: &&Section| section.pages.iter().any(|known| known.id == id);
        let section = self.sections.iter().find(holds_page)?;
        let prefix = join(page.prefix, &item.to_string());
        let is_asked = page.repeat.is_some() && page.when.holds(answers, &prefix, today);
        is_asked.then(|| page.placed(section.id, Some(item), prefix, answers, today))
    }

    fn pages(&self) -> impl Iterator<Item = &'static Page> {
        self.sections.iter().flat_map(|section| section.pages)
    }

    /// Only the answers to what is asked: what a hidden page once took is left out.
    #[must_use]
    pub fn asked_answers(&self, answers: &Answers, today: NaiveDate) -> Answers {
        self.asked(answers, today)
            .into_iter()
            .filter_map(|placed| {
                let text = answers.get(&placed.path)?.to_owned();
                Some((placed.path, text))
            })
            .collect()
    }
}

impl Page {
    fn places(&self, answers: &Answers) -> Vec<(Option<usize>, String)> {
        match self.repeat {
            None => vec![(None, self.prefix.to_owned())],
            Some(repeat) => (0..answers.items(self.prefix).clamp(repeat.fewest, repeat.most))
                .map(|item| (Some(item), join(self.prefix, &item.to_string())))
                .collect(),
        }
    }

    fn placed(
        &self,
        section: &'static str,
        item: Option<usize>,
        prefix: String,
        answers: &Answers,
        today: NaiveDate,
    ) -> PlacedPage {
        let fields = self
            .fields
            .iter()
            .filter(|field| field.when.holds(answers, &prefix, today))
            .map(|field| PlacedField {
                path: join(&prefix, field.name),
                field,
            })
            .collect();
        PlacedPage {
            section,
            id: self.id,
            prefix,
            item,
            fields,
        }
    }

    fn field_at(&self, path: &str) -> Option<&'static Field> {
        let rest = if self.prefix.is_empty() {
            path
        } else {
            path.strip_prefix(self.prefix)?.strip_prefix('.')?
        };
        let name = match self.repeat {
            None => rest,
            Some(_) => {
                let (item, name) = rest.split_once('.')?;
                item.parse::<usize>().ok()?;
                name
            }
        };
        self.fields.iter().find(|field| field.name == name)
    }
}
