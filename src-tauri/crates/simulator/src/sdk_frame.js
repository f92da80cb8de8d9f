// Antom's page as it stands in the frame of the browser SDK: shows what the simulator sends, sends what the buyer does,
// and tells the SDK the events in the messages it reads.
(function () {
  'use strict';
  const page = document.getElementById('page');
  const query = new URLSearchParams(window.location.search);
  const instanceId = query.get('instanceId');
  const oneMethod = window.location.pathname === '/sdk/one-method.html';
  let sessionData = query.get('sessionData');

  function toSdk(event, data) {
    const message = { name: 'APP_TO_SDK', instanceId, context: { event, data } };
    window.parent.postMessage(JSON.stringify(message), '*');
  }

  function tell(code, result) {
    const event = { code, message: code, result };
    if (oneMethod) toSdk('onEventCallback', event);
    else window.parent.postMessage(JSON.stringify(event), '*');
  }

  function measure() {
    if (oneMethod) toSdk('onSizeChanged', { width: 520, height: Math.max(560, page.scrollHeight + 140) });
  }

  async function act(form) {
    form.set('sessionData', sessionData);
    const answer = await fetch('/sdk/act', { method: 'POST', body: new URLSearchParams(form) });
    const told = await answer.json();
    page.innerHTML = told.fragment;
    measure();
    if (told.code) tell(told.code, told.result);
    return told;
  }

  document.addEventListener('submit', (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    if (event.submitter && event.submitter.name) form.set(event.submitter.name, event.submitter.value);
    act(form);
  });

  page.addEventListener('click', (event) => {
    const chosen = event.target.dataset && event.target.dataset.act;
    if (chosen === 'begin') act(new FormData());
    if (chosen === 'back') tell('SDK_PAYMENT_CLICK_BACK_TO_MERCHANT');
  });

  function begin() {
    act(new FormData()).then(() => {
      if (oneMethod) tell('SDK_END_OF_LOADING');
    });
  }

  if (!oneMethod) {
    begin();
    return;
  }
  // The SDK hands the session over once the page says that it stands.
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || sessionData) return;
    let told;
    try {
      told = JSON.parse(event.data);
    } catch {
      return;
    }
    const context = told && told.name === 'SDK_TO_APP' && told.context;
    if (!context || context.event !== 'renderComponent') return;
    sessionData = context.data.paymentSessionData;
    begin();
  });
  toSdk('onLaunch', {});
})();
