//! The Saddlebag server.
fn main() {}
