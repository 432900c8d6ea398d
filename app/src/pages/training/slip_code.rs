//! The slip an agent shows to the trainer's camera.

use crate::components::qr_code::QrCode;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::training::CheckInSlip;

/// The slip as a QR code.
#[component]
pub fn SlipCode(
    /// What it says.
    slip: CheckInSlip,
) -> impl IntoView {
    view! {
        <figure class="card slip">
            <QrCode says=slip.to_string() label=t(key!("training.slip.label"))/>
            <figcaption class="stack-tight">
                <strong>{t(key!("training.slip.title"))}</strong>
                <span class="soft small">{t(key!("training.slip.text"))}</span>
            </figcaption>
        </figure>
    }
}
