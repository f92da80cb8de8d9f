//! Adding people, and changing what they may do.

use crate::Console;
use crate::error::ConsoleError;
use crate::people::view::Person;
use crate::pin;
use crate::record::By;
use crate::secret::SecretText;
use domain::fact::Body;
use domain::ids::OperatorId;
use domain::people::manage::{Change, decide};
use domain::people::{ApprovalPolicy, Limits, People, Role, RoleName};
use ledger::Ledger;

/// What is to be changed about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonChange {
    /// Their name.
    Name(String),
    /// Their role and limits; without limits the role's hold.
    Role(RoleName, Option<Limits>),
    /// They may not work for the time being, for this reason.
    Suspend(String),
    /// They may work again.
    LetWork,
}

impl Console {
    /// Adds somebody with a PIN. The very first is an admin, and signs in at once.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] with the rule and who could; [`ConsoleError::PinUnfit`] for a PIN that is none; whatever
    /// keeps the keychain from keeping the pepper. Nothing is written then.
    pub fn add_person(
        &self,
        name: &str,
        role: RoleName,
        limits: Option<Limits>,
        pin: &SecretText,
    ) -> Result<Person, ConsoleError> {
        pin::checked(pin)?;
        let id = OperatorId(self.ports.ids.uuid());
        let change = Change::Add { id, name: name.to_owned(), role, limits };
        let mut salt = [0_u8; 16];
        self.ports.ids.fill(&mut salt);
        // Judged before the slow and the lasting: the pepper, the verifier.
        decide(&self.read(Ledger::people)?, self.seat.who().as_ref(), change.clone(), self.now())?;
        let verifier = self.pepper_or_new()?.verifier(pin, salt)?;
        let added = self.write(|pen| {
            let people = pen.writer.people()?;
            let body = decide(&people, self.seat.who().as_ref(), change, pen.now)?;
            pen.append(None, By::Person, body)?;
            pen.writer.keep_pin(id, &verifier)?;
            if people.is_empty() {
                // They sit here before anybody can read that there are people: a command that runs at the same time
                // would find nobody signed in, and the window would lock.
                pen.remember_last_here(&id)?;
                self.seat.change(Some(id));
            }
            Ok(())
        });
        if added.is_err() && self.seat.who() == Some(id) {
            self.seat.change(None);
        }
        added?;
        self.checkpoint()?;
        self.person_of(&id)
    }

    /// Changes something about somebody.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] with the rule, and who could.
    pub fn change_person(&self, name: &str, change: PersonChange) -> Result<Person, ConsoleError> {
        let who = self.person_called(name)?.id;
        let ends = matches!(change, PersonChange::Suspend(_));
        self.change(match change {
            PersonChange::Name(name) => Change::Rename { who, name },
            PersonChange::Role(role, limits) => Change::Role { who, role, limits },
            PersonChange::Suspend(reason) => Change::Suspend { who, reason },
            PersonChange::LetWork => Change::LetWork { who },
        })?;
        if ends {
            self.write(|pen| Ok(pen.writer.end_seats_of(who)?))?;
        }
        self.person_of(&who)
    }

    /// Makes a role, or changes one that was made here.
    ///
    /// # Errors
    /// As [`Console::change_person`].
    pub fn make_role(&self, role: Role) -> Result<(), ConsoleError> {
        self.change(Change::MakeRole(role))
    }

    /// Removes a role that nobody has.
    ///
    /// # Errors
    /// As [`Console::change_person`].
    pub fn remove_role(&self, role: RoleName) -> Result<(), ConsoleError> {
        self.change(Change::RemoveRole(role))
    }

    /// Changes from when a second person is needed, where a reason is, and after how long a window locks.
    ///
    /// # Errors
    /// As [`Console::change_person`].
    pub fn set_approval_policy(&self, policy: ApprovalPolicy) -> Result<(), ConsoleError> {
        self.change(Change::Policy(policy))
    }

    fn change(&self, change: Change) -> Result<(), ConsoleError> {
        self.write(|pen| {
            let people = pen.writer.people()?;
            let body: Body = decide(&people, self.seat.who().as_ref(), change, pen.now)?;
            if is_so_already(&people, &body) {
                return Ok(());
            }
            pen.append(None, By::Person, body).map(drop)
        })?;
        self.checkpoint()
    }

    fn person_of(&self, id: &OperatorId) -> Result<Person, ConsoleError> {
        let people = self.read(Ledger::people)?;
        let found = people.operator(id).ok_or_else(|| ConsoleError::not_found(id.to_string()))?;
        self.person_view(&people, found)
    }
}

/// Whether it is so already: what changes nothing is no decision, and no fact.
fn is_so_already(people: &People, body: &Body) -> bool {
    match body {
        Body::OperatorChanged(changed) => people.operator(&changed.operator.id) == Some(&changed.operator),
        Body::RoleChanged(role) => people.role(&role.name).as_ref() == Some(role.as_ref()),
        Body::PolicyChanged(policy) => people.policy == **policy,
        _ => false,
    }
}
