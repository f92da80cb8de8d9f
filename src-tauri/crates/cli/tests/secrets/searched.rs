//! A shop with seeded secrets, and everything that is done in it to be looked at.

use crate::act::Act;
use crate::needle::{Form, Needle};
use crate::shop::{Ended, Shop, signal, until};
use crate::sight::{Sight, in_files, in_memory, in_text, is_halted, state};
use antom::keys::MerchantKey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rand::Rng;
use rand::RngCore;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long an answer is held back, in milliseconds: long enough to look, short enough to be awaited.
pub const HELD_BACK: u64 = 4_000;

/// How long a watcher is looked at again and again until it rests: longer than any answer is held back.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where it is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The memory of this attack itself, which holds what it looks for.
    Control,
    /// A file made to hold it.
    ControlFile,
    /// While a call is awaited.
    Awaiting,
    /// Between two calls.
    Resting,
    /// Of a program that asks, once somebody sealed the lock.
    Sealed,
    /// The same, once its account was removed.
    Removed,
    /// At the end of a process.
    Ending,
    /// Answers, errors and logs.
    Said,
    /// Files of the home, and backups.
    Files,
}

impl Place {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Control => "memory that holds everything, as a trial of the search",
            Self::ControlFile => "a file that holds everything, likewise",
            Self::Awaiting => "memory while a call is awaited",
            Self::Resting => "memory of a watcher between calls",
            Self::Sealed => "memory of a watcher after the lock was sealed",
            Self::Removed => "memory of a watcher after its account was removed",
            Self::Ending => "memory of a process at its end",
            Self::Said => "answers, errors and logs",
            Self::Files => "databases, backups and other files",
        }
    }

    /// Whether this form may be in this place.
    pub const fn may_hold(self, form: Form) -> bool {
        match self {
            Self::Control | Self::ControlFile => true,
            // The signer of the account in use; and a token that Antom just told, on its way to the ledger.
            Self::Awaiting => matches!(form, Form::Words | Form::Token),
            Self::Resting | Self::Ending => matches!(form, Form::Token),
            Self::Sealed | Self::Removed | Self::Said | Self::Files => false,
        }
    }
}

/// The shop and what was seen of it.
pub struct Searched {
    pub shop: Shop,
    library: PathBuf,
    keys: Vec<Vec<u8>>,
    /// PINs that people will have, and one that nobody has.
    pub pins: [String; 3],
    needles: Vec<Needle>,
    pub seen: BTreeMap<Place, Sight>,
}

impl Searched {
    /// A shop, and two keys that are not in it yet.
    pub fn open() -> Option<Self> {
        let shop = Shop::open()?;
        let library = shop.place.path().join("halting.so");
        let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/secrets/halting.c");
        let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).status();
        assert!(built.is_ok_and(|built| built.success()), "a C compiler builds the library");
        let keys: Vec<Vec<u8>> = [1, 2]
            .map(|_| {
                MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes))
                    .unwrap()
                    .to_pkcs8_der()
                    .unwrap()
                    .to_vec()
            })
            .to_vec();
        let mut needles: Vec<Needle> = keys.iter().flat_map(|key| Needle::of_key(key)).collect();
        needles.extend(Needle::of_code(&shop.recovery_code));
        // Longer than people have them: six digits stand somewhere in every memory.
        let mut chance = rand::thread_rng();
        let pins: [String; 3] =
            [1, 2, 3].map(|_| (0..20).map(|_| char::from(chance.gen_range(b'0'..=b'9'))).collect());
        needles.extend(pins.iter().map(|pin| Needle::of_pin(pin)));
        Some(Self { shop, library, keys, pins, needles, seen: BTreeMap::new() })
    }

    /// Takes over what was seen in another shop.
    pub fn take_over(&mut self, other: Self) {
        for (place, sight) in other.seen {
            self.seen.entry(place).or_default().add(&sight);
        }
    }

    fn saw(&mut self, place: Place, sight: &Sight) {
        if !matches!(place, Place::Control | Place::ControlFile) {
            for (form, found) in &sight.found {
                if !place.may_hold(*form) {
                    eprintln!("{}: {found} of {}", place.name(), form.name());
                }
            }
        }
        self.seen.entry(place).or_default().add(sight);
    }

    /// The search finds each needle in memory and in a file that hold them.
    pub fn can_be_found(&mut self) {
        let file = self.shop.place.path().join("holds-everything");
        let noise = [0_u8, 255, 48, 130];
        let mut bytes = Vec::new();
        for needle in &self.needles {
            bytes.extend_from_slice(&noise);
            bytes.extend_from_slice(&needle.bytes);
        }
        std::fs::write(&file, &bytes).unwrap();
        let whole = std::fs::read(&file).unwrap();
        for needle in self.needles.clone() {
            let found = crate::needle::count(&whole, &needle.bytes);
            assert!(found > 0, "a file that holds it: {}", needle.form.name());
            let mine = in_memory(std::process::id(), std::slice::from_ref(&needle));
            assert!(mine.of(needle.form) > 0, "memory that holds it: {}", needle.form.name());
            self.saw(Place::Control, &mine);
        }
        self.saw(Place::ControlFile, &in_text(&whole, &self.needles));
        std::fs::remove_file(file).unwrap();
    }

    /// Both keys are imported, the one typed in and the other from a file, and one signs from then on.
    pub fn keys_are_taken_in(&mut self) {
        let (typed_in, file) = (pem(&self.keys[0]), self.shop.place.path().join("private.pem"));
        std::fs::write(&file, pem(&self.keys[1])).unwrap();
        let token = self.shop.gateway.token.clone();
        let words = ["key", "import", "--simulator-token", &token, "--key-file"];
        let typed = self.followed(&[&words[..], &["-"]].concat(), &typed_in).done();
        let key = typed["key"]["fingerprint"].as_str().unwrap().to_owned();
        self.followed(&[&words[..], &[file.to_str().unwrap()]].concat(), "").done();
        std::fs::remove_file(file).unwrap();
        self.followed(&["key", "rotate", "--prove", &key], "").done();
        self.followed(&["key", "rotate", "--promote", &key], "").done();
        // What is no key is told without being repeated.
        let broken: String = typed_in.chars().filter(|letter| *letter != 'A').collect();
        let refused = self.followed(&[&words[..], &["-"]].concat(), &broken);
        assert_ne!(refused.exit, 0, "{refused:?}");
    }

    /// A buyer keeps a card, and its token is offered with the next request.
    pub fn a_card_is_kept(&mut self) {
        let buyer = ["--buyer-id", "C-1", "--email", "tan@mail.example", "--method", "CARD"];
        let request = self.shop.order("CARD-1", "SGD 5.00", &buyer);
        let act = json!({ "act": "pay", "payment_request_id": request, "method": "CARD", "card": "visa" });
        self.shop.gateway.post("payments", &act);
        self.followed(&["payment", "inquire", "CARD-1"], "").done();
        let words = ["request", "new", "--order", "CARD-2", "--amount", "SGD 6.00", "--description", "Tea"];
        self.followed(&[&words[..], &["--saved-cards"], &buyer[..4]].concat(), "").done();
        let calls = self.shop.gateway.get("calls");
        let bodies = calls["calls"].as_array().unwrap().iter().filter_map(|call| call["body"].as_str());
        let token = bodies.filter_map(|body| body.split_once("\"ALIPAY")).find_map(|(_, rest)| {
            let (token, _) = rest.split_once('"')?;
            (token.len() > 20).then(|| format!("ALIPAY{token}"))
        });
        self.needles.extend(Needle::of_token(&token.expect("the saved card was offered")));
    }

    /// One act: looked at while its answer is awaited, and at its end.
    pub fn act(&mut self, act: Act, number: &str) {
        act.prepare(&self.shop, number);
        let held = json!({ "operation": act.operation(), "kind": "delay", "ms": HELD_BACK, "next": 1 });
        self.shop.gateway.post("faults", &held);
        let child = self.begin(&act.words(number, number), "");
        until("it happens at Antom", || !act.traces(&self.shop, number).is_empty());
        signal(&child, "STOP");
        assert!(is_halted(&child), "it is awaiting an answer");
        let sight = in_memory(child.id(), &self.needles);
        assert!(sight.of(Form::Words) > 0, "the signer of the account in use is found while it is in use");
        self.saw(Place::Awaiting, &sight);
        signal(&child, "CONT");
        self.end(child).done();
        self.shop.gateway.control("DELETE", "faults", &serde_json::Value::Null);
    }

    /// A watcher that has asked and rests.
    pub fn a_watcher_rests(&mut self) {
        self.shop.order("WATCHED", "SGD 5.00", &["--method", "GRABPAY_SG"]);
        // The simulator keeps the last calls only: after many acts there are no more of them, but others.
        let asked = || self.shop.gateway.get("calls");
        let before = asked();
        let child = self.a_watcher();
        until("it asks", || asked() != before);
        self.at_rest(&child, Place::Resting);
        signal(&child, "TERM");
        self.end(child);
    }

    /// Begins to watch.
    pub fn a_watcher(&self) -> Child {
        let mut watch = self.shop.command(&["watch"]);
        watch.env("COUNTERSIGN_LOG", "trace").stdout(Stdio::piped()).stderr(Stdio::piped());
        watch.spawn().unwrap()
    }

    /// A watcher uses its account's key: the search finds it there.
    pub fn is_signing(&self, watcher: &Child) {
        let signs = || self.halted(watcher).of(Form::Words) > 0;
        until("the key of the account in use is in the signer", signs);
    }

    /// Looks at a watcher whose call is over. It is once its process has nothing more to do: it sleeps until the next.
    pub fn at_rest(&mut self, watcher: &Child, place: Place) {
        let begun = Instant::now();
        let mut sight = self.halted(watcher);
        while sight.of(Form::Words) > 0 && begun.elapsed() < PATIENCE {
            sight = self.halted(watcher);
        }
        self.saw(place, &sight);
    }

    /// Halts a process, looks at its memory, and lets it go on.
    fn halted(&self, child: &Child) -> Sight {
        signal(child, "STOP");
        assert!(is_halted(child), "it goes on until it is told to end");
        let sight = in_memory(child.id(), &self.needles);
        signal(child, "CONT");
        until("it goes on", || state(child) != Some('T'));
        sight
    }

    /// Everything that shows what is known.
    pub fn what_is_shown(&mut self) {
        let mut shown: Vec<Vec<&str>> = [
            "account list",
            "account show",
            "account test",
            "key show",
            "ledger stats",
            "ledger verify",
            "request list",
            "payment list",
            "payment search tan",
            "payment show CARD-1",
            "payment show CARD-2",
            "request show CARD-2",
            "payment inquire CARD-1",
            "watch --once",
            "settings list",
            "attention list",
        ]
        .map(|line| line.split(' ').collect())
        .to_vec();
        let backup = self.shop.home().join("copy.countersign").display().to_string();
        shown.push(vec!["ledger", "backup", &backup]);
        for words in &shown {
            self.followed(words, "");
            let plain = self.shop.run_plain(words);
            let said = [plain.out.as_bytes(), plain.err.as_bytes()].concat();
            self.saw(Place::Said, &in_text(&said, &self.needles));
        }
    }

    /// The recovery code is handed in, right and wrong.
    pub fn the_code_is_typed(&mut self) {
        let code = self.shop.recovery_code.clone();
        self.followed(&["ledger", "recovery-code", "--open", "-"], &code).done();
        let refused = self.followed(&["ledger", "recovery-code", "--open", "-"], &code[..code.len() - 4]);
        assert_ne!(refused.exit, 0, "{refused:?}");
    }

    /// Every file there is now.
    pub fn what_is_left(&mut self) {
        let sight = in_files(&self.shop.home(), &self.needles);
        assert!(sight.places > 3, "the ledger, its key's wrapping and backups are there");
        self.saw(Place::Files, &sight);
    }

    fn begin(&self, words: &[&str], typed: &str) -> Child {
        let mut command = self.shop.command(words);
        command.env("LD_PRELOAD", &self.library).env("COUNTERSIGN_LOG", "trace");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that refuses before it reads has gone by then.
        child.stdin.take().unwrap().write_all(typed.as_bytes()).ok();
        child
    }

    /// Runs a command, looked at at its end, and looks at what it said.
    pub fn followed(&mut self, words: &[&str], typed: &str) -> Ended {
        let child = self.begin(words, typed);
        self.end(child)
    }

    /// Waits for the end of a process, looked at where it halts before it.
    pub fn end(&mut self, mut child: Child) -> Ended {
        // What it says is read meanwhile, so that it does not wait for a reader.
        let readers = [read_on(child.stdout.take()), read_on(child.stderr.take())];
        while is_halted(&child) {
            let sight = in_memory(child.id(), &self.needles);
            self.saw(Place::Ending, &sight);
            signal(&child, "CONT");
            until("it goes on", || state(&child) != Some('T'));
        }
        let exit = child.wait().unwrap().code().unwrap_or(-1);
        let [out, err] = readers.map(|reader| reader.join().unwrap());
        self.saw(Place::Said, &in_text(&[out.as_slice(), &err].concat(), &self.needles));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        // The log goes to stderr too; a failure is its last line.
        let err = text(&err).lines().filter(|line| line.starts_with('{')).map(str::to_owned).collect();
        Ended { exit, out: text(&out), err }
    }
}

/// A private key as a merchant keeps it.
fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).filter_map(|line| str::from_utf8(line).ok()).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
}

/// Reads what a program says to its end, beside everything else.
fn read_on(mut pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(pipe) = &mut pipe {
            pipe.read_to_end(&mut said).unwrap();
        }
        said
    })
}
