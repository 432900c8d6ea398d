//! The server's contract, told as stories: people with phones and desks against the whole server, over
//! a database of its own each time, with a clock that the story sets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that does not hold ends there"
)]

mod access;
mod acknowledgement;
mod amend;
mod audit_log;
mod bad_requests;
mod claimed_policy;
mod client_book;
mod connections;
mod desk;
mod desk_today;
mod elsewhere;
#[path = "../engine/mod.rs"]
mod engine;
mod exchange;
mod exports;
mod finding;
mod first_sign_in;
mod giving_codes;
mod hold;
mod imports;
mod leaving;
mod limits;
mod loss_times;
mod odd_inputs;
mod openapi;
mod own_records;
mod pages;
mod passphrase;
mod people;
mod person;
mod publishing;
mod push;
mod push_service;
mod reasons;
mod restore;
mod seen;
mod sessions;
mod settings;
mod several_servers;
mod sign_in;
mod site;
mod statements;
mod team;
mod template;
mod training;
mod unseen;
mod wire;
mod world;
