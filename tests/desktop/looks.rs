//! How the window can look: its theme, its size and how large everything in it is drawn, changed where it stands, so that
//! one walk sees all of them.

use crate::App;
use crate::waiting::until;
use serde_json::json;
use std::ops::RangeInclusive;

/// One way the window can look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// What its pictures are called.
    pub name: &'static str,
    /// `light` or `dark`.
    pub theme: &'static str,
    /// In logical pixels of the screen.
    pub size: (u32, u32),
    /// How many pixels of the screen a pixel of the page takes.
    pub zoom: u32,
    /// Which rules of axe are asked.
    pub rules: Rules,
}

/// What axe is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Everything.
    All,
    /// What a theme changes: its colours. The rest of the page is the same.
    Colours,
    /// Nothing: the same page in the same colours.
    None,
}

const WHOLE: (u32, u32) = (1360, 850);
const SMALL: (u32, u32) = (1024, 700);

pub const LIGHT: Look = Look { name: "light", theme: "light", size: WHOLE, zoom: 1, rules: Rules::All };
pub const DARK: Look = Look { name: "dark", theme: "dark", rules: Rules::Colours, ..LIGHT };
pub const SMALL_LIGHT: Look = Look { name: "1024x700", size: SMALL, rules: Rules::None, ..LIGHT };
/// At 200 % of a window as it opens, whose page is then 680 × 425.
pub const TWICE: Look = Look { name: "200", zoom: 2, rules: Rules::None, ..LIGHT };
/// The first look in another language asks axe everything: names and the language of the page are other ones.
pub const CHINESE: Look = Look { name: "zh", theme: "dark", size: SMALL, zoom: 1, rules: Rules::All };
/// The same at 200 %, in the light theme.
pub const CHINESE_TWICE: Look = Look { name: "zh-200", ..TWICE };

impl App {
    /// Gives the window a look, as choosing the theme and pulling at its corner do.
    pub async fn wear(&self, look: Look) {
        let theme = look.theme;
        self.run(&format!(
            "const root = document.documentElement;
             root.dataset.theme = '{theme}';
             root.dataset.mantineColorScheme = '{theme}';"
        ))
        .await;
        self.resize(look.size, look.zoom).await;
        self.stands_still().await;
    }

    /// Makes the window so large, in logical pixels of the screen, and draws everything in it so many times as large, as
    /// pulling at its corner and the keys for it do.
    async fn resize(&self, (width, height): (u32, u32), zoom: u32) {
        self.zoom(zoom).await;
        self.set_size(width, height).await;
        let now = "return [innerWidth, innerHeight]";
        until(&format!("window of {width} × {height}, {zoom} times as large"), || async move {
            (self.run(now).await == json!([width / zoom, height / zoom])).then_some(())
        })
        .await;
    }

    /// Draws everything so many times as large: what the window's own keys ask for.
    async fn zoom(&self, times: u32) {
        let ask = "const [value, done] = arguments;
                   window.__TAURI_INTERNALS__.invoke('plugin:webview|set_webview_zoom', { value }).then(() => done(true), done)";
        assert_eq!(self.run_until_told(ask, vec![json!(times)]).await, json!(true));
    }

    /// The theme that is drawn, by what the page's root says of it.
    pub async fn theme(&self) -> String {
        let said = "const { theme, mantineColorScheme } = document.documentElement.dataset;
                    return theme === mantineColorScheme ? theme : `${theme}, and ${mantineColorScheme}`";
        self.run(said).await.as_str().unwrap_or_default().to_owned()
    }
}

#[tokio::test]
async fn keys_make_everything_larger_and_smaller_and_as_it_was() {
    let app = App::in_training().await;
    app.see("heading", "Be the buyer").await;
    app.wear(LIGHT).await;
    let width = async |wanted: RangeInclusive<u64>| {
        app.until(&format!("page of {wanted:?} px"), || async {
            app.run("return innerWidth").await.as_u64().filter(|now| wanted.contains(now))
        })
        .await
    };
    for _ in 0..5 {
        app.press("Ctrl+=").await;
    }
    width(680..=680).await;
    app.press("Ctrl+-").await;
    width(681..=1359).await;
    app.press("Ctrl+0").await;
    width(1360..=1360).await;
    app.end().await;
}
