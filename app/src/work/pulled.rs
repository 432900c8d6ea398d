//! What came from the server, as the pages see it: each kind in a signal of its own, found by its type.
//!
//! A kind that is shown is a line in [`shelves!`] below; where it comes from is said at [`Pulled`].

use crate::store::Everything;
use leptos::prelude::*;
use shared::people::PersonView;
use shared::policy::PolicyView;
use shared::product::Catalogue;
use shared::record::RecordView;
use shared::sync::Pulled;

/// A kind of thing that pages show.
pub trait Shown: Pulled + Send + Sync + 'static {
    /// Where it is kept for them.
    fn shelf(shelves: &Shelves) -> RwSignal<Vec<Self>>;
}

macro_rules! shelves {
    ($($(#[$what:meta])* $shelf:ident: $kind:ty),+ $(,)?) => {
        /// All that came, by kind.
        #[derive(Clone, Copy)]
        pub struct Shelves {
            $($(#[$what])* $shelf: RwSignal<Vec<$kind>>,)+
        }

        impl Shelves {
            /// Nothing yet.
            pub fn empty() -> Self {
                Self { $($shelf: RwSignal::new(Vec::new()),)+ }
            }

            /// Shows what is kept now.
            pub fn show(&self, kept: &Everything) {
                $(self.$shelf.set(kept.all());)+
            }
        }

        $(impl Shown for $kind {
            fn shelf(shelves: &Shelves) -> RwSignal<Vec<Self>> {
                shelves.$shelf
            }
        })+
    };
}

shelves! {
    /// Their records as the server has them, newest first.
    records: RecordView,
    /// The client book.
    policies: PolicyView,
    /// The people a trainer or leader sees.
    people: PersonView,
    /// The product catalogue, once it came: there is one.
    catalogues: Catalogue,
}
