//! A request and a response of the sync protocol.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::sync::{SyncRequest, SyncResponse};

fuzz_target!(|json: &[u8]| {
    if let Ok(request) = serde_json::from_slice::<SyncRequest>(json) {
        assert!(serde_json::to_string(&request).is_ok());
    }
    if let Ok(response) = serde_json::from_slice::<SyncResponse>(json) {
        assert!(serde_json::to_string(&response).is_ok());
    }
});
