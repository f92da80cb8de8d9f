//! Which window is which. A window's label is its environment, and nothing a page says can change it.

use console::sharing::mark_of;
use domain::account::Environment;

/// The windows there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Where nothing is set up yet.
    Welcome,
    /// The window of one environment.
    In(Environment),
}

const WELCOME: &str = "welcome";

impl Place {
    /// The place a window's label stands for; none for a label that is not one of ours.
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        if label == WELCOME {
            return Some(Self::Welcome);
        }
        console::home::ENVIRONMENTS.into_iter().find(|environment| environment.name() == label).map(Self::In)
    }

    /// The label of its window.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Welcome => WELCOME,
            Self::In(environment) => environment.name(),
        }
    }

    /// The title of its window: outside production it says where one is.
    #[must_use]
    pub fn title(self) -> String {
        match self {
            Self::Welcome => "Countersign".to_owned(),
            Self::In(environment) => mark_of(environment)
                .map_or_else(|| "Countersign".to_owned(), |mark| format!("{mark} · Countersign")),
        }
    }

    /// Its environment.
    #[must_use]
    pub const fn environment(self) -> Option<Environment> {
        match self {
            Self::Welcome => None,
            Self::In(environment) => Some(environment),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_place_and_a_place_its_label() {
        for label in ["welcome", "training", "sandbox", "production"] {
            assert_eq!(Place::of_label(label).unwrap().label(), label);
        }
        for label in ["", "Production", "production ", "main", "sandbox2"] {
            assert_eq!(Place::of_label(label), None, "{label}");
        }
    }

    #[test]
    fn the_title_says_where_one_is_outside_production() {
        let titles: Vec<String> = console::home::ENVIRONMENTS
            .into_iter()
            .map(|environment| Place::In(environment).title())
            .collect();
        assert_eq!(titles, ["TRAINING · Countersign", "SANDBOX · Countersign", "Countersign"]);
    }
}
