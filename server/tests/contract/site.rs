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

#[cfg(unix)]
#[tokio::test]
async fn nothing_hidden_is_served_and_no_link_that_leads_out() {
    use std::os::unix::fs::symlink;
    let server = TestServer::start().await;
    let site = server.folder().join("site");
    let secret = server.folder().join("secret.txt");
    std::fs::write(&secret, "secret").unwrap();
    std::fs::create_dir(site.join(".git")).unwrap();
    for hidden in [".env.txt", ".git/config.txt"] {
        std::fs::write(site.join(hidden), "secret").unwrap();
    }
    symlink(&secret, site.join("out.txt")).unwrap();
    symlink(server.folder(), site.join("folder")).unwrap();
    std::fs::write(site.join("packed.js"), "plain").unwrap();
    symlink(&secret, site.join("packed.js.br")).unwrap();
    std::fs::write(site.join("real.js"), "real").unwrap();
    symlink(site.join("real.js"), site.join("within.js")).unwrap();
    for path in [
        "/.env.txt",
        "/%2eenv.txt",
        "/.git/config.txt",
        "/out.txt",
        "/folder/secret.txt",
        "/folder/saddlebag.db",
        "/packed.js",
    ] {
        let request = axum::http::Request::get(path).header("accept-encoding", "br");
        let answer = server.call(request.body(axum::body::Body::empty()).unwrap());
        let answer = answer.await;
        assert_eq!(answer.status, 404, "{path}: {}", answer.text);
    }
    assert_eq!(server.get("/within.js").await.text, "real");
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
