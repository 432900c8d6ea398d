//! A bad network before the server: what the API is asked is dropped, lost, cut, delayed, doubled or
//! turned away, as a seed says. Everything else passes.

mod barrier;
mod message;

use crate::fate::Fate;
use crate::server::Server;
use barrier::Barrier;
use message::Message;
use shared::sync::{Cursor, SyncRequest};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What can befall a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It never reaches the server.
    Dropped,
    /// The server has done it, and nobody hears of it.
    AnswerLost,
    /// Half of the answer comes.
    AnswerCut,
    /// It takes its time.
    Late,
    /// It arrives once more, after the one that follows it.
    Doubled,
    /// Something in between has no server: 502, and not in the server's words.
    BadGateway,
    /// The server is being changed: 503 with Retry-After.
    Unavailable,
    /// Too many at once: 429 with Retry-After.
    TooMany,
}

impl Fault {
    /// Everything there is.
    pub const ALL: [Self; 8] = [
        Self::Dropped,
        Self::AnswerLost,
        Self::AnswerCut,
        Self::Late,
        Self::Doubled,
        Self::BadGateway,
        Self::Unavailable,
        Self::TooMany,
    ];
}

/// Of 100 requests so many have a fault.
const BAD: u64 = 70;
/// The longest delay, in milliseconds.
const LATEST: u64 = 600;

/// A bad network before a server.
pub struct Proxy {
    url: String,
    weather: Arc<Mutex<Weather>>,
    barrier: Arc<Barrier>,
}

struct Weather {
    server: String,
    fate: Fate,
    /// What is still to befall somebody before everything has.
    ahead: Vec<Fault>,
    /// A request that will arrive once more.
    straggler: Option<Message>,
    struck: BTreeMap<Fault, u32>,
    cursors: Vec<Option<Cursor>>,
    /// The server is being changed, and says for how many seconds.
    closed_for: Option<u32>,
    turned_away: usize,
}

impl Proxy {
    /// A bad network, from now until [`Self::heals`].
    pub fn before(server: &Server, fate: Fate) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = server.at("").replace("http://", "");
        let weather = Arc::new(Mutex::new(Weather {
            server,
            fate,
            ahead: Vec::new(),
            straggler: None,
            struck: BTreeMap::new(),
            cursors: Vec::new(),
            closed_for: None,
            turned_away: 0,
        }));
        let barrier = Arc::new(Barrier::default());
        let told = (Arc::clone(&weather), Arc::clone(&barrier));
        thread::spawn(move || {
            while let Ok((browser, _)) = listener.accept() {
                let (weather, barrier) = told.clone();
                // A connection that breaks is what this is for.
                thread::spawn(move || drop(passes(browser, &weather, &barrier)));
            }
        });
        Self {
            url: format!("http://{address}"),
            weather,
            barrier,
        }
    }

    /// From now on answers to a page's exchanges are held back, until [`Self::releases`].
    pub fn holds_answers(&self) {
        self.holds_answers_after(0);
    }

    /// The same once so many more have passed.
    pub fn holds_answers_after(&self, more: u32) {
        self.barrier.set(|state| state.passing = Some(more));
    }

    /// Where each page of changes begins that a page of the app has asked for so far.
    pub fn cursors(&self) -> Vec<Option<Cursor>> {
        self.weather.lock().expect("the weather").cursors.clone()
    }

    /// Waits until an answer is held back.
    pub async fn has_held_one(&self) {
        let barrier = Arc::clone(&self.barrier);
        let waits = move || barrier.waits_while(|state| state.held == 0);
        tokio::task::spawn_blocking(waits).await.expect("it waits");
    }

    /// What is held stays held; what comes from now on passes.
    pub fn lets_new_ones_pass(&self) {
        self.barrier.set(|state| state.passing = None);
    }

    /// What was held back goes on its way.
    pub fn releases(&self) {
        self.barrier.set(|state| state.held = 0);
    }

    /// The full address of a path, through the bad network.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// From now on every exchange is turned away, and asked to wait so long, in seconds; `None` opens
    /// again.
    pub fn closes_for(&self, seconds: Option<u32>) {
        self.weather.lock().expect("the weather").closed_for = seconds;
    }

    /// How many exchanges came while the server was closed.
    pub fn turned_away(&self) -> usize {
        self.weather.lock().expect("the weather").turned_away
    }

    /// The network is good from now on.
    pub fn heals(&self) {
        self.weather.lock().expect("the weather").fate.healed = true;
    }

    /// How often each fault has struck.
    pub fn struck(&self) -> BTreeMap<Fault, u32> {
        self.weather.lock().expect("the weather").struck.clone()
    }
}

impl Weather {
    /// The answer of a closed server.
    fn turns_away(&mut self) -> Option<Vec<u8>> {
        let seconds = self.closed_for?;
        self.turned_away += 1;
        Some(refusal("503 Service Unavailable", seconds, ""))
    }

    fn fault(&mut self) -> Option<Fault> {
        if !self.fate.fault(BAD) {
            return None;
        }
        if self.ahead.is_empty() {
            self.ahead = Fault::ALL.to_vec();
        }
        let place = self.fate.place(self.ahead.len())?;
        let fault = self.ahead.swap_remove(place);
        *self.struck.entry(fault).or_default() += 1;
        Some(fault)
    }
}

/// One request and its answer.
fn passes(mut browser: TcpStream, weather: &Mutex<Weather>, barrier: &Barrier) -> io::Result<()> {
    let request = Message::request(&mut browser)?;
    let exchange = request.asks_for("/api/sync");
    let asked = request.json::<SyncRequest>().filter(|_| exchange);
    // What the service worker sends is not the page's: it asks for no changes.
    let asked = asked.filter(|asked| asked.page_limit > 0);
    let (server, fault, delay, straggler) = {
        let mut weather = weather.lock().expect("the weather");
        weather
            .cursors
            .extend(asked.iter().map(|asked| asked.cursor.clone()));
        if let Some(answer) = exchange.then(|| weather.turns_away()).flatten() {
            return browser.write_all(&answer);
        }
        let fault = if exchange { weather.fault() } else { None };
        let delay = weather.fate.below(LATEST);
        let straggler = if exchange {
            weather.straggler.take()
        } else {
            None
        };
        if fault == Some(Fault::Doubled) {
            weather.straggler = Some(request.clone());
        }
        (weather.server.clone(), fault, delay, straggler)
    };
    let answer = match fault {
        Some(Fault::Dropped) => return Ok(()),
        Some(Fault::BadGateway) => refusal("502 Bad Gateway", 1, "<h1>502</h1>"),
        Some(Fault::Unavailable) => refusal("503 Service Unavailable", 1, ""),
        Some(Fault::TooMany) => refusal("429 Too Many Requests", 1, ""),
        _ => request.answer_of(&server)?,
    };
    if asked.is_some() {
        barrier.holds();
    }
    if let Some(straggler) = straggler {
        // Nobody waits for what the server says to it.
        drop(straggler.answer_of(&server));
    }
    match fault {
        Some(Fault::AnswerLost) => Ok(()),
        Some(Fault::AnswerCut) => browser.write_all(&answer[..answer.len() / 2]),
        Some(Fault::Late) => {
            thread::sleep(Duration::from_millis(delay));
            browser.write_all(&answer)
        }
        _ => browser.write_all(&answer),
    }
}

/// Asks to wait so many seconds.
fn refusal(status: &str, wait: u32, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nretry-after: {wait}\r\ncontent-type: text/html\r\n\
         content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .into_bytes()
}
