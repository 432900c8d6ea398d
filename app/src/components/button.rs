//! Things to press.

use super::icon::{Icon, IconName};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos_router::components::A;

/// How much a button weighs on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// The one thing to do next; at most one on a page.
    Primary,
    /// Another thing that can be done.
    #[default]
    Secondary,
    /// Beside the way.
    Quiet,
    /// Cannot be undone.
    Danger,
}

impl Weight {
    /// Whether pressing it ends what was being done; it is not pressed twice by accident.
    const fn commits(self) -> bool {
        matches!(self, Self::Primary | Self::Danger)
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button button-secondary",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A key that is held presses a button once.
pub fn ignore_repeat(event: KeyboardEvent) {
    if event.repeat() && matches!(event.key().as_str(), "Enter" | " ") {
        event.prevent_default();
    }
}

/// Whether this is not the second click of a double click, which was meant for what stood there before.
pub fn is_first_click(event: &MouseEvent) -> bool {
    event.detail() < 2
}

/// A button that does something here.
#[component]
pub fn Button(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What pressing it does.
    on_press: Callback<()>,
    /// How much it weighs.
    #[prop(optional)]
    weight: Weight,
    /// Stands before the label.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// What it does is under way; pressing it again does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It cannot be pressed yet.
    #[prop(optional, into)]
    off: Signal<bool>,
    /// As wide as its place.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=weight.class()
            class:button-wide=wide
            aria-disabled=move || (busy.get() || off.get()).then_some("true")
            on:keydown=ignore_repeat
            on:click=move |event| {
                let meant = !weight.commits() || is_first_click(&event);
                if !busy.get_untracked() && !off.get_untracked() && meant {
                    on_press.run(());
                }
            }
        >
            {move || match (busy.get(), icon) {
                (true, _) => view! { <Icon name=IconName::Sending turning=true/> }.into_any(),
                (false, Some(icon)) => view! { <Icon name=icon/> }.into_any(),
                (false, None) => ().into_any(),
            }}
            <span>{label}</span>
        </button>
    }
}

/// A button that leads to another page.
#[component]
pub fn LinkButton(
    /// What it says.
    #[prop(into)]
    label: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How much it weighs.
    #[prop(optional)]
    weight: Weight,
    /// Stands before the label.
    #[prop(optional, into)]
    icon: Option<IconName>,
) -> impl IntoView {
    view! {
        <A href=href attr:class=weight.class()>
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span>{label}</span>
        </A>
    }
}
