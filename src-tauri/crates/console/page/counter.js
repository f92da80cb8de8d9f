// Gives the session to Antom's SDK, and its event codes back. A code does nothing but show a sentence and have the
// gateway asked; what the page says is never a result.
(function () {
  'use strict';
  const given = Object.assign({}, document.body.dataset);
  const said = document.getElementById('said');
  // The session is a secret: it stands in the page no longer than it is needed.
  for (const name of ['session', 'nonce']) delete document.body.dataset[name];

  const KNOWN = [
    'SDK_START_OF_LOADING',
    'SDK_END_OF_LOADING',
    'SDK_PAYMENT_SUCCESSFUL',
    'SDK_PAYMENT_PROCESSING',
    'SDK_PAYMENT_FAIL',
    'SDK_PAYMENT_CANCEL',
    'SDK_PAYMENT_ERROR',
    'SDK_PAYMENT_CLICK_BACK_TO_MERCHANT',
    'SDK_INTERNAL_ERROR',
    'SDK_CREATEPAYMENT_PARAMETER_ERROR',
    'SDK_INIT_PARAMETER_ERROR',
    'SDK_CREATECOMPONENT_ERROR',
    'SDK_CALL_URL_ERROR',
    // No code of the SDK: a frame was kept from a page of another host.
    'COUNTER_LED_ELSEWHERE',
  ];

  let nonce = given.nonce;
  let last = Promise.resolve();

  // One after the other: every answer brings the nonce of the next.
  function tell(code) {
    if (!KNOWN.includes(code)) return;
    last = last
      .then(() =>
        fetch('/event', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ nonce, code }),
        }),
      )
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error('refused'))))
      .then((answer) => {
        nonce = answer.nonce;
      })
      .catch(() => {});
  }

  function heard(event) {
    if (event && typeof event.code === 'string' && event.code.startsWith('SDK_')) tell(event.code);
  }

  // A bank's or wallet's page inside Antom's: the policy keeps it out, and nobody would know why nothing happens.
  document.addEventListener('securitypolicyviolation', (event) => {
    if (!['frame-src', 'form-action'].includes(event.effectiveDirective)) return;
    said.textContent =
      'The next page is not shown here. Please tell the staff: you can go on with your own phone. ' +
      '此处不显示下一个页面。请告知店员：您可以用自己的手机继续付款。';
    tell('COUNTER_LED_ELSEWHERE');
  });

  // The SDK reads its settings from the whole address. Nothing but what this program put there may stand in it.
  if (window.location.search !== given.query || window.location.hash !== '') {
    said.textContent = 'This address was changed. Open the counter again.';
    return;
  }

  const options = { environment: given.environment, locale: given.locale, onEventCallback: heard };
  let shown;
  try {
    if (given.sdk === 'AMSCheckoutPage') {
      shown = new window.AMSCheckoutPage(options).mountComponent({ sessionData: given.session }, '#checkout');
    } else {
      const quiet = { analytics: { enabled: false }, onError: heard };
      shown = new window.AMSCashierPayment(Object.assign(quiet, options)).createComponent({
        sessionData: given.session,
        appearance: { showLoading: true },
      });
    }
  } catch (error) {
    shown = Promise.reject(error);
  }
  Promise.resolve(shown).catch((error) => {
    heard(error);
    if (!error || !KNOWN.includes(error.code)) tell('SDK_CREATECOMPONENT_ERROR');
  });
})();
