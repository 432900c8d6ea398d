//! In the browser: the page gets a function `run` from the text of a case to what comes out. Natively: prints
//! what comes out of the case files that are named.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsValue;
    use wasm_bindgen::closure::Closure;
    let run = Closure::<dyn Fn(String) -> String>::new(|case: String| pay::run(&case));
    js_sys::Reflect::set(&js_sys::global(), &JsValue::from_str("run"), run.as_ref()).unwrap();
    run.forget();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    for file in std::env::args().skip(1) {
        println!("{}", pay::run(&std::fs::read_to_string(file).unwrap()));
    }
}
