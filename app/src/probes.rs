//! What the stories ask of the app that nobody who uses it does: whether the phone counts pay as the office does, and
//! whether its store keeps what every device keeps. Not in what is delivered.

use crate::store::contract::{broken_promises, transcript};
use core::pin::Pin;
use leptos::wasm_split::wasm_split;
use wasm_bindgen::prelude::wasm_bindgen;

type Told = Pin<Box<dyn Future<Output = String>>>;

/// What comes out of a golden case, as `pay::run` says it.
#[wasm_bindgen]
pub async fn probe_pay(case: String) -> String {
    pay(case).await
}

/// The promises that the store does not keep, each with why; a list in JSON.
#[wasm_bindgen]
pub async fn probe_store_promises() -> String {
    promises().await.await
}

/// All that the store answers and keeps in the history of this seed; a list in JSON.
#[wasm_bindgen]
pub async fn probe_store_history(seed: u32) -> String {
    history(seed).await.await
}

#[wasm_split(probes, wasm_split_path = leptos::wasm_split)]
fn pay(case: String) -> String {
    ::pay::run(&case)
}

#[wasm_split(probes, wasm_split_path = leptos::wasm_split)]
fn promises() -> Told {
    Box::pin(async { serde_json::json!(broken_promises().await).to_string() })
}

#[wasm_split(probes, wasm_split_path = leptos::wasm_split)]
fn history(seed: u32) -> Told {
    Box::pin(async move { serde_json::json!(transcript(seed).await).to_string() })
}
