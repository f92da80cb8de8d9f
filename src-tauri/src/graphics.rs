//! Linux: how the window is drawn depends on the graphics there are. WebKit's way of sharing buffers with the driver
//! leaves windows blank with NVIDIA's. Without any graphics card it has a driver imitated by the processor, which takes
//! more time and twice the memory of drawing with the processor at once. In both cases, and where nobody decided
//! otherwise, the program starts itself once more with the way switched off. Nowhere else: with every other driver it is
//! the faster one.

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsString;
    use std::path::Path;
    use std::process::Command;

    /// WebKit draws without sharing buffers where this is 1.
    const WITHOUT_SHARED_BUFFERS: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    /// NVIDIA's driver waits for buffers by itself under Wayland; told not to, WebKit and it do not wait for each other.
    const WITHOUT_EXPLICIT_SYNC: &str = "__NV_DISABLE_EXPLICIT_SYNC";

    /// WebKit draws with the processor alone where this is 1.
    const WITHOUT_THE_DRIVER: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

    /// Mesa leaves the card alone and has the processor imitate one where this is set.
    const IMITATED: &str = "LIBGL_ALWAYS_SOFTWARE";

    /// What there is to draw with.
    #[derive(Debug, Clone, Copy)]
    pub(super) enum Graphics {
        /// NVIDIA's own driver.
        Nvidia {
            /// Whether the window is on Wayland.
            wayland: bool,
        },
        /// Nothing but the processor, as in most virtual machines.
        None,
        /// Any other card.
        Other,
    }

    impl Graphics {
        fn here() -> Self {
            if Path::new("/proc/driver/nvidia/version").exists() {
                Self::Nvidia { wayland: is_set("WAYLAND_DISPLAY") }
            } else if !imitated() && draws(Path::new("/dev/dri")) {
                Self::Other
            } else {
                Self::None
            }
        }
    }

    /// Whether Mesa was told so; it reads `0`, `false` and nothing as no.
    fn imitated() -> bool {
        std::env::var(IMITATED).is_ok_and(|told| !matches!(told.as_str(), "" | "0" | "false"))
    }

    /// Whether there is a card that draws: the kernel gives each a render node, `renderD128` and on.
    pub(super) fn draws(nodes: &Path) -> bool {
        let Ok(nodes) = std::fs::read_dir(nodes) else { return false };
        nodes.flatten().any(|node| node.file_name().as_encoded_bytes().starts_with(b"renderD"))
    }

    /// What has to be set for it.
    pub(super) fn needed(
        graphics: Graphics,
        set: impl Fn(&str) -> bool,
    ) -> Vec<(&'static str, &'static str)> {
        if set(WITHOUT_SHARED_BUFFERS) || set(WITHOUT_THE_DRIVER) {
            return Vec::new();
        }
        match graphics {
            Graphics::Nvidia { wayland: true } if !set(WITHOUT_EXPLICIT_SYNC) => {
                vec![(WITHOUT_SHARED_BUFFERS, "1"), (WITHOUT_EXPLICIT_SYNC, "1")]
            }
            Graphics::Nvidia { .. } => vec![(WITHOUT_SHARED_BUFFERS, "1")],
            Graphics::None => vec![(WITHOUT_THE_DRIVER, "1")],
            Graphics::Other => Vec::new(),
        }
    }

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
        let graphics = Graphics::here();
        let needed = needed(graphics, is_set);
        if needed.is_empty() {
            return;
        }
        let error = start_again(needed);
        tracing::warn!(%error, ?graphics, "the program could not start itself again for the graphics there are");
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
    use super::linux::{Graphics, draws, needed};

    fn names(graphics: Graphics) -> Vec<&'static str> {
        needed(graphics, |_| false).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_card_is_worked_around_only_where_it_must_be() {
        assert_eq!(names(Graphics::Nvidia { wayland: false }), ["WEBKIT_DISABLE_DMABUF_RENDERER"]);
        assert_eq!(
            names(Graphics::Nvidia { wayland: true }),
            ["WEBKIT_DISABLE_DMABUF_RENDERER", "__NV_DISABLE_EXPLICIT_SYNC"]
        );
        assert_eq!(names(Graphics::None), ["WEBKIT_DISABLE_COMPOSITING_MODE"]);
        assert!(names(Graphics::Other).is_empty());
    }

    #[test]
    fn what_somebody_decided_stays_and_the_second_start_asks_for_no_third() {
        for decided in ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"] {
            for graphics in [Graphics::Nvidia { wayland: true }, Graphics::None, Graphics::Other] {
                assert!(needed(graphics, |name| name == decided).is_empty(), "{decided}, {graphics:?}");
            }
        }
    }

    #[test]
    fn a_card_is_known_by_its_render_node() {
        let nodes = tempfile::tempdir().unwrap();
        assert!(!draws(&nodes.path().join("dri")), "no such folder");
        std::fs::write(nodes.path().join("card0"), "").unwrap();
        assert!(!draws(nodes.path()), "a screen without a card that draws");
        std::fs::write(nodes.path().join("renderD128"), "").unwrap();
        assert!(draws(nodes.path()));
    }
}
