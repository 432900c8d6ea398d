//! Imported facts, and the lives of the policies in them, in two orders.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::commission::Rules;
use shared::facts::Fact;
use shared::policy::policies;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::demonstration().unwrap());

fuzz_target!(|json: &[u8]| {
    let Ok(mut facts) = serde_json::from_slice::<Vec<Fact>>(json) else {
        return;
    };
    let day = "2030-01-01".parse().unwrap();
    let one = policies(&facts, day, |on| RULES.cooling_off_days(on));
    facts.reverse();
    assert_eq!(policies(&facts, day, |on| RULES.cooling_off_days(on)), one);
});
