use super::{DANIEL, LENA, PRIYA, code, pin, set_back, sits, staffed};
use crate::shop::Shop;
use console::{Console, ConsoleError, Ports, SecretText};
use domain::account::Environment;
use simulator::Span;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use vault::memory::MemoryVault;

fn wrong() -> SecretText {
    SecretText::new("111222".to_owned())
}

/// Wrong PINs until somebody has to wait; how many tries it took.
fn guess(console: &Console, name: &str) -> usize {
    (1..=20)
        .find(|_| match console.sign_in(name, &wrong()) {
            Err(ConsoleError::PinWait { .. }) => true,
            Err(ConsoleError::PinWrong { .. }) => false,
            other => panic!("{other:?}"),
        })
        .unwrap()
}

#[tokio::test]
async fn five_wrong_pins_and_the_right_one_has_to_wait_too() {
    let (shop, console) = staffed().await;
    console.sign_out();
    assert!(matches!(console.sign_in(PRIYA, &wrong()), Err(ConsoleError::PinWrong { left: 4 })));
    assert_eq!(guess(&console, PRIYA), 4);
    assert_eq!(code(console.sign_in(PRIYA, &pin(PRIYA))), "pin-wait");
    sits(&console, DANIEL);
    let waiting: Vec<_> =
        console.people().unwrap().into_iter().filter(|person| person.waits_until.is_some()).collect();
    assert_eq!(waiting.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), [PRIYA]);
    assert_eq!(waiting[0].waits_until, Some(console.now() + chrono::TimeDelta::seconds(30)));
    console.sign_out();
    shop.pass(Span::seconds(31));
    assert_eq!(code(console.sign_in(PRIYA, &wrong())), "pin-wait", "the next wrong one waits twice as long");
    shop.pass(Span::seconds(31));
    assert_eq!(code(console.sign_in(PRIYA, &pin(PRIYA))), "pin-wait");
    shop.pass(Span::seconds(30));
    sits(&console, PRIYA);
    assert!(
        matches!(console.sign_in(PRIYA, &wrong()), Err(ConsoleError::PinWrong { left: 4 })),
        "all is forgotten"
    );
}

#[tokio::test]
async fn pin_guessing_gets_no_more_tries_from_another_process_or_a_restart() {
    let (shop, console) = staffed().await;
    let tries: usize = (0..3).map(|_| usize::from(shop.another().sign_in(PRIYA, &wrong()).is_err())).sum();
    assert_eq!(tries + guess(&console, PRIYA), 5);
    drop(console);
    assert_eq!(code(shop.another().sign_in(PRIYA, &pin(PRIYA))), "pin-wait");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pin_guessing_from_many_processes_at_once_gets_no_more_tries_either() {
    let (shop, console) = staffed().await;
    let guessers: Vec<_> = (0..12).map(|_| shop.another()).collect();
    let tasks: Vec<_> = guessers
        .into_iter()
        .map(|guesser| tokio::task::spawn_blocking(move || code(guesser.sign_in(PRIYA, &wrong()))))
        .collect();
    let mut looked_at = 0;
    for task in tasks {
        looked_at += usize::from(task.await.unwrap() == "pin-wrong");
    }
    assert!(looked_at <= 5, "{looked_at}");
    assert_eq!(code(console.sign_in(PRIYA, &pin(PRIYA))), "pin-wait");
}

#[tokio::test]
async fn a_clock_set_back_shortens_no_wait_and_lengthens_no_session() {
    let (shop, console) = staffed().await;
    guess(&console, PRIYA);
    sits(&console, DANIEL);
    let token = console.open_seat().unwrap();
    let gone_back = set_back(&shop);
    assert_eq!(code(gone_back.sign_in(PRIYA, &pin(PRIYA))), "pin-wait");
    assert!(!gone_back.resume_seat(&token).unwrap(), "the session ends instead");
    assert!(!console.resume_seat(&token).unwrap());
    shop.pass(Span::seconds(60));
    sits(&console, PRIYA);
}

#[tokio::test]
async fn an_admin_or_the_recovery_code_ends_a_wait_and_nobody_else() {
    let (_shop, console) = staffed().await;
    let recovery = SecretText::new(console.renew_recovery_code().unwrap().text().to_owned());
    guess(&console, PRIYA);
    sits(&console, DANIEL);
    assert_eq!(code(console.release_pin(PRIYA, None)), "right-missing");
    sits(&console, LENA);
    console.release_pin(PRIYA, None).unwrap();
    sits(&console, PRIYA);
    guess(&console, LENA);
    console.sign_out();
    assert_eq!(code(console.release_pin(LENA, Some(&SecretText::new("AAAA-BBBB".into())))), "recovery-code");
    console.release_pin(LENA, Some(&recovery)).unwrap();
    sits(&console, LENA);
}

#[tokio::test]
async fn a_pin_is_changed_by_who_knows_it_and_given_by_who_manages_people() {
    let (_shop, console) = staffed().await;
    let new = SecretText::new("402918".to_owned());
    sits(&console, PRIYA);
    assert_eq!(code(console.set_pin(DANIEL, &new, None)), "right-missing");
    assert_eq!(code(console.change_pin(PRIYA, &wrong(), &new)), "pin-wrong");
    assert_eq!(code(console.change_pin(PRIYA, &pin(PRIYA), &SecretText::new("123456".into()))), "bad-field");
    console.change_pin(PRIYA, &pin(PRIYA), &new).unwrap();
    assert_eq!(code(console.sign_in(PRIYA, &pin(PRIYA))), "pin-wrong");
    console.sign_in(PRIYA, &new).unwrap();
    sits(&console, LENA);
    console.set_pin(DANIEL, &new, None).unwrap();
    console.sign_in(DANIEL, &new).unwrap();
}

#[tokio::test]
async fn a_session_of_the_command_line_is_short_and_ends_with_a_new_pin() {
    let (shop, console) = staffed().await;
    sits(&console, DANIEL);
    let token = console.open_seat().unwrap();
    let run = || shop.another();
    assert!(run().resume_seat(&token).unwrap());
    shop.pass(Span::minutes(14));
    assert!(run().resume_seat(&token).unwrap(), "using it keeps it");
    shop.pass(Span::minutes(15));
    assert!(!run().resume_seat(&token).unwrap());
    sits(&console, DANIEL);
    let token = console.open_seat().unwrap();
    sits(&console, LENA);
    console.set_pin(DANIEL, &SecretText::new("402918".into()), None).unwrap();
    assert!(!run().resume_seat(&token).unwrap());
    assert!(!run().resume_seat(&SecretText::new("00".repeat(32))).unwrap());
}

#[tokio::test]
async fn pin_guessing_on_the_database_file_is_of_no_use_and_a_restore_sets_new_ones() {
    let (shop, console) = staffed().await;
    let recovery = SecretText::new(console.renew_recovery_code().unwrap().text().to_owned());
    let file = shop.home().path().join("copy.countersign");
    console.backup(&file).unwrap();
    let place = tempfile::tempdir().unwrap();
    let ports = Ports { vault: Arc::new(MemoryVault::new()), ..shop.ports() };
    let (there, _) = Console::restore(
        &console::Home::new(place.path()),
        Environment::Training,
        ports,
        &file,
        &console::restore::RestoreWith::Code(recovery.clone()),
    )
    .unwrap();
    assert_eq!(code(there.sign_in(PRIYA, &pin(PRIYA))), "pin-missing", "the right PIN is of no use there");
    assert!(there.door().unwrap().iter().all(|person| !person.has_pin));
    let new = SecretText::new("402918".to_owned());
    assert_eq!(code(there.set_pin(LENA, &new, None)), "sign-in-needed");
    there.set_pin(LENA, &new, Some(&recovery)).unwrap();
    there.sign_in(LENA, &new).unwrap();
    there.set_pin(PRIYA, &pin(PRIYA), None).unwrap();
    sits(&there, PRIYA);
    assert!(there.verify(None).unwrap().whole);
}

#[tokio::test]
async fn no_pin_and_nothing_that_verifies_one_is_in_the_journal() {
    let (shop, console) = staffed().await;
    guess(&console, PRIYA);
    let journal = std::fs::read(shop.home().environment(Environment::Training).join("ledger.db")).unwrap();
    for secret in ["846201", "295408", "argon2id"] {
        assert!(!journal.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "{secret}");
    }
    assert!(console.verify(None).unwrap().whole);
}

#[tokio::test]
async fn the_first_person_is_an_admin_and_sits_down_at_once() {
    let (_shop, console) = Shop::open().await;
    assert_eq!(code(console.add_person(PRIYA, "shop".into(), None, &pin(PRIYA))), "role-unfit");
    assert_eq!(
        code(console.add_person(LENA, "admin".into(), None, &SecretText::new("12345".into()))),
        "bad-field"
    );
    assert!(!console.has_people().unwrap(), "nothing is written where it did not work");
    let lena = console.add_person(LENA, "admin".into(), None, &pin(LENA)).unwrap();
    assert_eq!(console.sitting().unwrap(), Some(lena));
}

#[tokio::test]
async fn nobody_is_locked_out_while_the_first_person_is_added() {
    let (_shop, console) = Shop::open().await;
    let (begun, over) = (Barrier::new(3), AtomicBool::new(false));
    std::thread::scope(|threads| {
        let asks = |ask: fn(&Console) -> Result<(), ConsoleError>| {
            let (console, begun, over) = (&console, &begun, &over);
            threads.spawn(move || {
                begun.wait();
                while !over.load(Ordering::SeqCst) {
                    ask(console).unwrap();
                }
                ask(console).unwrap();
            })
        };
        asks(Console::somebody_is_here);
        asks(|console| {
            ["Blue Heron", "Grey Heron"]
                .iter()
                .try_for_each(|name| console.set_setting("merchant", name).map(drop))
        });
        begun.wait();
        let added = console.add_person(LENA, "admin".into(), None, &pin(LENA));
        over.store(true, Ordering::SeqCst);
        added.unwrap();
    });
}
