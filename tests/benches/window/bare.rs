//! The barest window there is: WebKitGTK and a page of one word, without Tauri, core and front end. What it takes is what
//! no window on the same machine can do without. It prints when its page was painted, in milliseconds since 1970, and
//! stays open until it is ended. Told `list`, it shows a list of plain text instead, writes it anew over and over, and
//! prints how many milliseconds each time took until it was painted.
#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

#[cfg(target_os = "linux")]
fn main() {
    use gtk::prelude::{ContainerExt, GtkWindowExt, WidgetExt};
    use webkit2gtk::{WebView, WebViewExt};

    const WORD: &str = "<!doctype html><title></title><p>bare</p><script>requestAnimationFrame(() => {
        document.title = String(performance.timeOrigin + performance.now())
    })</script>";
    // As many rows and cells as the list of payments draws; painted as the bench of typing takes it to be. A title holds
    // a thousand letters.
    const LIST: &str = "<!doctype html><title></title><style>
        div { display: grid; grid-template-columns: 36px 186px 1fr 68px 124px 124px; height: 34px }
    </style><main></main><script>
        const times = []
        const words = (round) => Array.from({ length: 168 }, (_, cell) => `cell ${cell} of ${round}`)
        const rows = Array.from({ length: 28 }, () => '<div>' + '<span></span>'.repeat(6) + '</div>')
        document.querySelector('main').innerHTML = rows.join('')
        const cells = [...document.querySelectorAll('span')]
        const write = (round) => {
            const began = performance.now()
            const texts = words(round)
            cells.forEach((cell, at) => { cell.textContent = texts[at] })
            requestAnimationFrame(() => {
                const after = new MessageChannel()
                after.port1.onmessage = () => {
                    times.push(Math.round(performance.now() - began))
                    // Not in step with the frames, as little as people who type.
                    if (round < 220) setTimeout(write, 30 + (round * 7) % 17, round + 1)
                    else document.title = times.slice(-200).join(' ')
                }
                after.port2.postMessage(null)
            })
        }
        setTimeout(write, 500, 0)
    </script>";

    let is_list = std::env::args().nth(1).as_deref() == Some("list");
    if let Err(error) = gtk::init() {
        println!("there is no display: {error}");
        std::process::exit(1);
    }
    let (window, page) = (gtk::Window::new(gtk::WindowType::Toplevel), WebView::new());
    window.set_default_size(1360, 850);
    page.connect_title_notify(|page| {
        if let Some(told) = page.title().filter(|title| !title.is_empty()) {
            println!("{told}");
        }
    });
    page.load_html(if is_list { LIST } else { WORD }, None);
    window.add(&page);
    window.show_all();
    gtk::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("there is no WebKitGTK here");
}
