//! The rules answer to anything.

use crate::fixtures::{CATALOGUE, any_answers, good, kind, today};
use proptest::prelude::*;
use shared::answers::{Answers, Changes};
use shared::kinds::application::rules::suitability::risk_class;
use shared::kinds::form_of;
use shared::kinds::{check, duplicate_key, summary};
use shared::record::RuleVersion;
use shared::rules::{CODES, Context, carry_forward};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn answers_nobody_gave_get_known_findings(
        kind in kind(), strange in any_answers(), complete: bool, on_top_of_good: bool,
    ) {
        let before = if on_top_of_good { good(kind) } else { Answers::new() };
        let answers = Changes::between(&Answers::new(), &strange).on(&before);
        let context = Context { complete, ..Context::draft(today(), &CATALOGUE) };
        let found = check(kind, &answers, &context);
        prop_assert!(found.is_sorted());
        prop_assert!(found.iter().all(|finding| CODES.contains(&finding.code.as_str())));
        let _ = (summary(kind, &answers), duplicate_key(kind, &answers));
        let _ = risk_class(&answers, &context.settings());
        let asked = form_of(kind).asked_answers(&answers, today());
        prop_assert!(asked.len() <= answers.len());
    }

    #[test]
    fn carrying_a_draft_twice_is_carrying_it_once(kind in kind(), answers in any_answers(), from: u16) {
        let (once, _) = carry_forward(kind, RuleVersion(from), answers);
        let again = carry_forward(kind, RuleVersion::CURRENT, once.clone());
        prop_assert_eq!(again, (once, vec![]));
    }
}
