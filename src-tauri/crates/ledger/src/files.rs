//! The files of a ledger: where they lie, who may read them, and how they are replaced without a torn half.

use crate::error::LedgerError;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The database.
pub(crate) const DATABASE: &str = "ledger.db";
/// The plain file that says which ledger this is.
pub(crate) const IDENTITY: &str = "ledger.json";
/// The ledger's key, wrapped by the recovery code.
pub(crate) const RECOVERY: &str = "ledger.recovery";
/// The file whose advisory lock serialises making, migrating and restoring.
const LOCK: &str = "ledger.lock";

/// The folder of the backups that are made by themselves.
const BACKUPS: &str = "backups";

pub(crate) fn database(dir: &Path) -> PathBuf {
    dir.join(DATABASE)
}

/// A path with something appended to its file name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// That a file can be made where it is to lie: what is told of is its folder, and not a file that nobody named.
pub(crate) fn folder_is_there(file: &Path) -> Result<(), LedgerError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let found = std::fs::metadata(folder).map_err(LedgerError::file(folder))?;
    if found.is_dir() {
        Ok(())
    } else {
        Err(LedgerError::file(folder)(std::io::ErrorKind::NotADirectory.into()))
    }
}

/// Makes the directory with access for its owner only, and takes away what others were given to one that exists.
pub(crate) fn private_dir(dir: &Path) -> Result<(), LedgerError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(LedgerError::file(dir))?;
    restrict(dir, 0o700)
}

/// Takes every right of group and others away from a file of the ledger.
pub(crate) fn private_file(path: &Path) -> Result<(), LedgerError> {
    restrict(path, 0o600)
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> Result<(), LedgerError> {
    use std::os::unix::fs::PermissionsExt;
    let found = std::fs::metadata(path).map_err(LedgerError::file(path))?.permissions().mode() & 0o777;
    if found & 0o077 == 0 {
        return Ok(());
    }
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).map_err(LedgerError::file(path))
}

/// Elsewhere the home directory of a person is private by the operating system's own rules.
#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> Result<(), LedgerError> {
    Ok(())
}

/// Makes a new file that only its owner can read; an existing one is an error.
pub(crate) fn create_new(path: &Path) -> Result<File, LedgerError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(LedgerError::file(path))
}

/// Replaces a small file in one step: a reader sees the old one or the new one, whole.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), LedgerError> {
    let part = beside(path, ".part");
    remove_if_there(&part)?;
    let mut file = create_new(&part)?;
    file.write_all(bytes).map_err(LedgerError::file(&part))?;
    put_in_place(&file, &part, path)
}

/// Makes a finished file durable and gives it its name, durably.
pub(crate) fn put_in_place(file: &File, part: &Path, path: &Path) -> Result<(), LedgerError> {
    file.sync_all().map_err(LedgerError::file(part))?;
    std::fs::rename(part, path).map_err(LedgerError::file(path))?;
    sync_dir_of(path)
}

/// Makes the names in a file's directory durable. Only Unix can; elsewhere the rename itself is.
#[cfg(unix)]
pub(crate) fn sync_dir_of(path: &Path) -> Result<(), LedgerError> {
    let dir = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(LedgerError::file(dir))
}

/// Makes the names in a file's directory durable. Only Unix can; elsewhere the rename itself is.
#[cfg(not(unix))]
pub(crate) fn sync_dir_of(_path: &Path) -> Result<(), LedgerError> {
    Ok(())
}

/// Deletes a file, content to see that it is not there.
pub(crate) fn remove_if_there(path: &Path) -> Result<(), LedgerError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(LedgerError::file(path)(error)),
        _ => Ok(()),
    }
}

/// Deletes a database with its write-ahead log and shared memory.
pub(crate) fn remove_database(path: &Path) -> Result<(), LedgerError> {
    for suffix in ["-wal", "-shm", "-journal", ""] {
        remove_if_there(&beside(path, suffix))?;
    }
    Ok(())
}

/// The folder of the backups that are made by themselves, made where it is not there yet.
///
/// # Errors
/// What the operating system says.
pub fn backups(dir: &Path) -> Result<PathBuf, LedgerError> {
    let folder = dir.join(BACKUPS);
    private_dir(&folder)?;
    Ok(folder)
}

/// Every file of a ledger: its database with what SQLite keeps beside it, and the two files that describe it. The plain
/// one comes last, so that a ledger that is only half moved still says which one it was.
const WHOLE: [&str; 5] = ["ledger.db-wal", "ledger.db-shm", DATABASE, RECOVERY, IDENTITY];

/// Moves every file of a ledger that is there from one directory to another, which is made.
///
/// # Errors
/// What the operating system says; what was moved before is there.
pub(crate) fn move_ledger(from: &Path, to: &Path) -> Result<(), LedgerError> {
    private_dir(to)?;
    for name in WHOLE {
        match std::fs::rename(from.join(name), to.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(LedgerError::file(&from.join(name))(error));
            }
            _ => {}
        }
    }
    sync_dir_of(&to.join(DATABASE))?;
    sync_dir_of(&from.join(DATABASE))
}

/// Reads a small file, or `None` where there is none.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, LedgerError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(LedgerError::file(path)(error)),
    }
}

/// Waits for the lock of the directory; it is held until the file is dropped.
pub(crate) fn lock(dir: &Path) -> Result<File, LedgerError> {
    let path = dir.join(LOCK);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path).map_err(LedgerError::file(&path))?;
    file.lock().map_err(LedgerError::file(&path))?;
    Ok(file)
}

/// Refuses a directory on a network filesystem: SQLite's write-ahead log needs shared memory and locks that hold.
pub(crate) fn refuse_network(dir: &Path) -> Result<(), LedgerError> {
    match filesystem(dir)? {
        Some(kind) if is_network(&kind) => {
            Err(LedgerError::NetworkFilesystem { dir: dir.to_owned(), filesystem: kind })
        }
        _ => Ok(()),
    }
}

/// Kinds of filesystem on which several computers, or a server, stand between us and the disk. The names are the ones
/// of the Linux mount table.
fn is_network(kind: &str) -> bool {
    const KINDS: [&str; 26] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "coda",
        "ceph",
        "davfs",
        "9p",
        "lustre",
        "gpfs",
        "gfs2",
        "ocfs2",
        "fuse.sshfs",
        "fuse.davfs2",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.gcsfuse",
        "fuse.glusterfs",
        "fuse.ceph",
        "fuse.curlftpfs",
        "fuse.smbnetfs",
    ];
    KINDS.contains(&kind)
}

/// The kind of filesystem a directory lies on, where it can be told.
#[cfg(target_os = "linux")]
fn filesystem(dir: &Path) -> Result<Option<String>, LedgerError> {
    let magic = rustix::fs::statfs(dir).map_err(|error| LedgerError::file(dir)(error.into()))?.f_type;
    match u64::try_from(magic) {
        // FUSE has one number for all its kinds; the mount table tells them apart.
        Ok(0x6573_5546) => mounted_as(dir),
        magic => Ok(magic.ok().and_then(named_by).map(str::to_owned)),
    }
}

/// Network filesystems by the magic numbers of statfs(2) and of the kernel's `magic.h`.
#[cfg(target_os = "linux")]
const fn named_by(magic: u64) -> Option<&'static str> {
    match magic {
        0x6969 => Some("nfs"),
        0x517b => Some("smb"),
        0xff53_4d42 => Some("cifs"),
        0xfe53_4d42 => Some("smb2"),
        0x564c => Some("ncpfs"),
        0x5346_414f | 0x6b41_4653 => Some("afs"),
        0x7375_7245 => Some("coda"),
        0x00c3_6400 => Some("ceph"),
        0x0102_1997 => Some("9p"),
        0x0bd0_0bd0 => Some("lustre"),
        0x4750_4653 => Some("gpfs"),
        0x0116_1970 => Some("gfs2"),
        0x7461_636f => Some("ocfs2"),
        _ => None,
    }
}

/// Bytes that this user can still write beside the ledger in `dir`; none where nothing tells.
#[cfg(unix)]
#[must_use]
pub fn room(dir: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(dir).ok()?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}

/// Bytes that this user can still write beside the ledger in `dir`; none where nothing tells.
#[cfg(not(unix))]
#[must_use]
pub fn room(_dir: &Path) -> Option<u64> {
    None
}

/// Elsewhere nothing tells; the manual names local disks as the only place for a ledger.
#[cfg(not(target_os = "linux"))]
fn filesystem(_dir: &Path) -> Result<Option<String>, LedgerError> {
    Ok(None)
}

#[cfg(target_os = "linux")]
fn mounted_as(dir: &Path) -> Result<Option<String>, LedgerError> {
    let device = rustix::fs::stat(dir).map_err(|error| LedgerError::file(dir)(error.into()))?.st_dev;
    let device = format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device));
    let table = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    Ok(kind_of_device(&table, &device))
}

/// Finds the kind of the filesystem with a device number in the text of `/proc/self/mountinfo`: the third word of a
/// line is the device, the word after the lone `-` the kind.
#[cfg(target_os = "linux")]
fn kind_of_device(table: &str, device: &str) -> Option<String> {
    table.lines().find_map(|line| {
        let mut words = line.split(' ');
        if words.nth(2)? != device {
            return None;
        }
        words.skip_while(|word| *word != "-").nth(1).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_fuse_mount_is_told_apart_by_the_mount_table() {
        let table = "36 35 0:61 / /home/ann/shop rw,nosuid - fuse.sshfs ann@host:/srv rw\n\
                     37 35 0:62 / /home/ann/box rw shared:7 master:1 - fuse.gocryptfs box rw\n";
        assert_eq!(kind_of_device(table, "0:61").as_deref(), Some("fuse.sshfs"));
        assert_eq!(kind_of_device(table, "0:62").as_deref(), Some("fuse.gocryptfs"));
        assert_eq!(kind_of_device(table, "0:63"), None);
        assert!(is_network("fuse.sshfs") && is_network("nfs4") && is_network("cifs"));
        assert!(!is_network("fuse.gocryptfs") && !is_network("ext4"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn every_kind_with_a_number_of_its_own_is_refused() {
        let numbers = [
            0x6969,
            0x517b,
            0xff53_4d42,
            0xfe53_4d42,
            0x564c,
            0x5346_414f,
            0x6b41_4653,
            0x7375_7245,
            0x00c3_6400,
            0x0102_1997,
            0x0bd0_0bd0,
            0x4750_4653,
            0x0116_1970,
            0x7461_636f,
        ];
        for number in numbers {
            assert!(named_by(number).is_some_and(is_network), "{number:x}");
        }
        // ext4, btrfs, xfs, tmpfs, overlayfs
        for number in [0xef53, 0x9123_683e, 0x5846_5342, 0x0102_1994, 0x794c_7630] {
            assert_eq!(named_by(number), None, "{number:x}");
        }
    }

    #[test]
    fn a_local_directory_is_accepted_and_tells_its_room() {
        let dir = tempfile::tempdir().unwrap();
        refuse_network(dir.path()).unwrap();
        #[cfg(unix)]
        assert!(room(dir.path()).unwrap() > 0);
        assert_eq!(room(&dir.path().join("nowhere")), None);
    }

    #[test]
    fn replacing_a_file_leaves_no_part_behind() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(read_if_there(&path).unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
