// New payment request, before and after its link, in each of the states that people meet.
import { SMALL, WIDE, ZOOMED } from './sizes.mjs';

const form = async (page) => {
  await page
    .getByRole('button', { name: /^(New request|新建收款)$/ })
    .first()
    .click();
  await page.locator('#request-amount').waitFor();
};
const filled = async (page) => {
  await form(page);
  await page.locator('#request-amount').fill('1186.50');
  await page.locator('#request-description').fill('Offshore jacket and deck boots, delivery included');
  await page.locator('#request-name').fill('Hana Sato');
  await page.locator('#request-email').fill('hana.sato@example.com');
  await page.locator('#request-phone').fill('+1 202 555 0117');
  const items = [
    ['Offshore jacket, unisex L', '899.00'],
    ['Deck boots, EU 42', '265.50'],
    ['Delivery, Singapore', '22.00'],
  ];
  for (const [place, [name, unit]] of items.entries()) {
    await page.locator('tfoot button').first().click();
    const row = page.locator('tbody tr:has(input)').nth(place);
    await row.locator('input').nth(0).fill(name);
    await row.locator('input').nth(2).fill(unit);
  }
  await page.locator('#request-note').fill('Caller wants a ring before delivery, after 18:00');
  await page.locator('#request-amount').focus();
  await page.waitForTimeout(600);
};
const core = (page, act, ...given) => page.evaluate(act, given);
const asked = async (page) => {
  await filled(page);
  await page.keyboard.press('Control+Enter');
};
const made = async (page) => {
  await asked(page);
  await page.locator('#request-first-share:enabled').waitFor();
};
const at = (page, now) =>
  core(page, ([moment]) => globalThis.double.turn({ now: moment, last_answer_at: moment }), now);
const shared = async (page) => {
  await made(page);
  await page.getByRole('button', { name: /^(E-mail|邮件)$/ }).click();
  await at(page, '2026-11-25T03:08:48Z');
};
const paidBy = (method) => async (page) => {
  await shared(page);
  await core(page, ([how]) => globalThis.double.pay(globalThis.double.rows[0].id, how), method);
};
const answered =
  (...answers) =>
  async (page) => {
    await core(page, ([all]) => globalThis.double.antom.willAnswer(...all), answers);
    await asked(page);
    await page.waitForTimeout(400);
  };
const changed = async (page) => {
  await shared(page);
  await page.locator('#request-description').fill('Offshore jacket, delivery included');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
};
const mistaken = async (page) => {
  await form(page);
  await page.locator('#request-amount').fill('17,000');
  await page.locator('#request-reference').fill('SO-20452');
  await page.locator('#request-description').fill('海上夹克, card 4054 6957 2310 0768');
  await page.locator('#request-name').fill('Hana Sato');
  await page.keyboard.press('Control+Enter');
};

/** Name, size, address and what is done before the picture. */
export const REQUEST = [
  ['02-request-empty-light', WIDE, 'theme=light', form],
  ['02b-new-request-before-light', WIDE, 'theme=light', filled],
  ['02b-new-request-before-dark', WIDE, 'theme=dark', filled],
  ['02b-new-request-before-1024', SMALL, 'theme=light', filled],
  ['02b-new-request-training', WIDE, 'theme=light&env=training', filled],
  ['02b-request-offline', WIDE, 'theme=light&offline', filled],
  ['02b-request-mistakes', WIDE, 'theme=light', mistaken],
  ['02b-request-mistakes-dark-1024', SMALL, 'theme=dark', mistaken],
  [
    '02b-request-items-off',
    WIDE,
    'theme=light',
    async (page) => {
      await filled(page);
      await page.locator('#request-amount').fill('1208.50');
    },
  ],
  [
    '02b-request-asking',
    WIDE,
    'theme=light',
    async (page) => {
      await core(page, () => globalThis.double.antom.hold());
      await asked(page);
    },
  ],
  [
    '02b-request-asking-again',
    WIDE,
    'theme=dark',
    async (page) => {
      await core(page, () => globalThis.double.antom.hold());
      await asked(page);
      await page.getByRole('button', { name: 'Asking Antom…' }).waitFor();
      await core(page, () => globalThis.double.antom.answer('unknown'));
    },
  ],
  ['02b-request-refused', WIDE, 'theme=light', answered('refused')],
  ['02b-request-unknown', WIDE, 'theme=dark', answered('unknown', 'unknown')],
  ['02-new-request-light', WIDE, 'theme=light', shared],
  ['02-new-request-dark', WIDE, 'theme=dark', shared],
  ['02-new-request-light-1024', SMALL, 'theme=light', shared],
  ['02-new-request-dark-1024', SMALL, 'theme=dark', shared],
  ['02-new-request-zh', WIDE, 'theme=light&language=zh-Hans', shared],
  ['02-new-request-zoom200', ZOOMED, 'theme=light', form],
  [
    '02-new-request-panel-zoom200',
    ZOOMED,
    'theme=light',
    async (page) => {
      await shared(page);
      await page.locator('#request-first-share').scrollIntoViewIfNeeded();
    },
  ],
  ['02-new-request-sandbox', WIDE, 'theme=dark&env=sandbox', shared],
  [
    '02-request-soon',
    WIDE,
    'theme=light',
    async (page) => {
      await shared(page);
      await at(page, '2026-11-25T03:56:30Z');
    },
  ],
  [
    '02-request-ended',
    WIDE,
    'theme=light',
    async (page) => {
      await shared(page);
      await at(page, '2026-11-25T04:10:00Z');
    },
  ],
  [
    '02-request-again',
    WIDE,
    'theme=light',
    async (page) => {
      await shared(page);
      await at(page, '2026-11-25T04:10:00Z');
      await page.getByRole('button', { name: 'Send again' }).click();
      await page.getByText('Before this link').waitFor();
    },
  ],
  ['02-request-paid', WIDE, 'theme=light', paidBy('GRABPAY_SG')],
  ['02-request-authorised', WIDE, 'theme=dark', paidBy('CARD')],
  ['02-request-replace', WIDE, 'theme=light', changed],
  [
    '02-request-deferred',
    WIDE,
    'theme=dark',
    async (page) => {
      await changed(page);
      await page.getByRole('button', { name: /^Make it after/ }).click();
    },
  ],
  [
    '02-request-replaced',
    WIDE,
    'theme=light',
    async (page) => {
      await changed(page);
      await page.getByRole('button', { name: /^Make it now/ }).click();
      await page.getByText('Before this link').waitFor();
    },
  ],
  [
    '02-request-large-qr',
    WIDE,
    'theme=light&env=training',
    async (page) => {
      await shared(page);
      await page.keyboard.press('q');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    '02-request-slip',
    WIDE,
    'theme=dark&env=sandbox',
    async (page) => {
      await page.evaluate(() => {
        globalThis.print = () => {};
      });
      await shared(page);
      await page.getByRole('button', { name: 'Print slip' }).click();
      await page.locator('[data-slip]').waitFor({ state: 'attached' });
      await page.emulateMedia({ media: 'print' });
    },
  ],
  [
    '02-request-aside',
    WIDE,
    'theme=light',
    async (page) => {
      await shared(page);
      await page.getByRole('button', { name: 'New request', exact: true }).last().click();
    },
  ],
];
