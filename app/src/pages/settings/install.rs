//! Installing the app to the home screen, where the browser offers it.

use crate::components::button::Button;
use crate::components::icon::{Icon, IconName};
use crate::install::use_install_offer;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// The offer of the browser; nothing where it makes none.
#[component]
pub fn Install() -> impl IntoView {
    let offer = use_install_offer();
    let install = Callback::new(move |()| offer.accept());
    move || {
        if offer.is_installed() {
            return view! {
                <p class="row small soft">
                    <Icon name=IconName::Accepted/>
                    {t(key!("ui.settings.install_done"))}
                </p>
            }
            .into_any();
        }
        offer
            .is_made()
            .then(|| {
                view! {
                    <section class="card stack-tight">
                        <h2>{t(key!("ui.settings.install"))}</h2>
                        <p class="soft small">{t(key!("ui.settings.install_text"))}</p>
                        <Button
                            label=t(key!("ui.settings.install")).to_owned()
                            icon=IconName::Phone
                            on_press=install
                        />
                    </section>
                }
            })
            .into_any()
    }
}
