//! A request for a premium.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::money::Money;
use shared::product::{Catalogue, QuoteRequest, quote};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::demonstration().unwrap());

fuzz_target!(|json: &[u8]| {
    let Ok(request) = serde_json::from_slice::<QuoteRequest>(json) else {
        return;
    };
    if let Ok(quote) = quote(&CATALOGUE, &request) {
        let lines: Money = quote.lines.iter().map(|line| line.premium).sum();
        assert_eq!(quote.per_payment, lines);
    }
});
