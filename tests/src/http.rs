//! Requests over HTTP, one connection each, so that every way in which one can break is seen.

use serde::de::DeserializeOwned;
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    head: String,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.lines().filter_map(|line| line.split_once(':'));
        let (_, value) = headers.find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(value.trim())
    }

    /// The body as JSON.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {} {}", self.status, self.body))
    }
}

/// Posts JSON to `http://host:port/path`.
///
/// # Errors
/// If there is no whole answer: refused, cut off, or too late.
pub fn post(url: &str, cookie: &str, body: &str) -> io::Result<Answer> {
    let head = format!("content-type: application/json\r\ncookie: {cookie}\r\n");
    ask("POST", url, &head, body)
}

/// The same through what does TLS, which says from where it comes.
///
/// # Errors
/// As [`post`].
pub fn post_from(address: &str, url: &str, body: &str) -> io::Result<Answer> {
    let head = format!("content-type: application/json\r\nx-forwarded-for: {address}\r\n");
    ask("POST", url, &head, body)
}

/// Posts JSON as another system does that has a key.
///
/// # Errors
/// As [`post`].
pub fn post_with_key(key: &str, url: &str, body: &str) -> io::Result<Answer> {
    let head = format!("content-type: application/json\r\nauthorization: Bearer {key}\r\n");
    ask("POST", url, &head, body)
}

/// Gets what stands at `http://host:port/path`.
///
/// # Errors
/// If there is no whole answer.
pub fn get(url: &str, cookie: &str) -> io::Result<Answer> {
    ask("GET", url, &format!("cookie: {cookie}\r\n"), "")
}

fn ask(method: &str, url: &str, headers: &str, body: &str) -> io::Result<Answer> {
    let rest = url.strip_prefix("http://").expect("an address with http");
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let length = body.len();
    write!(
        stream,
        "{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-length: {length}\r\n{headers}\r\n{body}"
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    whole(&bytes).ok_or_else(|| ErrorKind::UnexpectedEof.into())
}

/// `None` if the answer was cut off.
fn whole(bytes: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let answer = Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        head: head.to_owned(),
        body: body.to_owned(),
    };
    let length: Option<usize> = answer.header("content-length").and_then(|n| n.parse().ok());
    (length.unwrap_or(0) == body.len()).then_some(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_cut_off_is_none() {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell";
        assert_eq!(whole(answer).map(|it| it.body).as_deref(), Some("well"));
        for end in 0..answer.len() {
            assert!(whole(&answer[..end]).is_none(), "{end} bytes");
        }
    }
}
