//! What changes in a draft because the company sells something else than when it was last open: nobody sends another
//! premium than the client heard without having been told.

use super::settle::settle;
use crate::store::Draft;
use shared::answers::Answers;
use shared::kinds;
use shared::product::Catalogue;

/// Brings the draft in line with what is sold, and keeps what stood before where it changes by that.
pub fn sell_anew(catalogue: &Catalogue, draft: &mut Draft) {
    if kinds::of(draft.kind).sold.is_empty() {
        return;
    }
    let before = draft.answers.clone();
    // What was not offered for a while may be again.
    for (path, answer) in &draft.sold_before {
        if draft.answers.get(path).is_none() {
            draft.answers.set(path, answer);
        }
    }
    settle(draft.kind, catalogue, &mut draft.answers);
    for (path, answer) in before.iter() {
        if draft.answers.typed(path) != answer {
            let first = draft.sold_before.entry(path.to_owned());
            first.or_insert_with(|| answer.to_owned());
        }
    }
    let answers = &draft.answers;
    draft
        .sold_before
        .retain(|path, before| answers.typed(path) != before);
}

/// What somebody has changed since these answers is their own, and nothing is told of it any more.
pub fn forget_changed(draft: &mut Draft, since: &Answers) {
    let answers = &draft.answers;
    draft
        .sold_before
        .retain(|path, _| answers.typed(path) == since.typed(path));
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use shared::id::RecordId;
    use shared::record::RecordKind;
    use shared::sample;
    use shared::time::Timestamp;
    use std::collections::BTreeMap;

    /// A draft of an application as it was left, and what was sold then.
    fn left() -> (Draft, Catalogue) {
        let catalogue = Catalogue::demonstration().unwrap();
        let today: NaiveDate = "2026-11-20".parse().unwrap();
        let id = RecordId::from_number(1);
        let mut draft = Draft::new_record(id, RecordKind::Application, Timestamp::default());
        draft.answers = sample::application(901, today, &catalogue);
        sell_anew(&catalogue, &mut draft);
        draft.sold_before.clear();
        (draft, catalogue)
    }

    /// Everybody pays twice as much.
    fn dearer(catalogue: &Catalogue) -> Catalogue {
        let mut dearer = catalogue.clone();
        let products = dearer.products.iter_mut();
        for factor in products.flat_map(|it| it.occupations.values_mut()) {
            *factor += *factor;
        }
        dearer
    }

    #[test]
    fn a_premium_that_changes_by_what_is_sold_is_told_until_it_is_as_before() {
        let (mut draft, catalogue) = left();
        let premium = draft.answers.typed("product.premium").to_owned();
        let dearer = dearer(&catalogue);
        sell_anew(&dearer, &mut draft);
        assert_ne!(draft.answers.typed("product.premium"), premium);
        let told = BTreeMap::from([("product.premium".to_owned(), premium)]);
        assert_eq!(draft.sold_before, told);
        // What the client heard is what stood first.
        sell_anew(&self::dearer(&dearer), &mut draft);
        assert_eq!(draft.sold_before, told);
        sell_anew(&catalogue, &mut draft);
        assert_eq!(draft.sold_before, BTreeMap::new());
    }

    #[test]
    fn who_chooses_otherwise_is_told_no_more() {
        let (mut draft, catalogue) = left();
        let dearer = dearer(&catalogue);
        sell_anew(&dearer, &mut draft);
        let before = draft.answers.clone();
        draft.answers.set("applicant.name", "王芳芳");
        forget_changed(&mut draft, &before);
        assert!(
            !draft.sold_before.is_empty(),
            "it has nothing to do with it"
        );
        draft.answers.set("product.premium", "77.00");
        forget_changed(&mut draft, &before);
        assert_eq!(draft.sold_before, BTreeMap::new());
    }

    #[test]
    fn what_is_sold_no_more_is_told() {
        let (mut draft, catalogue) = left();
        let code = draft.answers.typed("product.code").to_owned();
        let mut fewer = catalogue;
        fewer
            .products
            .retain(|product| product.code.as_str() != code);
        sell_anew(&fewer, &mut draft);
        assert!(draft.sold_before.contains_key("product.premium"));
        assert_eq!(draft.answers.get("product.premium"), None);
    }

    #[test]
    fn what_is_computed_for_the_first_time_is_nothing_new() {
        let (mut draft, catalogue) = left();
        draft.answers.remove("product.premium");
        sell_anew(&catalogue, &mut draft);
        assert!(draft.answers.get("product.premium").is_some());
        assert_eq!(draft.sold_before, BTreeMap::new());
    }
}
