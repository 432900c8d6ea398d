//! A QR code, black on white in every theme.

use leptos::prelude::*;
use qrcodegen::{QrCode as Code, QrCodeEcc};

/// Empty modules around the code, as ISO/IEC 18004 asks for.
const MARGIN: i32 = 4;

/// The code; nothing of what is too long for one.
#[component]
pub fn QrCode(
    /// What it says.
    says: String,
    /// What it is, for who hears the page.
    label: &'static str,
) -> impl IntoView {
    let code = Code::encode_text(&says, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * MARGIN;
    Some(view! {
        <svg
            class="qr-code"
            viewBox=format!("0 0 {side} {side}")
            role="img"
            aria-label=label
            data-says=says
        >
            <rect class="qr-paper" width=side height=side></rect>
            <path class="qr-ink" d=dark_modules(&code)></path>
        </svg>
    })
}

/// A square for each dark module.
fn dark_modules(code: &Code) -> String {
    let places = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    places
        .filter(|(x, y)| code.get_module(*x, *y))
        .map(|(x, y)| format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN))
        .collect()
}
