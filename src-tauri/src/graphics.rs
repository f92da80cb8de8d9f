//! Linux: how the web view draws, where its own choice is a bad one. Nobody else's is overruled: what is set in the
//! environment stays.
//!
//! * WebKit's way of sharing buffers with the driver leaves windows blank with NVIDIA's. Only there it is switched off:
//!   with every other driver it is the faster one.
//! * Where no graphics card draws, WebKit lets a card be imitated and draws on that. Painting with the processor itself,
//!   and putting no layers together, is quicker and takes less memory. What moves by itself stands still then: a transition
//!   that began is only drawn on when something else changes. So there nothing moves by itself, as for people who asked
//!   for less motion.

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsString;
    use std::path::Path;
    use std::process::Command;

    /// WebKit draws without sharing buffers where this is 1.
    const WITHOUT_SHARED_BUFFERS: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    /// NVIDIA's driver waits for buffers by itself under Wayland; told not to, WebKit and it do not wait for each other.
    const WITHOUT_EXPLICIT_SYNC: &str = "__NV_DISABLE_EXPLICIT_SYNC";
    /// WebKit puts no layers together where this is 1: it draws with the processor alone.
    const WITHOUT_LAYERS: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

    /// What draws on this computer.
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub(super) enum Card {
        /// NVIDIA's driver.
        Nvidia,
        /// Another.
        Other,
        /// None: the processor has to.
        None,
    }

    impl Card {
        fn of_this_computer() -> Self {
            if Path::new("/proc/driver/nvidia/version").exists() {
                return Self::Nvidia;
            }
            let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
            let draws =
                nodes.into_iter().any(|node| node.file_name().to_string_lossy().starts_with("renderD"));
            if draws { Self::Other } else { Self::None }
        }
    }

    /// What has to be set, given what is there.
    pub(super) fn needed(
        card: Card,
        wayland: bool,
        set: impl Fn(&str) -> bool,
    ) -> Vec<(&'static str, &'static str)> {
        let mut needed = Vec::new();
        if card == Card::None && !set(WITHOUT_LAYERS) {
            needed.push((WITHOUT_LAYERS, "1"));
        }
        if card == Card::Nvidia && !set(WITHOUT_SHARED_BUFFERS) {
            needed.push((WITHOUT_SHARED_BUFFERS, "1"));
            if wayland && !set(WITHOUT_EXPLICIT_SYNC) {
                needed.push((WITHOUT_EXPLICIT_SYNC, "1"));
            }
        }
        needed
    }

    pub(super) fn without_the_driver() -> std::io::Error {
        start_again([(WITHOUT_SHARED_BUFFERS, "1"), (WITHOUT_LAYERS, "1")])
    }

    /// Puts this program, with the same words and these variables, in the place of this process. Comes back only where
    /// that did not work.
    fn start_again(set: impl IntoIterator<Item = (&'static str, &'static str)>) -> std::io::Error {
        let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
        match std::env::current_exe() {
            Ok(program) => {
                std::os::unix::process::CommandExt::exec(Command::new(program).args(arguments).envs(set))
            }
            Err(error) => error,
        }
    }

    fn is_set(name: &str) -> bool {
        std::env::var_os(name).is_some()
    }

    /// Tells every page that less motion is wanted, where the web view puts no layers together.
    pub(super) fn still() {
        let without_layers = std::env::var_os(WITHOUT_LAYERS).is_some_and(|set| set == "1");
        if let Some(settings) = gtk::Settings::default().filter(|_| without_layers) {
            gtk::prelude::GtkSettingsExt::set_gtk_enable_animations(&settings, false);
        }
    }

    pub(super) fn prepare() {
        let needed = needed(Card::of_this_computer(), is_set("WAYLAND_DISPLAY"), is_set);
        for (name, value) in needed {
            // Nothing else of this process runs yet that could read it meanwhile.
            if let Err(error) = webkit2gtk::glib::setenv(name, value, false) {
                tracing::warn!(%error, name, "the web view could not be told how this computer draws");
            }
        }
    }
}

/// Prepares for the driver that is there. Must be called before anything that begins a thread: it changes the
/// environment, which the web view's processes inherit.
pub fn prepare() {
    #[cfg(target_os = "linux")]
    linux::prepare();
}

/// Keeps what would move by itself still, where it would stop half-way. Must be called before the first window, once the
/// desktop's toolkit is there.
pub fn keep_still_what_would_stop() {
    #[cfg(target_os = "linux")]
    linux::still();
}

/// Starts this program anew in the place of this process, drawing without the graphics driver. Comes back only where
/// that is not the way of this system, or did not work.
pub fn start_again_without_the_driver() {
    #[cfg(target_os = "linux")]
    {
        let error = linux::without_the_driver();
        tracing::warn!(%error, "the program could not start itself again");
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::linux::{Card, needed};

    fn names(card: Card, wayland: bool, set: impl Fn(&str) -> bool) -> Vec<&'static str> {
        needed(card, wayland, set).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn only_nvidias_driver_is_worked_around_and_only_where_nobody_decided() {
        let nothing = |_: &str| false;
        assert!(names(Card::Other, true, nothing).is_empty());
        assert!(names(Card::Nvidia, true, |name| name == "WEBKIT_DISABLE_DMABUF_RENDERER").is_empty());
        assert_eq!(names(Card::Nvidia, false, nothing), ["WEBKIT_DISABLE_DMABUF_RENDERER"]);
        assert_eq!(
            names(Card::Nvidia, true, nothing),
            ["WEBKIT_DISABLE_DMABUF_RENDERER", "__NV_DISABLE_EXPLICIT_SYNC"]
        );
    }

    #[test]
    fn without_a_card_no_layers_are_put_together_unless_somebody_decided() {
        assert_eq!(names(Card::None, true, |_| false), ["WEBKIT_DISABLE_COMPOSITING_MODE"]);
        assert!(names(Card::None, true, |name| name == "WEBKIT_DISABLE_COMPOSITING_MODE").is_empty());
    }
}
