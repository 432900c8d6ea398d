//! Pages that are chunks of their own.

use core::marker::PhantomData;
use leptos::prelude::*;
use leptos_router::{ChooseView, LazyRoute};

/// The view of a route that is loaded when it is opened; until then the page before stays.
///
/// The router gives up what a route prepares as soon as something else is wished for, and prepares nothing
/// where that is the same route with another address: with [`leptos_router::Lazy`], which loads then, a
/// second click meanwhile led nowhere. What is loaded as part of the view is given up only for another view.
pub struct Chunk<T>(PhantomData<fn() -> T>);

impl<T> Chunk<T> {
    /// The view of this route.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Clone for Chunk<T> {
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl<T: LazyRoute> ChooseView for Chunk<T> {
    async fn choose(self) -> AnyView {
        T::view(T::data()).await
    }

    async fn preload(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::future::{pending, ready};
    use core::pin::pin;
    use core::task::{Context, Waker};

    /// A page whose chunk does not come.
    struct Loading;

    impl LazyRoute for Loading {
        fn data() -> Self {
            Self
        }

        async fn view(_this: Self) -> AnyView {
            pending().await
        }

        fn preload() -> impl Future<Output = ()> {
            pending()
        }
    }

    /// A page whose chunk is there.
    struct Loaded;

    impl LazyRoute for Loaded {
        fn data() -> Self {
            Self
        }

        async fn view(_this: Self) -> AnyView {
            ready(().into_any()).await
        }
    }

    fn is_ready(future: impl Future) -> bool {
        let mut context = Context::from_waker(Waker::noop());
        pin!(future).poll(&mut context).is_ready()
    }

    #[test]
    fn the_router_waits_for_the_view_and_prepares_nothing_it_could_give_up() {
        assert!(is_ready(Chunk::<Loading>::new().preload()));
        assert!(!is_ready(Chunk::<Loading>::new().choose()));
        assert!(is_ready(Chunk::<Loaded>::new().choose()));
    }
}
