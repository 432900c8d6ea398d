//! Which screen of training an address names.

use shared::id::RecordId;

/// A screen of training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// `/training`: a trainer's sessions, or an agent's own attendance.
    Home,
    /// `/training/new`.
    Open,
    /// `/training/session/<id>`.
    Session(RecordId),
    /// `/training/session/<id>/edit`.
    Edit(RecordId),
    /// `/training/check-in`.
    CheckIn,
    /// `/training/check-in/<id>`: a sign-in that was made, with what shows it to the trainer.
    SignedIn(RecordId),
}

impl Screen {
    /// The screen that what follows `/training/` names; the home screen for what it doesn't know.
    pub fn of_path(rest: &str) -> Self {
        let steps: Vec<&str> = rest.split('/').filter(|step| !step.is_empty()).collect();
        match steps[..] {
            ["new"] => Self::Open,
            ["check-in"] => Self::CheckIn,
            ["check-in", id] => id.parse().map_or(Self::Home, Self::SignedIn),
            ["session", id, "edit"] => id.parse().map_or(Self::Home, Self::Edit),
            ["session", id] => id.parse().map_or(Self::Home, Self::Session),
            _ => Self::Home,
        }
    }

    /// Its address.
    pub fn path(self) -> String {
        match self {
            Self::Home => "/training".to_owned(),
            Self::Open => "/training/new".to_owned(),
            Self::Session(id) => format!("/training/session/{id}"),
            Self::Edit(id) => format!("/training/session/{id}/edit"),
            Self::CheckIn => "/training/check-in".to_owned(),
            Self::SignedIn(id) => format!("/training/check-in/{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_is_found_at_its_address() {
        let id = RecordId::from_number(7);
        for screen in [
            Screen::Home,
            Screen::Open,
            Screen::Session(id),
            Screen::Edit(id),
            Screen::CheckIn,
            Screen::SignedIn(id),
        ] {
            let path = screen.path();
            let rest = path.strip_prefix("/training").unwrap();
            assert_eq!(Screen::of_path(rest), screen, "{path}");
        }
        assert_eq!(Screen::of_path("session/none"), Screen::Home);
    }
}
