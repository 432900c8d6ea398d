//! Answers as JSON, under the rules of every form.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::answers::Answers;
use shared::product::Catalogue;
use shared::record::{RecordKind, RuleVersion};
use shared::rules::{Context, carry_forward};
use shared::kinds::{check, duplicate_key, summary};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::demonstration().unwrap());

fuzz_target!(|json: &[u8]| {
    let Ok(answers) = serde_json::from_slice::<Answers>(json) else {
        return;
    };
    let today = "2026-10-31".parse().unwrap();
    for kind in RecordKind::ALL {
        let found = check(kind, &answers, &Context::complete(today, &CATALOGUE));
        assert!(found.is_sorted());
        let _ = (summary(kind, &answers), duplicate_key(kind, &answers));
        let _ = carry_forward(kind, RuleVersion(0), answers.clone());
    }
});
