//! The rear camera, picture by picture.

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

/// The widest picture that is looked at: enough for a code held before the camera.
const WIDEST: u32 = 480;

/// The rear camera while it runs.
#[derive(Clone)]
pub struct Camera {
    stream: MediaStream,
    video: HtmlVideoElement,
    canvas: HtmlCanvasElement,
}

/// A picture in grey.
pub struct Picture {
    /// Pixels from left to right.
    pub width: usize,
    /// Pixels from top to bottom.
    pub height: usize,
    rgba: Vec<u8>,
}

impl Picture {
    /// How bright a pixel is: its green, which the eye weighs most.
    pub fn brightness(&self, x: usize, y: usize) -> u8 {
        let at = (y * self.width + x) * 4 + 1;
        self.rgba.get(at).copied().unwrap_or_default()
    }
}

impl Camera {
    /// Asks for the camera and shows it in `video`.
    ///
    /// # Errors
    /// What the browser says when there is no camera or the person refuses it.
    pub async fn open(video: HtmlVideoElement) -> Result<Self, JsValue> {
        let constraints = MediaStreamConstraints::new();
        let rear = rear()?;
        constraints.set_video(&rear);
        let asked = window()
            .navigator()
            .media_devices()?
            .get_user_media_with_constraints(&constraints)?;
        let stream: MediaStream = JsFuture::from(asked).await?.dyn_into()?;
        video.set_src_object(Some(&stream));
        JsFuture::from(video.play()?).await?;
        let canvas = document().create_element("canvas")?.dyn_into()?;
        Ok(Self {
            stream,
            video,
            canvas,
        })
    }

    /// Lets the camera go; its light goes out.
    pub fn stop(&self) {
        for track in self.stream.get_tracks() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }

    /// The picture now; `None` before the first.
    pub fn picture(&self) -> Option<Picture> {
        let (wide, high) = (self.video.video_width(), self.video.video_height());
        if wide == 0 || high == 0 {
            return None;
        }
        let width = wide.min(WIDEST);
        let height = (high * width / wide).max(1);
        self.canvas.set_width(width);
        self.canvas.set_height(height);
        let rgba = self.draw(width, height).ok()?;
        Some(Picture {
            width: width as usize,
            height: height as usize,
            rgba,
        })
    }

    fn draw(&self, width: u32, height: u32) -> Result<Vec<u8>, JsValue> {
        // Every picture is read back: it is not worth a place on the graphics card.
        let options = Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &true.into())?;
        let context: CanvasRenderingContext2d = self
            .canvas
            .get_context_with_context_options("2d", &options)?
            .ok_or(JsValue::NULL)?
            .dyn_into()?;
        let (width, height) = (f64::from(width), f64::from(height));
        context.draw_image_with_html_video_element_and_dw_and_dh(
            &self.video,
            0.0,
            0.0,
            width,
            height,
        )?;
        Ok(context.get_image_data(0.0, 0.0, width, height)?.data().0)
    }
}

/// `{ facingMode: { ideal: "environment" } }`.
fn rear() -> Result<Object, JsValue> {
    let facing = Object::new();
    Reflect::set(&facing, &"ideal".into(), &"environment".into())?;
    let video = Object::new();
    Reflect::set(&video, &"facingMode".into(), &facing)?;
    Ok(video)
}
