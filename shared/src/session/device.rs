//! Where somebody is signed in.

use crate::id::DeviceId;
use crate::number::DeviceNumber;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A device on which somebody is signed in: of the answer to `GET /api/sessions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Which; each device has at most one.
    pub device_id: DeviceId,
    /// The number in the records that are made there.
    pub device_number: DeviceNumber,
    /// What it is.
    pub platform: Platform,
    /// When they signed in.
    pub begun_at: Timestamp,
    /// When they last did something there; known to the hour, of a desk to the minute.
    pub acted_at: Timestamp,
    /// When it ends, however much it is used.
    pub ends_at: Timestamp,
    /// When it ends if the person does nothing more there; `None` where waiting ends nothing.
    pub idle_ends_at: Option<Timestamp>,
    /// It is the one that asks.
    pub current: bool,
}

/// What a device is, as its browser says. Text key `ui.platform.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// An Android phone or tablet.
    Android,
    /// An iPhone or iPad.
    Apple,
    /// A Windows computer.
    Windows,
    /// A Mac.
    Mac,
    /// A computer with Linux.
    Linux,
    /// Another, or it did not say.
    Other,
}

impl Platform {
    /// All platforms.
    pub const ALL: [Self; 6] = [
        Self::Android,
        Self::Apple,
        Self::Windows,
        Self::Mac,
        Self::Linux,
        Self::Other,
    ];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Android => "android",
            Self::Apple => "apple",
            Self::Windows => "windows",
            Self::Mac => "mac",
            Self::Linux => "linux",
            Self::Other => "other",
        }
    }

    /// The platform with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    /// What a browser's `User-Agent` says. The more special names come first: Android says Linux, too.
    pub fn of_user_agent(text: &str) -> Self {
        const NAMES: [(&str, Platform); 7] = [
            ("Android", Platform::Android),
            ("HarmonyOS", Platform::Android),
            ("iPhone", Platform::Apple),
            ("iPad", Platform::Apple),
            ("Windows", Platform::Windows),
            ("Macintosh", Platform::Mac),
            ("Linux", Platform::Linux),
        ];
        let mut names = NAMES.iter();
        let said = names.find(|(name, _)| text.contains(name));
        said.map_or(Self::Other, |(_, platform)| *platform)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_says_what_it_runs_on() {
        for (text, platform) in [
            (
                "Mozilla/5.0 (Linux; Android 14; V2244A) AppleWebKit/537.36",
                Platform::Android,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)",
                Platform::Apple,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
                Platform::Windows,
            ),
            ("Mozilla/5.0 (X11; Linux x86_64)", Platform::Linux),
            ("curl/8", Platform::Other),
        ] {
            assert_eq!(Platform::of_user_agent(text), platform, "{text}");
        }
    }
}
