//! Stories on the real server and the real browser.
