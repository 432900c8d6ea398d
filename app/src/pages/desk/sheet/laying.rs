//! Lays a case out by its form.

use super::{Asked, Group, Remark, Row, Sheet, SheetSection, Weight, risk};
use crate::answer_name::answer_name;
use crate::answer_text::answer_text;
use crate::finding_text::finding_text;
use crate::pages::desk::course::{LastAnswer, last_answer, replies};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::desk::Case;
use shared::finding::Finding;
use shared::form::{FieldKind, PlacedField, PlacedPage};
use shared::kinds::application::rules::product::has_choice;
use shared::kinds::application::rules::{is_health_details, is_health_yes};
use shared::kinds::form_of;
use shared::product::Catalogue;
use shared::text::{Language, fill, lookup};

/// What a case is laid out with.
#[derive(Debug, Clone, Copy)]
pub struct Laying<'a> {
    /// In which language.
    pub language: Language,
    /// The products, once they are there.
    pub catalogue: Option<&'a Catalogue>,
    /// The day it was captured: what was asked depends on it.
    pub captured_on: NaiveDate,
}

impl<'a> Laying<'a> {
    /// How this case is laid out at a branch with this offset from UTC, in minutes.
    pub fn of(
        case: &Case,
        language: Language,
        catalogue: Option<&'a Catalogue>,
        offset: i32,
    ) -> Self {
        Self {
            language,
            catalogue,
            captured_on: case
                .record
                .captured_at
                .civil_date(offset)
                .unwrap_or_default(),
        }
    }

    /// Lays the case out.
    pub fn sheet(&self, case: &Case) -> Sheet {
        let form = form_of(case.record.kind);
        let mut sheet = Sheet::default();
        let mut section = "";
        for page in form.laid_out(&case.record.content, self.captured_on) {
            if page.section != section {
                section = page.section;
                sheet.sections.push(self.section(section));
            }
            if let Some(current) = sheet.sections.last_mut() {
                if page.id == risk::PAGE {
                    current.follows = self.risk_classes(&case.record.content);
                }
                self.place(page, case, current);
            }
        }
        self.place_other(case, &mut sheet);
        sheet.whole = self.unplaced(case, form, &sheet);
        sheet.essentials = self.essentials(case, &sheet);
        sheet
    }

    fn section(&self, id: &str) -> SheetSection {
        SheetSection {
            title: lookup(self.language, &format!("sections.{id}")).unwrap_or_default(),
            groups: Vec::new(),
            follows: Vec::new(),
        }
    }

    fn place(&self, page: PlacedPage, case: &Case, section: &mut SheetSection) {
        let title = page.item.map(|item| self.item_title(page.id, item));
        let fields = page.fields.iter();
        let rows = fields
            .filter(|placed| self.is_shown(placed, &case.record.content))
            .map(|placed| self.row(placed, case));
        match section.groups.last_mut() {
            Some(group) if title.is_none() && group.title.is_none() => group.rows.extend(rows),
            _ => section.groups.push(Group {
                title,
                rows: rows.collect(),
            }),
        }
    }

    /// What is not answered because the product has nothing to choose there is not missing.
    fn is_shown(&self, placed: &PlacedField, content: &Answers) -> bool {
        let (FieldKind::Catalogue(choice), Some(catalogue)) = (placed.field.kind, self.catalogue)
        else {
            return true;
        };
        content.get(&placed.path).is_some() || has_choice(content, catalogue, &placed.path, choice)
    }

    pub(super) fn item_title(&self, page: &str, item: usize) -> String {
        let page = lookup(self.language, &format!("pages.{page}")).unwrap_or_default();
        let n = (item + 1).to_string();
        let text = lookup(self.language, "desk.case.item").unwrap_or_default();
        fill(text, [("page", page), ("n", &n)])
    }

    fn row(&self, placed: &PlacedField, case: &Case) -> Row {
        let content = &case.record.content;
        Row {
            path: placed.path.clone(),
            label: self.label(placed.field.label),
            name: self.name_of(case, &placed.path),
            text: self.text(placed, content),
            weight: weight(&placed.path, content),
            asked: self.asked(&placed.path, case),
            replies: replies(case, &placed.path),
            remarks: self.remarks(case, |finding| finding.path == placed.path),
        }
    }

    pub(super) fn label(&self, name: &str) -> String {
        let label = lookup(self.language, &format!("fields.{name}"));
        label.unwrap_or(name).to_owned()
    }

    fn text(&self, placed: &PlacedField, content: &Answers) -> Option<String> {
        answer_text(
            self.language,
            placed.field,
            &placed.path,
            content,
            self.catalogue,
        )
    }

    pub(super) fn asked(&self, path: &str, case: &Case) -> Asked {
        match last_answer(case, path) {
            LastAnswer::NotAsked => Asked::No,
            LastAnswer::Unchanged => Asked::Unchanged,
            LastAnswer::Changed(before) => {
                let content = case.record.content.clone().with(path, before);
                Asked::Changed(self.said(case, path, &content).unwrap_or_default())
            }
        }
    }

    pub(super) fn remarks(&self, case: &Case, about: impl Fn(&Finding) -> bool) -> Vec<Remark> {
        let found = case.findings.iter().filter(|finding| about(finding));
        found
            .map(|finding| Remark {
                is_error: finding.is_error(),
                text: finding_text(self.language, finding, self.catalogue),
            })
            .collect()
    }

    /// What the answer at `path` is called.
    pub fn name_of(&self, case: &Case, path: &str) -> String {
        answer_name(self.language, form_of(case.record.kind), path)
    }

    /// What `content` says at `path`, in words.
    pub fn said(&self, case: &Case, path: &str, content: &Answers) -> Option<String> {
        match form_of(case.record.kind).field_at(path) {
            Some(field) => {
                let path = path.to_owned();
                self.text(&PlacedField { path, field }, content)
            }
            None => content.get(path).map(str::to_owned),
        }
    }
}

pub(super) fn weight(path: &str, content: &Answers) -> Weight {
    match content.typed(path) {
        text if is_health_yes(path, text) => Weight::Yes,
        text if is_health_details(path) && !text.is_empty() => Weight::Explains,
        _ => Weight::Usual,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;

    fn laid_out(case: &Case) -> Sheet {
        let laying = Laying {
            language: Language::ZhHans,
            catalogue: None,
            captured_on: NaiveDate::default(),
        };
        laying.sheet(case)
    }

    #[test]
    fn a_finding_stands_at_its_answer_and_one_without_answer_above_all() {
        let mut case = example::queried_case();
        case.findings = vec![
            Finding::warning("income_ratio", "applicant.annual_income"),
            Finding::warning("duplicate", ""),
        ];
        let sheet = laid_out(&case);
        assert_eq!(
            sheet.row("applicant.annual_income").unwrap().remarks.len(),
            1
        );
        assert_eq!(sheet.whole.len(), 1);
        assert_eq!(sheet.remark_count(), 2);
    }

    #[test]
    fn an_answer_changed_after_a_query_shows_what_stood_there() {
        let sheet = laid_out(&example::answered_case());
        let row = sheet.row("applicant.annual_income").unwrap();
        assert_eq!(row.text.as_deref(), Some("¥120,000.00"));
        assert_eq!(row.asked, Asked::Changed("¥90,000.00".to_owned()));
        assert_eq!(sheet.row("applicant.name").unwrap().asked, Asked::No);
    }

    #[test]
    fn a_yes_of_the_health_declaration_stands_out_with_what_explains_it() {
        let mut case = example::queried_case();
        case.record.content.set("health.smoking", "no");
        case.record.content.set("health.tumour", "yes");
        case.record
            .content
            .set("health.tumour_details", "甲状腺结节");
        let sheet = laid_out(&case);
        let weight = |path: &str| sheet.row(path).unwrap().weight;
        assert_eq!(weight("health.tumour"), Weight::Yes);
        assert_eq!(weight("health.tumour_details"), Weight::Explains);
        assert_eq!(weight("health.smoking"), Weight::Usual);
        assert_eq!(sheet.yes_count(), 1);
    }

    #[test]
    fn away_from_its_place_an_answer_says_whose_it_is() {
        let sheet = laid_out(&example::queried_case());
        let row = sheet.row("applicant.annual_income").unwrap();
        assert_eq!((&*row.label, &*row.name), ("年收入", "投保人 · 年收入"));
    }

    #[test]
    fn a_plan_is_missing_only_where_the_product_has_plans() {
        let catalogue = Catalogue::demonstration().unwrap();
        let laying = Laying {
            language: Language::ZhHans,
            catalogue: Some(&catalogue),
            captured_on: NaiveDate::default(),
        };
        let with = |code: &str| {
            let mut case = example::queried_case();
            let content = &mut case.record.content;
            content.set("product.effective_date", "2026-11-01");
            content.set("product.code", code);
            laying.sheet(&case)
        };
        let (term_life, medical) = (with("TL-A"), with("MD-A"));
        assert!(term_life.row("product.plan").is_none());
        assert!(term_life.row("product.sum_insured").is_some());
        assert_eq!(medical.row("product.plan").unwrap().text, None);
    }

    #[test]
    fn no_answer_is_lost() {
        let mut case = example::queried_case();
        case.record.content.set("from.another.version", "x");
        let sheet = laid_out(&case);
        assert_eq!(
            sheet.row("from.another.version").unwrap().text.as_deref(),
            Some("x")
        );
    }
}
