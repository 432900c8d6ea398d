//! Icons, drawn in the text's colour. They say nothing to screen readers: text stands beside them.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    /// A house.
    Home,
    /// A sheet with lines.
    Application,
    /// A shield with a mark: something happened.
    Loss,
    /// A sheet with a pencil.
    Service,
    /// A stack of sheets.
    Work,
    /// Two heads.
    People,
    /// The units of the organisation.
    Units,
    /// A head.
    Person,
    /// Two links of a chain.
    Connections,
    /// A magnifying glass over a list.
    Desk,
    /// A board with a stand.
    Training,
    /// A ticked box.
    CheckIn,
    /// A tick.
    Done,
    /// A tick in a circle.
    Accepted,
    /// A cross in a circle.
    Rejected,
    /// A cross.
    Close,
    /// An exclamation mark in a triangle.
    Alert,
    /// An i in a circle.
    Note,
    /// A speech bubble with a question mark.
    Query,
    /// An eye.
    Seen,
    /// A struck-out eye.
    Hidden,
    /// A struck-out cloud.
    Offline,
    /// A cloud with a tick.
    Synced,
    /// Two arrows in a circle.
    Sending,
    /// An arrow into a tray.
    Update,
    /// A clock.
    Waiting,
    /// A pencil.
    Draft,
    /// A plus sign.
    Add,
    /// A minus sign.
    Less,
    /// An arrow to the left.
    Back,
    /// An arrow to the right.
    Forward,
    /// A turned-back arrow.
    Withdrawn,
    /// A telephone.
    Phone,
    /// A door with an arrow.
    SignOut,
    /// A bin.
    Delete,
    /// Two sheets.
    Copy,
    /// A magnifying glass.
    Search,
    /// Four corners.
    FullScreen,
    /// Four corners with a line between.
    Scan,
}

impl IconName {
    /// The path on a field of 24 × 24.
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11.5 12 4l8 7.5M6 10v10h12V10M10 20v-6h4v6",
            Self::Application => "M7 3h7l5 5v13H7zM14 3v5h5M10 13h6M10 17h4",
            Self::Loss => "M12 3l8 3v6c0 5-3.5 8-8 9-4.500-1-8-4-8-9V6zM12 8v5M12 16v.5",
            Self::Service => "M13 21H7V3h7l5 5v4M14 3v5h5M13.500 18.500l5-5 2 2-5 5h-2z",
            Self::Work => "M8 3h8l4 4v10H8zM16 3v4h4M4 8v13h11",
            Self::People => {
                "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20c0-3.500 2.500-6 6-6s6 2.500 6 6M16 4.500a3.500 3.500 0 0 1 0 6M18 14.500c2 .7 3 2.700 3 5.500"
            }
            Self::Units => "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4",
            Self::Person => {
                "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c0-4 3-6.500 7.500-6.500s7.500 2.500 7.500 6.500"
            }
            Self::Connections => {
                "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.700-5.700L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.700 5.700L12 17"
            }
            Self::Desk => {
                "M4 5h16M4 10h8M4 15h6M15.500 18a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM18 17.500l3 3"
            }
            Self::Training => "M3 4h18M5 4v11h14V4M12 15v3M8 21l4-3 4 3M9 11l2-2 2 1.500 2-2.500",
            Self::CheckIn => "M5 4h14v16H5zM8.500 12l2.500 2.500 4.500-5",
            Self::Done => "M5 12.500l4.500 4.500L19 7.500",
            Self::Accepted => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 12l2.500 2.500 4.500-5",
            Self::Rejected => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9l6 6M15 9l-6 6",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Alert => "M12 4l9 16H3zM12 10v4.500M12 17.200v.3",
            Self::Note => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.500M12 7.500v.3",
            Self::Query => {
                "M4 5h16v11h-8l-4 4v-4H4zM10 9.200c.2-1 1-1.700 2-1.700 1.200 0 2 .7 2 1.700 0 1.300-2 1.300-2 2.600M12 13.700v.2"
            }
            Self::Seen => {
                "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
            }
            Self::Hidden => {
                "M4 4l16 16M9.500 6A9 9 0 0 1 12 5.500c6 0 9.500 6.500 9.500 6.500a16 16 0 0 1-2.700 3.400M6 7.600A16 16 0 0 0 2.500 12S6 18.500 12 18.500c1.500 0 2.900-.4 4-1"
            }
            Self::Offline => {
                "M4 4l16 16M8 7.500A6 6 0 0 1 17.500 11 4.200 4.200 0 0 1 20 17.500M16 18.500H7a4.500 4.500 0 0 1-1-8.900"
            }
            Self::Synced => {
                "M7 18.500a4.500 4.500 0 0 1-.5-9A6 6 0 0 1 18 11a3.800 3.800 0 0 1-.5 7.500zM9.500 14l2 2 3.500-4"
            }
            Self::Sending => {
                "M4.500 12a7.500 7.500 0 0 1 13-5M19.500 12a7.500 7.500 0 0 1-13 5M17.500 3v4h-4M6.500 21v-4h4"
            }
            Self::Update => "M12 3v11M8 10.500l4 4 4-4M4 16v4h16v-4",
            Self::Waiting => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2",
            Self::Draft => "M4 20l1-4.500L16 4.500 19.500 8 8.500 19zM13.500 7l3.500 3.500",
            Self::Add => "M12 5v14M5 12h14",
            Self::Less => "M5 12h14",
            Self::Back => "M14.500 5.500L8 12l6.500 6.500",
            Self::Forward => "M9.500 5.500L16 12l-6.500 6.500",
            Self::Withdrawn => "M9 5L4 10l5 5M4 10h10a6 6 0 0 1 0 12h-2",
            Self::Phone => "M8 3h8v18H8zM11 18h2",
            Self::SignOut => "M13 4H5v16h8M10 12h10M16.500 8l4 4-4 4",
            Self::Delete => "M4 7h16M9 7V4h6v3M6.500 7l1 13h9l1-13M10 11v5M14 11v5",
            Self::Copy => "M9 9h11v11H9zM15 9V4H4v11h5",
            Self::Search => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.500 4.500",
            Self::FullScreen => "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
            Self::Scan => "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 12h10",
        }
    }
}

/// A picture in the text's colour and size.
#[component]
pub fn Icon(
    /// What it shows.
    name: IconName,
    /// Whether it turns, because something is under way.
    #[prop(optional)]
    turning: bool,
) -> impl IntoView {
    view! {
        <svg
            class=if turning { "icon icon-turning" } else { "icon" }
            viewBox="0 0 24 24"
            aria-hidden="true"
            focusable="false"
        >
            <path d=name.path()></path>
        </svg>
    }
}
