//! The barest window there is: WebKitGTK and a page of one word, without Tauri, core and front end. What it takes is what
//! no window on the same machine can do without. It prints when its page was painted, in milliseconds since 1970, and
//! stays open until it is ended.
#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

#[cfg(target_os = "linux")]
fn main() {
    use gtk::prelude::{ContainerExt, GtkWindowExt, WidgetExt};
    use webkit2gtk::{WebView, WebViewExt};

    const PAGE: &str = "<!doctype html><title></title><p>bare</p><script>requestAnimationFrame(() => {
        document.title = String(performance.timeOrigin + performance.now())
    })</script>";

    if let Err(error) = gtk::init() {
        println!("there is no display: {error}");
        std::process::exit(1);
    }
    let (window, page) = (gtk::Window::new(gtk::WindowType::Toplevel), WebView::new());
    window.set_default_size(1360, 850);
    page.connect_title_notify(|page| {
        if let Some(painted) = page.title().filter(|title| !title.is_empty()) {
            println!("{painted}");
        }
    });
    page.load_html(PAGE, None);
    window.add(&page);
    window.show_all();
    gtk::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("there is no WebKitGTK here");
}
