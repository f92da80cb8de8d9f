//! Linux: WebKit's way of sharing buffers with the driver leaves windows blank with NVIDIA's. Where that driver is
//! there, and nobody decided otherwise, the program starts itself once more with the way switched off. Nowhere else:
//! with every other driver it is the faster one.

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsString;
    use std::path::Path;
    use std::process::Command;

    /// WebKit draws without sharing buffers where this is 1.
    const WITHOUT_SHARED_BUFFERS: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    /// NVIDIA's driver waits for buffers by itself under Wayland; told not to, WebKit and it do not wait for each other.
    const WITHOUT_EXPLICIT_SYNC: &str = "__NV_DISABLE_EXPLICIT_SYNC";

    /// What has to be set, given what is there.
    pub(super) fn needed(
        nvidia: bool,
        wayland: bool,
        set: impl Fn(&str) -> bool,
    ) -> Vec<(&'static str, &'static str)> {
        if !nvidia || set(WITHOUT_SHARED_BUFFERS) {
            return Vec::new();
        }
        let mut needed = vec![(WITHOUT_SHARED_BUFFERS, "1")];
        if wayland && !set(WITHOUT_EXPLICIT_SYNC) {
            needed.push((WITHOUT_EXPLICIT_SYNC, "1"));
        }
        needed
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
        let nvidia = Path::new("/proc/driver/nvidia/version").exists();
        let needed = needed(nvidia, is_set("WAYLAND_DISPLAY"), is_set);
        if needed.is_empty() {
            return;
        }
        let error = start_again(needed);
        tracing::warn!(%error, "the program could not start itself again for NVIDIA's driver");
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
    use super::linux::needed;

    #[test]
    fn only_nvidias_driver_is_worked_around_and_only_where_nobody_decided() {
        let nothing = |_: &str| false;
        assert!(needed(false, true, nothing).is_empty());
        assert!(needed(true, true, |name| name == "WEBKIT_DISABLE_DMABUF_RENDERER").is_empty());
        let names =
            |wayland| needed(true, wayland, nothing).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(false), ["WEBKIT_DISABLE_DMABUF_RENDERER"]);
        assert_eq!(names(true), ["WEBKIT_DISABLE_DMABUF_RENDERER", "__NV_DISABLE_EXPLICIT_SYNC"]);
    }
}
