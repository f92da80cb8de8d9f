// Every command of the window: its name, what goes in, what comes out. This list is written once. `build.rs` makes the
// names of the access list from it, `dispatch.rs` the handlers, and `typescript.rs` the types of the front end.
commands! {
    /// What a window begins with.
    start(Nothing) -> Start;
    /// Where the core tells what happens, for as long as the page lives. Only `platform` calls this.
    hear(Hear) -> Nothing;
    /// Something can be seen: the window is shown. Said again once it was painted.
    ready(Nothing) -> Nothing;
    hello(Nothing) -> Hello;
    preferences(Nothing) -> BTreeMap<String, String>;
    set_preference(Preference) -> Nothing;
    pulse(Nothing) -> Pulse;
    open_environment(InEnvironment) -> Nothing;

    /// Somebody sits down. The PIN lives no longer than the call.
    sign_in(SignIn) -> Person;
    /// Everybody gets up. Sealed, nothing is asked and nothing leaves until somebody signs in.
    lock(Lock) -> Nothing;
    /// Who works here, with roles and policy.
    people(Nothing) -> PeopleView;
    /// The first person is an admin, who is made with the recovery code and sits here at once.
    add_person(NewPerson) -> Person;
    change_person(ChangePerson) -> Person;
    /// A PIN of one's own with the old one; of somebody else as whoever manages people; with the recovery code anybody's,
    /// also before somebody signed in.
    set_pin(NewPin) -> Nothing;
    /// Ends a wait after wrong PINs; with the recovery code also before somebody signed in.
    release_pin(OfPerson) -> Nothing;
    make_role(OfRole) -> PeopleView;
    remove_role(NamedRole) -> PeopleView;
    set_policy(OfPolicy) -> PeopleView;
    /// What somebody did, oldest first.
    trail(OfTrail) -> Vec<TrailEntry>;
    /// Writes it word for word, with the place of every fact on the chain, where the system's dialog is told to; none
    /// where it was closed.
    export_trail(OfTrail) -> Option<TrailFile>;
    approvals(Nothing) -> Vec<ApprovalView>;
    /// Asks somebody else to agree to what was prepared.
    ask_approval(AskApproval) -> ApprovalView;
    /// Puts the question to whoever is to agree: Antom is asked afresh.
    consider_approval(OfApproval) -> Prepared;
    /// Agrees and does it, with the token of `consider_approval`; about a key without one.
    give_approval(GiveApproval) -> ApprovalView;
    refuse_approval(RefuseApproval) -> ApprovalView;
    withdraw_approval(OfApproval) -> ApprovalView;

    /// Puts the ledger's key back into the keychain.
    unlock_with_code(Code) -> Nothing;
    /// Restores a backup chosen in the system's dialog; none where it was closed.
    restore(MaybeCode) -> Option<RestoredView>;

    search(Search) -> FoundView;
    tally(Queries) -> Vec<TallyView>;
    row(OfOrder) -> RowView;
    show(OfOrder) -> OrderView;
    evidence(OfOrder) -> Vec<EvidenceView>;
    look_up(OfId) -> LookedUp;
    import(OfId) -> OrderId;

    request_defaults(Nothing) -> RequestDefaults;
    check_request(CheckRequest) -> RequestChecked;
    create_request(OfDraft) -> RequestMade;
    replace_request(ReplaceRequest) -> RequestMade;
    /// Makes a link when the live one of an order has ended: for a form that takes its place, or of the same request. It
    /// is made also where the window is closed by then, or the program was started again.
    defer_request(DeferRequest) -> Deferred;
    /// Gives a link up that waits; false where none did.
    drop_deferred(OfOrder) -> bool;
    deferred(Nothing) -> Vec<Deferred>;
    /// Opens an order that is paid at the counter: by the one way to pay that was chosen (guide 3), else on Antom's
    /// embedded page (guide 4).
    create_at_counter(OfDraft) -> RequestMade;
    /// Opens the window in which a buyer pays an order at the counter.
    open_counter(OfOrder) -> Nothing;
    /// What happens at an order's counter; none where it was not opened since this program started.
    counter(OfOrder) -> Option<CounterView>;
    /// The form that an order would be made with again.
    draft_of(OfOrder) -> RequestDraft;
    /// The cards a known buyer saved by paying with them: brand and last four digits.
    saved_cards(OfHolder) -> Vec<SavedCard>;
    /// Forgets a saved card with the particulars of the orders that hold it; answers their numbers.
    forget_card(OfCard) -> Vec<String>;
    keep_draft(MaybeDraft) -> Option<DraftKept>;
    qr(OfOrder) -> QrView;

    inquire(OfOrder) -> Asked;
    /// The order somebody looks at: it is asked about every two seconds. None: nobody looks at any.
    look_at(MaybeOrder) -> Nothing;
    /// What is asked next, and when: of one order, or of all.
    watch_plan(OfWatch) -> WatchPlan;
    /// E-mail, SMS and WhatsApp open the other program; copying and printing happen here. The fact is written either way.
    share(Share) -> Shared;
    reissue(Reissue) -> RequestMade;
    stop_offering(WithReason) -> StoppedOffering;
    note(Note) -> OrderView;
    forget_buyer(WithReason) -> OrderView;

    holds(Nothing) -> Holds;
    /// What has no outcome yet by the time it was asked for, what has one by the time it got it; the newest first. Empty
    /// lists ask for every verb and every currency.
    moves(MovesOf) -> Moves;
    attention(Nothing) -> Attention;
    snooze(Snooze) -> Nothing;
    mark_read(OfItem) -> Nothing;

    read_amount(TypedAmount) -> AmountRead;
    /// Sums by currency, one list for each group; amounts of several currencies are never added together.
    add_up(Groups) -> Vec<Vec<Money>>;
    prepare(Ask) -> Prepared;
    dry_run(Ask) -> WouldDo;
    confirm(Confirm) -> IntentView;
    stop(OfIntent) -> IntentView;
    outbox(Nothing) -> Vec<IntentView>;

    accounts(Nothing) -> Vec<AccountView>;
    staged_key(Nothing) -> Option<StagedKey>;
    /// None where the system's dialog was closed.
    stage_key(Import) -> Option<StagedKey>;
    discard_staged_key(Nothing) -> Nothing;
    check_account(CheckAccount) -> Nothing;
    /// Tests an account that does not exist yet, with the staged key, as `test_account` does. Keeps nothing.
    try_account(WholeAccount) -> TestReport;
    add_account(WholeAccount) -> AccountView;
    remove_account(OfAccount) -> Nothing;
    test_account(OfAccount) -> TestReport;
    keys(OfAccount) -> Vec<KeyShown>;
    account_history(OfAccount) -> Vec<AccountEvent>;
    /// None where the system's dialog was closed.
    add_key(AddKey) -> Option<KeyShown>;
    prove_key(OfKey) -> TestReport;
    /// The recovery code and a reason are asked for outside of Training.
    promote_key(PromoteKey) -> KeyView;
    retire_key(OfKey) -> KeyView;
    /// Saves a public key where the system's dialog says; false where it was closed.
    save_public_key(SavePublicKey) -> bool;

    /// What is known about ways to pay: what Antom's guides say, and what was corrected here.
    methods(OfCurrency) -> Vec<MethodView>;
    /// What a correction would change, and what the guides say about it. Nothing is written.
    consider_correction(OfEdit) -> Considered;
    /// A correction that allows more than before is taken only with the mark of what was shown.
    correct_method(CorrectMethod) -> MethodView;
    /// What a buyer can pay an amount with, by Antom's own answer.
    consult(AskMethods) -> Consulted;

    settings(Nothing) -> Vec<SettingView>;
    set_setting(Preference) -> SettingView;
    care(Nothing) -> Care;
    /// The path is chosen in the system's dialog; none where it was closed.
    backup(Nothing) -> Option<BackupView>;
    verify(Nothing) -> VerifiedView;
    /// Shown once; the one before no longer opens this ledger.
    renew_recovery_code(Nothing) -> CodeShown;
    confirm_recovery_code(Code) -> Nothing;

    /// Sets Training up with its sample shop, where it is not, and opens its window.
    begin_training(Nothing) -> Nothing;
    training(Nothing) -> TrainingView;
    training_move_clock(MoveClock) -> TrainingView;
    /// `times` none: every call until it is switched off.
    training_set_fault(SetFault) -> TrainingView;
    training_clear_faults(Nothing) -> TrainingView;
    /// Opens the buyer's page of an order in the browser.
    training_open_buyer(OfOrder) -> Nothing;

    copy_text(Text) -> Nothing;
    open_dashboard(Nothing) -> Nothing;
}
