//! Connections, each within limits: who opens one and says nothing holds it for a while, not for
//! ever, and never holds up the end.

use axum::Router;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// How long is waited for what a client or its work does not end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// For a connection to say what it asks for, or between two requests.
    head: Duration,
    /// For what is under way once the server is told to stop.
    end: Duration,
}

impl Patience {
    /// A phone on the worst network needs seconds; whoever stops the server waits for ten.
    pub(super) const USUAL: Self = Self {
        head: Duration::from_secs(30),
        end: Duration::from_secs(8),
    };
}

/// Serves until `stop`; then what is under way ends, or is ended.
pub(super) async fn serve_until(
    stop: impl Future<Output = ()>,
    mut listener: TcpListener,
    app: Router,
    patience: Patience,
) {
    let ending = GracefulShutdown::new();
    let mut open = JoinSet::new();
    let mut stop = core::pin::pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            Some(_) = open.join_next() => continue,
            () = &mut stop => break,
        };
        let one = connection(ending.watcher(), stream, peer, app.clone(), patience.head);
        open.spawn(one);
    }
    drop(listener);
    let ended = tokio::time::timeout(patience.end, ending.shutdown()).await;
    if ended.is_err() {
        tracing::warn!("requests that did not end are ended");
    }
    open.shutdown().await;
}

/// One connection, whose requests are answered with where they come from known.
async fn connection(
    ending: Watcher,
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    longest_head: Duration,
) {
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(longest_head)
        .serve_connection(TokioIo::new(stream), answer);
    // Phones lose their network in the middle of anything.
    if let Err(error) = ending.watch(served).await {
        tracing::debug!(%error, %peer, "a connection broke");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::post;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;

    const SHORT: Patience = Patience {
        head: Duration::from_millis(50),
        end: Duration::from_millis(50),
    };
    const EVER: Duration = Duration::from_secs(3_600);

    /// A server that reads what it is sent, how it is stopped, and where it listens.
    async fn a_server(patience: Patience) -> (JoinHandle<()>, oneshot::Sender<()>, SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new().route("/", post(async |body: String| body));
        let (stop, stopped) = oneshot::channel();
        let stopped = async { stopped.await.unwrap() };
        let serving = tokio::spawn(serve_until(stopped, listener, app, patience));
        (serving, stop, address)
    }

    async fn says(address: SocketAddr, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }

    const HALF: [&str; 4] = [
        "",
        "POST / HT",
        "POST / HTTP/1.1\r\nhost: x\r\n",
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf",
    ];
    const WHOLE: &str = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nhi";

    #[tokio::test]
    async fn it_ends_while_half_sent_requests_are_open() {
        let (serving, stop, address) = a_server(Patience {
            head: EVER,
            ..SHORT
        })
        .await;
        let mut open = Vec::new();
        for half in HALF {
            open.push(says(address, half).await);
        }
        let mut whole = says(address, WHOLE).await;
        let mut answer = [0; 12];
        whole.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
        stop.send(()).unwrap();
        serving.await.unwrap();
    }

    #[tokio::test]
    async fn who_does_not_finish_the_head_or_says_nothing_more_is_not_waited_for() {
        let (_serving, _stop, address) = a_server(Patience { end: EVER, ..SHORT }).await;
        for said in [HALF[1], HALF[2], WHOLE] {
            let mut open = says(address, said).await;
            let mut told = Vec::new();
            open.read_to_end(&mut told).await.unwrap();
            let answered = told.starts_with(b"HTTP/1.1 200");
            assert_eq!(answered, said == WHOLE, "{said}");
        }
    }
}
