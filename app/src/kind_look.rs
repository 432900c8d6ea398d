//! How each kind of record looks, and which words stand for it: the one place of the app where a kind that is
//! added has to say so.

use crate::components::icon::IconName;
use shared::key;
use shared::record::RecordKind;

/// How a kind looks.
#[derive(Debug, Clone, Copy)]
pub struct KindLook {
    /// Its picture.
    pub icon: IconName,
    /// What begins a new one.
    pub tile: Option<Tile>,
    /// Of a kind that is reviewed.
    pub review: Option<ReviewWords>,
}

/// What begins a new record.
#[derive(Debug, Clone, Copy)]
pub struct Tile {
    /// Text key.
    pub title: &'static str,
    /// Text key.
    pub hint: &'static str,
    /// Where it leads.
    pub href: &'static str,
}

/// The words of a kind that is reviewed.
#[derive(Debug, Clone, Copy)]
pub struct ReviewWords {
    /// Text key of what the amount is, of a kind that has one.
    pub amount: Option<&'static str>,
    /// Text key of what turning one down means.
    pub rejecting: &'static str,
    /// Text key of what is asked anew in one that is begun with the answers of another.
    pub copied: &'static str,
}

/// How this kind looks.
pub const fn look(kind: RecordKind) -> KindLook {
    match kind {
        RecordKind::Application => KindLook {
            icon: IconName::Application,
            tile: Some(Tile {
                title: key!("ui.home.new_application"),
                hint: key!("ui.home.new_application_hint"),
                href: "/new/application",
            }),
            review: Some(ReviewWords {
                amount: Some(key!("desk.case.premium")),
                rejecting: key!("desk.consequence.reject_application"),
                copied: key!("form.copied.application"),
            }),
        },
        RecordKind::LossNotice => KindLook {
            icon: IconName::Loss,
            tile: Some(Tile {
                title: key!("ui.home.new_loss_notice"),
                hint: key!("ui.home.new_loss_notice_hint"),
                href: "/new/loss_notice",
            }),
            review: Some(ReviewWords {
                amount: Some(key!("desk.case.estimate")),
                rejecting: key!("desk.consequence.reject_loss_notice"),
                copied: key!("form.copied.loss_notice"),
            }),
        },
        RecordKind::ServiceRequest => KindLook {
            icon: IconName::Service,
            tile: Some(Tile {
                title: key!("ui.home.new_service_request"),
                hint: key!("ui.home.new_service_request_hint"),
                href: "/new/service_request",
            }),
            review: Some(ReviewWords {
                amount: None,
                rejecting: key!("desk.consequence.reject_service_request"),
                copied: key!("form.copied.service_request"),
            }),
        },
        // A trainer opens it on the page of training.
        RecordKind::TrainingSession => KindLook {
            icon: IconName::Training,
            tile: None,
            review: None,
        },
        RecordKind::CheckIn => KindLook {
            icon: IconName::CheckIn,
            tile: Some(Tile {
                title: key!("ui.home.check_in"),
                hint: key!("ui.home.check_in_hint"),
                href: "/training/check-in",
            }),
            review: None,
        },
    }
}
