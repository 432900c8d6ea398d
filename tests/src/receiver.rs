//! Another system that is told what happens: it listens on this machine and keeps what it hears.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver as Heard, Sender, channel};
use std::thread;
use std::time::Duration;

/// How long it is waited for to hear something: a server that starts takes its time.
const PATIENCE: Duration = Duration::from_secs(90);

/// A message as it came.
#[derive(Debug, Clone)]
pub struct Message {
    head: String,
    /// Its body.
    pub body: String,
}

impl Message {
    /// A header's value.
    ///
    /// # Panics
    /// If there is none.
    pub fn header(&self, name: &str) -> &str {
        let mut headers = self.head.lines().filter_map(|line| line.split_once(':'));
        let found = headers.find(|(found, _)| found.eq_ignore_ascii_case(name));
        found
            .map(|(_, value)| value.trim())
            .unwrap_or_else(|| panic!("no {name} in {}", self.head))
    }
}

/// Another system, as long as its story.
pub struct Receiver {
    address: String,
    heard: Heard<Message>,
}

impl Receiver {
    /// One that answers so, one after the other, and then that it has it.
    ///
    /// # Panics
    /// If nothing can be listened to.
    pub fn that_answers(statuses: &[u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port to listen on");
        let address = listener.local_addr().expect("an address");
        let (sender, heard) = channel();
        let statuses = statuses.to_vec();
        thread::spawn(move || listens(&listener, &statuses, &sender));
        Self {
            address: format!("http://{address}/hook"),
            heard,
        }
    }

    /// Where it is told.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The next that it hears.
    ///
    /// # Panics
    /// If nothing comes.
    pub fn hears(&self) -> Message {
        let heard = self.heard.recv_timeout(PATIENCE);
        heard.expect("the other system is told")
    }

    /// Whether it has heard anything that it was not asked for yet.
    pub fn has_heard_more(&self) -> bool {
        self.heard.try_recv().is_ok()
    }
}

/// Until nobody wants to know any more.
fn listens(listener: &TcpListener, statuses: &[u16], heard: &Sender<Message>) {
    let statuses = statuses.iter().copied().chain(std::iter::repeat(200));
    for (stream, status) in listener.incoming().zip(statuses) {
        let message = stream.and_then(|stream| takes(stream, status));
        if message.is_ok_and(|message| heard.send(message).is_err()) {
            return;
        }
    }
}

fn takes(mut stream: TcpStream, status: u16) -> io::Result<Message> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = String::new();
    loop {
        let before = head.len();
        reader.read_line(&mut head)?;
        if head.get(before..).unwrap_or_default().trim().is_empty() {
            break;
        }
    }
    let mut message = Message {
        head,
        body: String::new(),
    };
    let length: u64 = message.header("content-length").parse().unwrap_or(0);
    reader.take(length).read_to_string(&mut message.body)?;
    write!(
        stream,
        "HTTP/1.1 {status} told\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )?;
    Ok(message)
}
