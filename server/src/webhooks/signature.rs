//! How a message is signed (Standard Webhooks, symmetric): over its id, the moment and every byte of the body.

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use ring::hmac;

/// How every secret begins.
const PREFIX: &str = "whsec_";

/// A new secret, out of the machine's randomness.
///
/// # Errors
/// If the machine gives none.
pub(super) fn draw_secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{PREFIX}{}", BASE64.encode(bytes)))
}

/// The value of `webhook-signature`; `None` if the secret is none.
pub(super) fn signature(secret: &str, (id, seconds): (&str, i64), body: &str) -> Option<String> {
    let bytes = BASE64.decode(secret.strip_prefix(PREFIX)?).ok()?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, &bytes);
    let signed = hmac::sign(&key, format!("{id}.{seconds}.{body}").as_bytes());
    Some(format!("v1,{}", BASE64.encode(signed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's reference libraries.
    #[test]
    fn a_message_is_signed_as_the_specification_says() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let (id, at) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330);
        let signed = signature(secret, (id, at), r#"{"test": 2432232314}"#);
        let expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signed.as_deref(), Some(expected));
        assert_eq!(signature("no secret", (id, at), ""), None);
    }

    #[test]
    fn a_drawn_secret_signs() {
        let secret = draw_secret().unwrap();
        assert_ne!(secret, draw_secret().unwrap());
        assert!(signature(&secret, ("1", 0), "{}").is_some());
    }
}
