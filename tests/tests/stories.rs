//! Whole stories on the real build, the real server and the real browser.

mod story;
