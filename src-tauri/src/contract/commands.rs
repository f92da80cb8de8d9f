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
    open_environment(InEnvironment) -> Nothing;

    search(Search) -> FoundView;
    row(OfOrder) -> RowView;
    show(OfOrder) -> OrderView;
    look_up(OfId) -> LookedUp;
    import(OfId) -> OrderId;

    inquire(OfOrder) -> Asked;
    /// E-mail, SMS and WhatsApp open the other program; copying and printing happen here. The fact is written either way.
    share(Share) -> Shared;
    reissue(Reissue) -> RequestMade;
    stop_offering(WithReason) -> StoppedOffering;
    note(Note) -> OrderView;
    forget_buyer(WithReason) -> OrderView;

    prepare(Ask) -> Prepared;
    dry_run(Ask) -> WouldDo;
    confirm(Confirm) -> IntentView;
    stop(OfIntent) -> IntentView;
    outbox(Nothing) -> Vec<IntentView>;

    accounts(Nothing) -> Vec<AccountView>;
    remove_account(OfAccount) -> Nothing;
    keys(OfAccount) -> Vec<KeyShown>;
    promote_key(OfKey) -> KeyView;
    retire_key(OfKey) -> KeyView;

    settings(Nothing) -> Vec<SettingView>;
    set_setting(Preference) -> SettingView;
    /// Shown once; the one before no longer opens this ledger.
    renew_recovery_code(Nothing) -> CodeShown;

    begin_training(Nothing) -> Nothing;
    training(Nothing) -> TrainingView;
    training_move_clock(MoveClock) -> TrainingView;
    training_set_fault(SetFault) -> TrainingView;
    training_clear_faults(Nothing) -> TrainingView;
    /// Opens the buyer's page of an order in the browser.
    training_open_buyer(OfOrder) -> Nothing;

    copy_text(Text) -> Nothing;
    open_dashboard(Nothing) -> Nothing;
}
