//! One module per page; `desk` and `training` are chunks loaded when first opened.

pub mod desk;
pub mod home;
pub mod training;
