//! Linux: WebKit's way of sharing buffers with the driver leaves windows blank with NVIDIA's. Where that driver is
//! there, and nobody decided otherwise, the program starts itself once more with the way switched off. Where there is no
//! graphics card at all (a virtual machine, a remote desktop), the processor would play one for WebKit, which is slower
//! than letting it draw by itself. Nowhere else: with every other driver WebKit's own way is the faster one.

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsString;
    use std::path::Path;
    use std::process::Command;

    /// WebKit draws without sharing buffers where this is 1.
    const WITHOUT_SHARED_BUFFERS: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    /// NVIDIA's driver waits for buffers by itself under Wayland; told not to, WebKit and it do not wait for each other.
    const WITHOUT_EXPLICIT_SYNC: &str = "__NV_DISABLE_EXPLICIT_SYNC";

    /// Where the kernel keeps the cards that can draw.
    const CARDS: &str = "/dev/dri";
    /// WebKit paints by the processor where this is 1.
    const BY_THE_PROCESSOR: &str = "WEBKIT_SKIA_ENABLE_CPU_RENDERING";

    /// What there is to draw with.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) enum Card {
        Nvidia,
        Other,
        None,
    }

    /// What has to be set, given what is there.
    pub(super) fn needed(
        card: Card,
        wayland: bool,
        set: impl Fn(&str) -> bool,
    ) -> Vec<(&'static str, &'static str)> {
        if card == Card::Other || set(WITHOUT_SHARED_BUFFERS) {
            return Vec::new();
        }
        let mut needed = vec![(WITHOUT_SHARED_BUFFERS, "1")];
        if card == Card::Nvidia && wayland && !set(WITHOUT_EXPLICIT_SYNC) {
            needed.push((WITHOUT_EXPLICIT_SYNC, "1"));
        }
        if card == Card::None && !set(BY_THE_PROCESSOR) {
            needed.push((BY_THE_PROCESSOR, "1"));
        }
        needed
    }

    fn card() -> Card {
        if Path::new("/proc/driver/nvidia/version").exists() {
            return Card::Nvidia;
        }
        let cards = std::fs::read_dir(CARDS).into_iter().flatten().flatten();
        let draws = |name: &OsString| name.to_string_lossy().starts_with("renderD");
        if cards.map(|card| card.file_name()).any(|name| draws(&name)) { Card::Other } else { Card::None }
    }

    /// WebKit draws with the processor alone where this is 1.
    const WITHOUT_THE_DRIVER: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

    pub(super) fn without_the_driver() -> std::io::Error {
        start_again([(WITHOUT_SHARED_BUFFERS, "1"), (WITHOUT_THE_DRIVER, "1")])
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

    pub(super) fn prepare() {
        let needed = needed(card(), is_set("WAYLAND_DISPLAY"), is_set);
        if needed.is_empty() {
            return;
        }
        let error = start_again(needed);
        tracing::warn!(%error, "the program could not start itself again for what there is to draw with");
    }
}

/// Prepares for the driver that is there. May start this program anew in the place of this process.
pub fn prepare() {
    #[cfg(target_os = "linux")]
    linux::prepare();
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

    const NOTHING: fn(&str) -> bool = |_| false;

    fn names(card: Card, wayland: bool, set: fn(&str) -> bool) -> Vec<&'static str> {
        needed(card, wayland, set).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn only_nvidias_driver_is_worked_around_and_only_where_nobody_decided() {
        let buffers = "WEBKIT_DISABLE_DMABUF_RENDERER";
        assert!(names(Card::Other, true, NOTHING).is_empty());
        assert!(names(Card::Nvidia, true, |name| name == "WEBKIT_DISABLE_DMABUF_RENDERER").is_empty());
        assert_eq!(names(Card::Nvidia, false, NOTHING), [buffers]);
        assert_eq!(names(Card::Nvidia, true, NOTHING), [buffers, "__NV_DISABLE_EXPLICIT_SYNC"]);
    }

    #[test]
    fn without_a_card_the_processor_draws_and_does_not_play_a_card() {
        let both = ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_SKIA_ENABLE_CPU_RENDERING"];
        assert_eq!(names(Card::None, true, NOTHING), both);
        assert!(names(Card::None, true, |name| name == "WEBKIT_DISABLE_DMABUF_RENDERER").is_empty());
    }
}
