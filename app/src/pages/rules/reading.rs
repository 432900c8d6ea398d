//! Reading what stands at an address.

use crate::api::{self, ApiError};
use crate::components::button::Button;
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::text::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use shared::key;

/// What has been read of an address.
#[derive(Debug)]
pub struct Reading<T: Send + Sync + 'static> {
    path: StoredValue<String>,
    /// What was answered last; `None` until the first answer.
    pub page: RwSignal<Option<T>>,
    /// Why the last request brought nothing.
    error: RwSignal<Option<ApiError>>,
}

impl<T: Send + Sync + 'static> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Reading<T> {}

impl<T: DeserializeOwned + Send + Sync + 'static> Reading<T> {
    /// Begins to read.
    pub fn begin(path: String) -> Self {
        let reading = Self {
            path: StoredValue::new(path),
            page: RwSignal::new(None),
            error: RwSignal::new(None),
        };
        reading.read();
        reading
    }

    /// Asks once more. What was read stays meanwhile.
    pub fn read(self) {
        let path = self.path.get_value();
        spawn_local(async move {
            // The page may have been left.
            match api::get::<T>(&path).await {
                Ok(page) => {
                    self.error.try_set(None);
                    self.page.try_set(Some(page));
                }
                Err(error) => drop(self.error.try_set(Some(error))),
            }
        });
    }

    /// Shows an answer that came with something else.
    pub fn show(self, page: T) {
        self.error.try_set(None);
        self.page.try_set(Some(page));
    }

    /// Why nothing newer is shown, and the way out; that it is read, while nothing has come.
    pub fn unread(self) -> impl IntoView + use<T> {
        move || match self.error.get() {
            Some(error) => view! {
                <Notice title=t(key!("rule_book.failed")) tone=Tone::Warning>
                    <p>{t(&error.text_key())}</p>
                    <Button
                        label=t(key!("ui.retry")).to_owned()
                        on_press=Callback::new(move |()| self.read())
                    />
                </Notice>
            }
            .into_any(),
            None if self.page.with(Option::is_none) => {
                view! { <p role="status">{t(key!("rule_book.reading"))}</p> }.into_any()
            }
            None => ().into_any(),
        }
    }
}
