//! What an answer is called where it stands alone.

use shared::form::{Field, Form, Page, When};
use shared::text::{Language, fill, lookup};

/// What the answer at `path` is called: its label, and what tells it from others of the same label, the
/// item, the question that it explains or the section.
pub fn answer_name(language: Language, form: &Form, path: &str) -> String {
    let Some((field, (section, page, item))) = form.field_at(path).zip(form.place_of(path)) else {
        return path.to_owned();
    };
    let label = text(language, "fields", field.label);
    let item = item.map(|item| item_title(language, page, item));
    let question = explained_by(page, field).map(|it| text(language, "fields", it.label));
    let alone = item.is_none() && question.is_none() && is_asked_elsewhere(form, page, field);
    let section = alone.then(|| text(language, "sections", section.id));
    let of = [item.as_deref(), question, section].into_iter().flatten();
    of.chain([label]).collect::<Vec<_>>().join(" · ")
}

/// The question of the same page whose answer makes this one be asked.
fn explained_by(page: &Page, field: &Field) -> Option<&'static Field> {
    let question = match field.when {
        When::Is(question, _) | When::OneOf(question, _) => question,
        When::All(all) => all.iter().find_map(|when| match when {
            When::Is(question, "yes") => Some(*question),
            _ => None,
        })?,
        When::Always | When::IsNot(..) | When::Holds(_) => return None,
    };
    let question = question.strip_prefix('.')?;
    page.fields.iter().find(|it| it.name == question)
}

fn item_title(language: Language, page: &Page, item: usize) -> String {
    let title = text(language, "pages", page.id);
    let n = (item + 1).to_string();
    let title_of_item = lookup(language, "form.item_title").unwrap_or_default();
    fill(title_of_item, [("title", title), ("n", n.as_str())])
}

fn is_asked_elsewhere(form: &Form, page: &Page, field: &Field) -> bool {
    let mut others = form.sections.iter().flat_map(|section| section.pages);
    others.any(|other| {
        let mut fields = other.fields.iter();
        other.id != page.id && fields.any(|it| it.label == field.label)
    })
}

fn text(language: Language, group: &str, name: &'static str) -> &'static str {
    lookup(language, &format!("{group}.{name}")).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::kinds::application::form::FORM;

    fn named(path: &str) -> String {
        answer_name(Language::ZhHans, &FORM, path)
    }

    #[test]
    fn a_name_says_whose_answer_it_is() {
        assert_eq!(named("applicant.name"), "投保人 · 姓名");
        assert_eq!(named("insured.name"), "被保险人 · 姓名");
        assert_eq!(named("beneficiaries.1.name"), "受益人 2 · 姓名");
        assert_eq!(named("product.premium"), "每期保险费合计");
        assert_eq!(named("of.another.build"), "of.another.build");
    }

    #[test]
    fn what_explains_an_answer_of_an_item_names_both() {
        let name = named("beneficiaries.0.relation_details");
        assert_eq!(name, "受益人 1 · 与被保险人关系 · 关系说明");
    }

    #[test]
    fn details_name_the_illness() {
        let illness = named("health.tumour");
        assert_eq!(
            named("health.tumour_details"),
            format!("{illness} · 请说明详情")
        );
    }
}
