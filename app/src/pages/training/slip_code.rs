//! The slip an agent shows to the trainer's camera.

use crate::text::t;
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use shared::key;
use shared::training::CheckInSlip;

/// Empty modules around the code, as ISO/IEC 18004 asks for.
const MARGIN: i32 = 4;

/// The slip as a QR code, black on white in every theme.
#[component]
pub fn SlipCode(
    /// What it says.
    slip: CheckInSlip,
) -> impl IntoView {
    let code = QrCode::encode_text(&slip.to_string(), QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * MARGIN;
    Some(view! {
        <figure class="card slip">
            <svg
                class="slip-code"
                viewBox=format!("0 0 {side} {side}")
                role="img"
                aria-label=t(key!("training.slip.label"))
                data-slip=slip.to_string()
            >
                <rect class="slip-paper" width=side height=side></rect>
                <path class="slip-ink" d=dark_modules(&code)></path>
            </svg>
            <figcaption class="stack-tight">
                <strong>{t(key!("training.slip.title"))}</strong>
                <span class="soft small">{t(key!("training.slip.text"))}</span>
            </figcaption>
        </figure>
    })
}

/// A square for each dark module.
fn dark_modules(code: &QrCode) -> String {
    let places = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    places
        .filter(|(x, y)| code.get_module(*x, *y))
        .map(|(x, y)| format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN))
        .collect()
}
