//! A small mark: icon and word together, never colour alone.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// What a mark's colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Under way.
    Accent,
    /// Went well.
    Success,
    /// Somebody should look.
    Warning,
    /// Somebody must act, or it went badly.
    Danger,
}

impl Tone {
    /// The name in class names.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// A small mark.
#[component]
pub fn Chip(
    /// What it says.
    #[prop(into)]
    label: String,
    /// What its colour says.
    #[prop(optional)]
    tone: Tone,
    /// Stands before the label.
    #[prop(optional, into)]
    icon: Option<IconName>,
) -> impl IntoView {
    view! {
        <span class=format!("chip chip-{}", tone.as_str())>
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span>{label}</span>
        </span>
    }
}
