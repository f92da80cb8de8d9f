//! A WebDriver of our own: tauri-driver, which starts WebKitWebDriver, which starts the program.

use crate::waiting::until;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// One that runs; it and everything it started end with the value.
pub struct Driver {
    child: Child,
    /// Where it answers.
    pub url: String,
}

impl Driver {
    pub async fn start() -> Self {
        let (port, native) = (free_port(), free_port());
        let program = std::env::var_os("COUNTERSIGN_TAURI_DRIVER").unwrap_or_else(|| "tauri-driver".into());
        let child = Command::new(program)
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            // The bus of the journey is the system's as well: this computer's own sleep is none of its business.
            .env("DBUS_SYSTEM_BUS_ADDRESS", std::env::var_os("DBUS_SESSION_BUS_ADDRESS").unwrap_or_default())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("tauri-driver is there: cargo xtask desktop installs it");
        let driver = Self { child, url: format!("http://127.0.0.1:{port}") };
        for answering in [port, native] {
            until("WebDriver that answers", || async move {
                tokio::net::TcpStream::connect(("127.0.0.1", answering)).await.ok()
            })
            .await;
        }
        driver
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) {
            // It may have ended already.
            rustix::process::kill_process_group(group, rustix::process::Signal::KILL).ok();
        }
        self.child.wait().ok();
    }
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
