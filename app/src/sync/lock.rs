//! One tab works for all: a Web Lock, which another tab may steal if its holder is frozen.

use crate::browser::{call, navigator, object, property};
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The wish for a lock, or the lock itself; dropped, it is given up.
#[derive(Default)]
pub struct Lock {
    release: Rc<RefCell<Release>>,
}

#[derive(Default)]
enum Release {
    #[default]
    Waiting,
    Held(Function),
    GivenUp,
}

impl Lock {
    /// Asks for the lock of this name. `gained` is called when it is ours, `lost` when another
    /// tab has stolen it. Where the browser has no locks it is ours at once.
    pub fn ask(
        name: &str,
        steal: bool,
        gained: impl FnOnce() + 'static,
        lost: impl FnOnce() + 'static,
    ) -> Self {
        let lock = Self::default();
        let Some(locks) = property(&navigator(), "locks") else {
            gained();
            return lock;
        };
        let held = held_until_released(Rc::clone(&lock.release), gained);
        let options = object(&[("steal", steal.into())]);
        let request = call(&locks, "request", &[name.into(), options, held]);
        if let Ok(Ok(promise)) = request.map(JsCast::dyn_into::<Promise>) {
            leptos::task::spawn_local(async move {
                if JsFuture::from(promise).await.is_err() {
                    lost();
                }
            });
        }
        lock
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let before = self.release.replace(Release::GivenUp);
        if let Release::Held(release) = before {
            // The promise's own resolve function does not fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// The callback of the request: the lock is held until the promise it returns is settled.
fn held_until_released(release: Rc<RefCell<Release>>, gained: impl FnOnce() + 'static) -> JsValue {
    Closure::once_into_js(move || {
        let mut gained = Some(gained);
        Promise::new(&mut |resolve, _reject| {
            if matches!(*release.borrow(), Release::GivenUp) {
                let _ = resolve.call0(&JsValue::NULL);
                return;
            }
            release.replace(Release::Held(resolve));
            if let Some(gained) = gained.take() {
                gained();
            }
        })
    })
}
