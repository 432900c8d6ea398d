//! The app's files and the headers on everything.

use crate::world::TestServer;

#[tokio::test]
async fn an_address_of_the_app_gets_the_start_page_and_a_missing_file_nothing() {
    let server = TestServer::start().await;
    for path in ["/", "/new/application", "/desk/cases/1"] {
        let answer = server.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), &*answer.text),
            (200, "<!doctype html>"),
            "{path}"
        );
        assert_eq!(answer.headers["cache-control"], "no-cache");
    }
    let built = server.get("/a/build/app.js").await;
    assert_eq!(
        built.headers["cache-control"],
        "public, max-age=31536000, immutable"
    );
    for path in ["/a/other/app.js", "/a/build", "/icons/none.png"] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.headers["cache-control"], "no-cache", "{path}");
    }
}

#[tokio::test]
async fn no_address_leaves_the_folder() {
    let server = TestServer::start().await;
    for path in [
        "/a/../../saddlebag.db",
        "/a/%2e%2e/%2e%2e/saddlebag.db",
        "/..%2fsaddlebag.db",
        "/a/..\\..\\saddlebag.db",
        "//etc/passwd.txt",
    ] {
        let Ok(uri) = path.parse::<axum::http::Uri>() else {
            continue;
        };
        let request = axum::http::Request::get(uri).body(axum::body::Body::empty());
        let answer = server.call(request.unwrap()).await;
        assert_eq!(answer.status, 404, "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn every_answer_says_what_the_app_may_do() {
    let server = TestServer::start().await;
    for path in [
        "/",
        "/a/build/app.js",
        "/api/session",
        "/api/nowhere",
        "/healthz",
    ] {
        let answer = server.get(path).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe-inline"), "{path}");
        assert_eq!(
            answer.headers["x-content-type-options"], "nosniff",
            "{path}"
        );
        assert_eq!(answer.headers["referrer-policy"], "no-referrer", "{path}");
    }
    assert_eq!(
        server.get("/api/session").await.headers["cache-control"],
        "no-store"
    );
    assert_eq!(server.get("/healthz").await.text, r#"{"status":"ok"}"#);
}
