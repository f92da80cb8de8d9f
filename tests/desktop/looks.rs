//! How the window can look: its theme and its size, changed where it stands, so that one walk sees all of them.

use crate::App;

/// One way the window can look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// What its pictures are called.
    pub name: &'static str,
    /// `light` or `dark`.
    pub theme: &'static str,
    /// In logical pixels.
    pub size: (u32, u32),
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

pub const LIGHT: Look = Look { name: "light", theme: "light", size: WHOLE, rules: Rules::All };
pub const DARK: Look = Look { name: "dark", theme: "dark", size: WHOLE, rules: Rules::Colours };
pub const SMALL_LIGHT: Look = Look { name: "1024x700", theme: "light", size: SMALL, rules: Rules::None };
/// The first look in another language asks axe everything: names and the language of the page are other ones.
pub const CHINESE: Look = Look { name: "zh", theme: "dark", size: SMALL, rules: Rules::All };

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
        self.resize(look.size.0, look.size.1).await;
        self.stands_still().await;
    }

    /// The theme that is drawn, by what the page's root says of it.
    pub async fn theme(&self) -> String {
        let said = "const { theme, mantineColorScheme } = document.documentElement.dataset;
                    return theme === mantineColorScheme ? theme : `${theme}, and ${mantineColorScheme}`";
        self.run(said).await.as_str().unwrap_or_default().to_owned()
    }
}
