//! A product's file, read and checked.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::product::Catalogue;

fuzz_target!(|text: &str| {
    if let Ok(catalogue) = Catalogue::from_toml(&[("tl-a.toml", text)]) {
        let _ = catalogue.check();
        let json = serde_json::to_string(&catalogue).unwrap();
        assert_eq!(serde_json::from_str::<Catalogue>(&json).ok(), Some(catalogue));
    }
});
