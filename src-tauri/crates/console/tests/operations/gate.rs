//! A network that can hold a call up, before it leaves or after Antom had it, and that can lie.

use antom::keys::MerchantKey;
use antom::signature::sign;
use antom::{Gateway, RawAnswer, SignedRequest, Transport, TransportError, TransportFault};
use async_trait::async_trait;
use console::{ConsoleError, HttpNetwork, Network};
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

/// Where a call is held up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Before a byte leaves.
    Before,
    /// After Antom had it and before its answer arrives.
    After,
}

/// Changes the body of an answer; the signature no longer fits, as with any forger.
pub type Lie = Box<dyn Fn(&mut RawAnswer) + Send + Sync>;

#[derive(Default)]
pub struct Gate {
    /// Path and body of every call that left, oldest first.
    pub sent: Mutex<Vec<(String, Vec<u8>)>>,
    held: Mutex<Option<(String, Where)>>,
    lie: Mutex<Option<(String, Lie)>>,
    /// Told when a call reached the place where it is held.
    pub reached: Notify,
    opened: Notify,
    /// The operation whose calls find no connection.
    cut: Mutex<Option<String>>,
    forger: Mutex<Option<Arc<MerchantKey>>>,
}

impl Gate {
    /// The next calls of an operation are held up until they are let through.
    pub fn hold(&self, operation: &str, place: Where) {
        *self.held.lock().unwrap() = Some((operation.to_owned(), place));
    }

    /// Calls go through again, those that were held up as well.
    pub fn open(&self) {
        *self.held.lock().unwrap() = None;
        self.opened.notify_waiters();
    }

    /// New calls go through again; those that are held up stay so until [`Gate::open`].
    pub fn let_others_pass(&self) {
        *self.held.lock().unwrap() = None;
    }

    /// Calls of an operation find no connection from now on: not a byte of them leaves.
    pub fn cut(&self, operation: &str) {
        *self.cut.lock().unwrap() = Some(operation.to_owned());
    }

    /// There is a connection again.
    pub fn mend(&self) {
        *self.cut.lock().unwrap() = None;
    }

    fn is_cut(&self, path: &str) -> bool {
        self.cut.lock().unwrap().as_ref().is_some_and(|cut| path.ends_with(&format!("/{cut}")))
    }

    /// Answers to an operation are changed on their way.
    pub fn lie(&self, operation: &str, lie: impl Fn(&mut RawAnswer) + Send + Sync + 'static) {
        *self.lie.lock().unwrap() = Some((operation.to_owned(), Box::new(lie)));
    }

    /// Every answer is signed afresh with another key: whoever believes that key believes every lie.
    pub fn forge_with(&self, key: Arc<MerchantKey>) {
        *self.forger.lock().unwrap() = Some(key);
    }

    /// Answers to an operation are told with other fields.
    pub fn lie_in_json(
        &self,
        operation: &str,
        change: impl Fn(&mut serde_json::Value) + Send + Sync + 'static,
    ) {
        self.lie(operation, move |answer| {
            let mut json = serde_json::from_slice(&answer.body).unwrap();
            change(&mut json);
            answer.body = json.to_string().into_bytes();
        });
    }

    /// No more lies.
    pub fn be_honest(&self) {
        *self.lie.lock().unwrap() = None;
    }

    fn sign_afresh(&self, path: &str, answer: &mut RawAnswer) {
        let Some(key) = self.forger.lock().unwrap().clone() else { return };
        let of = |name: &str| answer.header(name).unwrap_or_default().to_owned();
        let (client, time) = (of("client-id"), of("response-time"));
        let signature = sign(&key, 1, "POST", path, &client, &time, &answer.body).unwrap();
        answer.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("signature"));
        answer.headers.push(("signature".to_owned(), signature));
    }

    fn holds(&self, path: &str, place: Where) -> bool {
        let held = self.held.lock().unwrap();
        held.as_ref().is_some_and(|(operation, at)| *at == place && path.ends_with(&format!("/{operation}")))
    }

    async fn wait(&self, path: &str, place: Where) {
        let opened = self.opened.notified();
        if self.holds(path, place) {
            self.reached.notify_one();
            opened.await;
        }
    }
}

pub struct GatedNetwork(pub Arc<Gate>);

impl Network for GatedNetwork {
    fn transport(&self, gateway: &Gateway) -> Result<Arc<dyn Transport>, ConsoleError> {
        let inner = HttpNetwork.transport(gateway)?;
        Ok(Arc::new(Gated { inner, gate: Arc::clone(&self.0) }))
    }
}

struct Gated {
    inner: Arc<dyn Transport>,
    gate: Arc<Gate>,
}

#[async_trait]
impl Transport for Gated {
    async fn send(&self, request: SignedRequest) -> Result<RawAnswer, TransportError> {
        let path = request.path().to_owned();
        if self.gate.is_cut(&path) {
            return Err(TransportError::before_sending(TransportFault::Connect));
        }
        self.gate.sent.lock().unwrap().push((path.clone(), request.body().to_vec()));
        self.gate.wait(&path, Where::Before).await;
        let answer = self.inner.send(request).await;
        self.gate.wait(&path, Where::After).await;
        let mut answer = answer?;
        if let Some((operation, lie)) = self.gate.lie.lock().unwrap().as_ref()
            && path.ends_with(&format!("/{operation}"))
        {
            lie(&mut answer);
        }
        self.gate.sign_afresh(&path, &mut answer);
        Ok(answer)
    }
}
