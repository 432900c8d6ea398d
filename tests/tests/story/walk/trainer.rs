//! The trainer's pages: sessions, a new one, its code, its roster.

use super::walker::Walker;
use chrono::Days;
use tests::browser::Window;
use tests::clock::today;
use tests::words::{choice, t};

pub async fn walks(walker: &mut Walker, window: &Window) {
    walker.goes(window, "/training/new", "new").await;
    let save = t("training.open.save");
    walker
        .presses(window, "button", &save, "with nothing filled in")
        .await;
    plans(window).await;
    window.presses("button", &save).await;
    window.arrives("/training/session/").await;
    walker.keeps_focus(window, "a session is planned").await;
    walker.looks(window, "planned").await;
}

/// A session of tomorrow.
async fn plans(window: &Window) {
    let kind = choice("course_kind", "product");
    window
        .sets("combobox", &t("fields.session.course_kind"), &kind)
        .await;
    let topic = "重疾险条款解读与理赔案例分析（含新人衔接训练）第二期";
    for (field, text) in [
        ("topic", topic),
        ("place", "徐汇区漕溪北路88号三楼会议室"),
        ("hours", "1"),
    ] {
        window
            .fills("textbox", &t(&format!("fields.session.{field}")), text)
            .await;
    }
    let date = format!("{} {}", t("fields.session.date"), t("form.date.year"));
    let tomorrow = today() + Days::new(1);
    window
        .fills("textbox", &date, &tomorrow.to_string().replace('-', ""))
        .await;
    for (field, time) in [("start", "09:00"), ("end", "10:00")] {
        window
            .sets("InputTime", &t(&format!("fields.session.{field}")), time)
            .await;
    }
}
