//! How a window is looked at: on which screen, with letters of which size, in light or dark.

use super::{Size, Window};
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
    SetEmulatedOsTextScaleParams, SetTouchEmulationEnabledParams,
};
use serde::de::DeserializeOwned;

impl Window {
    /// The window gets this size; what has more than one pixel for each of the page's is held in the hand.
    pub async fn is_sized(&self, size: Size) {
        let (width, height, scale) = size;
        let held = scale > 1.0;
        let metrics = SetDeviceMetricsOverrideParams::new(width, height, scale, held);
        self.page.execute(metrics).await.expect("the window's size");
        self.is_touched(held).await;
    }

    /// It is used by finger, or by mouse.
    pub async fn is_touched(&self, touched: bool) {
        let touch = SetTouchEmulationEnabledParams::new(touched);
        self.page.execute(touch).await.expect("how it is used");
    }

    /// The person has set the phone's text to so many times its usual size.
    pub async fn has_text_of(&self, times: f64) {
        let scale = SetEmulatedOsTextScaleParams::builder().scale(times).build();
        self.page.execute(scale).await.expect("the size of text");
    }

    /// The person wants it dark or light, and nothing that moves.
    pub async fn is_dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = vec![
            MediaFeature::new("prefers-color-scheme", scheme),
            MediaFeature::new("prefers-reduced-motion", "reduce"),
        ];
        let media = SetEmulatedMediaParams::builder().features(features).build();
        self.page.execute(media).await.expect("light or dark");
    }

    /// What a script in the page finds out.
    ///
    /// # Panics
    /// If it ends badly, or tells something else.
    pub async fn learns<T: DeserializeOwned>(&self, script: &str) -> T {
        let answer = self.page.evaluate(script).await.expect("the script ends");
        answer.into_value().expect("what was asked for")
    }
}
