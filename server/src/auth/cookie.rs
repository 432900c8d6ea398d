//! The session cookie. `__Host-` binds it to this host, the whole path and a secure connection.

use super::token::Token;
use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "__Host-saddlebag";

/// The token in a request's cookies.
pub fn token(headers: &HeaderMap) -> Option<Token> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .map(|(_, value)| Token::sent(value))
}

/// Keeps the token in the browser for so many seconds.
pub fn keep(token: &Token, seconds: i64) -> Option<HeaderValue> {
    let token = token.as_str();
    let cookie =
        format!("{NAME}={token}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={seconds}");
    HeaderValue::try_from(cookie).ok()
}

/// Takes the token out of the browser.
pub const fn forget() -> HeaderValue {
    HeaderValue::from_static(
        "__Host-saddlebag=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0",
    )
}
