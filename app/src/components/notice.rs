//! Something the person should know: cause, effect, next step and one button that helps.

use super::chip::Tone;
use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// Something the person should know.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(into)]
    title: String,
    /// How much it matters.
    #[prop(optional)]
    tone: Tone,
    /// Stands beside it.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The rest: paragraphs and at most one button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let icon = icon.unwrap_or(match tone {
        Tone::Danger | Tone::Warning => IconName::Alert,
        Tone::Success => IconName::Accepted,
        Tone::Accent | Tone::Neutral => IconName::Note,
    });
    view! {
        <section class=format!("notice notice-{}", tone.as_str())>
            <Icon name=icon/>
            <div class="notice-body">
                <h2>{title}</h2>
                {children.map(|children| children())}
            </div>
        </section>
    }
}
