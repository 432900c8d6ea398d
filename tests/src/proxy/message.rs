//! A request as bytes, and the server's answer to it.

use serde::de::DeserializeOwned;
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;

/// A whole request; its connection is closed after the answer.
#[derive(Clone)]
pub(super) struct Message {
    head: String,
    body: Vec<u8>,
}

impl Message {
    /// Reads one request.
    pub(super) fn request(browser: &mut TcpStream) -> io::Result<Self> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = end_of_head(&bytes) {
                break end;
            }
            reads_more(browser, &mut bytes)?;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut body = bytes.split_off(end + 4);
        let length = length_of_body(&head);
        while body.len() < length {
            reads_more(browser, &mut body)?;
        }
        Ok(Self { head, body })
    }

    /// Whether it is for this path.
    pub(super) fn asks_for(&self, path: &str) -> bool {
        self.head.split(' ').nth(1) == Some(path)
    }

    /// Its body, if it is such JSON.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Asks the server: its whole answer.
    pub(super) fn answer_of(&self, server: &str) -> io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(server)?;
        let head = self.head.lines().filter(|line| {
            let name = line.split(':').next().unwrap_or_default();
            !name.eq_ignore_ascii_case("connection")
        });
        let head: Vec<&str> = head.collect();
        let head = format!("{}\r\nconnection: close\r\n\r\n", head.join("\r\n"));
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer)
    }
}

fn reads_more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut part = [0; 16_384];
    match stream.read(&mut part)? {
        0 => Err(ErrorKind::UnexpectedEof.into()),
        read => {
            bytes.extend(&part[..read]);
            Ok(())
        }
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|four| four == b"\r\n\r\n")
}

fn length_of_body(head: &str) -> usize {
    let mut headers = head.lines().filter_map(|line| line.split_once(':'));
    let length = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    length
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or(0)
}
