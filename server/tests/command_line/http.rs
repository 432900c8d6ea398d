//! Requests to a running server.

use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpStream;

/// What a server answers to a `GET`, with its headers.
pub fn get(url: &str, path: &str) -> String {
    exchange(url, &format!("GET {path} HTTP/1.1\r\n"), "")
}

/// Status and body of what a server answers to JSON.
pub fn send(url: &str, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let body = body.to_string();
    let head = format!(
        "{method} {path} HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
        body.len()
    );
    let answer = exchange(url, &head, &body);
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    (status, serde_json::from_str(body).unwrap_or_default())
}

fn exchange(url: &str, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    write!(
        stream,
        "{head}host: localhost\r\nconnection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
