//! Starting and stopping.

mod connections;

use crate::audit::tell_heads_daily;
use crate::auth::PasswordCost;
use crate::beginning;
use crate::clock::Clock;
use crate::config::Config;
use crate::demo::{self, Account};
use crate::organisation_days::tell_of_each_day;
use crate::push::tell_again_and_again;
use crate::routes::router;
use crate::serving::Serving;
use crate::signing::SigningKey;
use crate::state::AppState;
use crate::store::{Store, meta, people, signing_keys};
use crate::webhooks::send_again_and_again;
use connections::{Patience, serve_until};
use serde::Serialize;
use std::net::SocketAddr;
use tokio::net::TcpListener;

type Failure = Box<dyn core::error::Error>;

/// Serves until it is told to stop.
pub async fn serve(config: Config, clock: Clock) -> Result<(), Failure> {
    config.check()?;
    let database = config.place.database()?;
    let _serving = Serving::begin(&database)?;
    let store = Store::open(&database).await?;
    refuse_mixing(&store, &config).await?;
    let cost = match config.is_local() {
        true if config.demo => PasswordCost::Demonstration,
        _ => PasswordCost::Full,
    };
    let key = signing_key(&store, &config).await?;
    let mut state = AppState::over(store, clock, cost, config.reach(), key).await?;
    if let Some(settings) = config.push.settings() {
        state = state.telling(settings).await?;
    }
    if let Some(reach) = config.calls.reach(config.demo) {
        state = state.calling(reach)?;
    }
    let accounts = match config.demo {
        true => demo::seed(&state, config.demo_agents).await?,
        false => Vec::new(),
    };
    let listener = listen(&config).await?;
    announce(&config, listener.local_addr()?, &accounts)?;
    let store = state.store.clone();
    tell_how_to_begin(&store).await?;
    tokio::spawn(tell_heads_daily(store.clone()));
    tokio::spawn(tell_of_each_day(store.clone(), state.clock.clone()));
    if state.push.is_some() {
        tokio::spawn(tell_again_and_again(state.clone()));
    }
    if state.calls.is_some() {
        tokio::spawn(send_again_and_again(state.clone()));
    }
    let app = router(state, &config.site);
    serve_until(told_to_stop(), listener, app, Patience::USUAL).await;
    store.close().await;
    Ok(())
}

/// Where nobody is yet, nobody can sign in: that is no reason not to start.
async fn tell_how_to_begin(store: &Store) -> Result<(), Failure> {
    if people::none(&mut *store.read().await?).await? {
        tracing::warn!("nobody can sign in yet, begin with: {}", beginning::HOW);
    }
    Ok(())
}

async fn listen(config: &Config) -> Result<TcpListener, String> {
    let address = SocketAddr::new(config.listen, config.port);
    TcpListener::bind(address).await.map_err(|error| {
        format!("cannot listen on {address} ({error}): give --port another number, or 0 for any that is free")
    })
}

/// A store that has lost its key, or was given another's, says so before anything is signed.
async fn signing_key(store: &Store, config: &Config) -> Result<SigningKey, Failure> {
    let mut known = signing_keys::all(&mut *store.read().await?).await?;
    if config.new_signing_key {
        known.clear();
    }
    let file = config.signing_key.as_deref();
    Ok(SigningKey::of(file, &config.place.data, &known)?)
}

/// Invented people with simple passwords and real ones never share a database.
async fn refuse_mixing(store: &Store, config: &Config) -> Result<(), Failure> {
    let mut db = store.read().await?;
    let demonstration = meta::find(&mut db, meta::DEMONSTRATION).await?.is_some();
    if demonstration && !config.is_local() {
        return Err("this database is a demonstration with passwords that everybody knows: give --data another folder, or --database another database".into());
    }
    if config.demo && !demonstration && !people::none(&mut db).await? {
        return Err(
            "this database has real people in it: leave --demo out, or give --data another folder (--database another database)"
                .into(),
        );
    }
    Ok(())
}

/// Where the server is and who can sign in.
#[derive(Serialize)]
struct Announcement<'a> {
    url: String,
    accounts: &'a [Account],
}

fn announce(config: &Config, address: SocketAddr, accounts: &[Account]) -> Result<(), Failure> {
    let announcement = Announcement {
        url: config
            .public_url
            .as_ref()
            .map_or_else(|| format!("http://{address}"), ToString::to_string),
        accounts,
    };
    if config.json {
        println!("{}", serde_json::to_string(&announcement)?);
        return Ok(());
    }
    println!("{}", announcement.url);
    for account in accounts {
        println!(
            "  {:<14} {:<12} {:<12} {}",
            account.role, account.login, account.password, account.name
        );
    }
    Ok(())
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminated) = signal(SignalKind::terminate()) else {
        return interrupted().await;
    };
    tokio::select! {
        _ = terminated.recv() => {}
        () = interrupted() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    interrupted().await;
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
