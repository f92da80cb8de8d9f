// Pictures of every screen, drawn by a browser against the test double, to be looked at beside the design.
//
//   npm run build:double && npx vite preview --mode double --outDir dist-double --port 4173 &
//   PLAYWRIGHT=/path/to/playwright-core CHROMIUM=/usr/bin/chromium node scripts/shots.mjs [name …]
//
// The browser's driver is no dependency of the window: it is taken from where PLAYWRIGHT says.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REQUEST } from './scenes/request.mjs';
import { SETUP } from './scenes/setup.mjs';
import { SMALL, WIDE, ZOOMED } from './scenes/sizes.mjs';

const where = process.env['PLAYWRIGHT'] ?? 'playwright-core';
const { chromium } = createRequire(import.meta.url)(where);
const address = process.env['ADDRESS'] ?? 'http://127.0.0.1:4173/double.html';
const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'shots');
mkdirSync(out, { recursive: true });

const open = async (page, reference) => {
  await page.getByRole('row').filter({ hasText: reference }).click();
  await page.getByText(/Raw evidence|原始凭证/).waitFor();
};
const type = async (page, line) => {
  await page.getByRole('combobox', { name: 'Search payments' }).fill(line);
  await page.keyboard.press('End');
};
const detail = async (page) => {
  await type(page, 'date:this-month amount:>50 -status:draft');
  await open(page, 'SO-20450');
};
const filtered = async (page) => {
  await type(page, 'status:authorised amount:>500 currency:SGD');
  await open(page, 'SO-20450');
};

const go = async (page, letter) => {
  await page.locator('[role="row"]').first().waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
};
const move = async (page, reference) => {
  await go(page, 'r');
  await page
    .getByRole('grid', { name: /Outbox|发件箱/ })
    .getByRole('row')
    .filter({ hasText: reference })
    .first()
    .click();
  await page.getByText(/Raw evidence|原始凭证/).waitFor();
};

const concern = async (page, words) => {
  await go(page, 'a');
  await page.getByRole('row').filter({ hasText: words }).first().click();
};
/** Opens the dialog of an order's one action. */
const dialog = async (page, reference, button) => {
  await open(page, reference);
  await page.getByRole('button', { name: button }).first().click();
  await page.getByRole('dialog').waitFor();
  await page
    .getByText(/Asked Antom|询问过 Antom/)
    .first()
    .waitFor();
};
const refund = async (page, text = '200.00', more = async () => {}) => {
  await dialog(page, 'SO-20445', /^(Refund|退款)…/);
  const box = page.getByRole('dialog');
  await box.getByRole('textbox').first().fill(text);
  await box.getByRole('combobox').selectOption({ index: 1 });
  await box.getByRole('textbox').last().fill('Sole of the left boot came off, buyer keeps the pair');
  await page.waitForTimeout(900);
  await page.evaluate(() => globalThis.double.setClock('2026-11-25T03:05:03Z'));
  await more(box);
};
const press = async (box) => {
  await box.locator('footer button').last().click();
  await box.getByRole('list').waitFor();
};
const carry = (page, stage, more = {}) =>
  page.evaluate(([to, rest]) => globalThis.double.carry('intent-1', to, rest), [stage, more]);

/** Goes to Capture and picks the holds of the picture. */
const capture = async (page) => {
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /^(Capture|请款) \d/ })
    .first()
    .click();
  await page.getByRole('row').filter({ hasText: 'SO-20377' }).waitFor();
};
const picked = async (page) => {
  await capture(page);
  for (const reference of ['SO-20427', 'SO-20391', 'SO-20377']) {
    await page.getByRole('row').filter({ hasText: reference }).click();
  }
  await page.waitForTimeout(200);
};
const everything = async (page) => {
  await capture(page);
  await page.getByRole('checkbox').first().click();
  await page.waitForTimeout(300);
};
const reviewed = async (page) => {
  await (page.viewportSize().width < 760 ? everything(page) : picked(page));
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(700);
};
const begun = async (page) => {
  await reviewed(page);
  // One of them is refused when it is asked about, though the queue does not know it yet.
  await page.evaluate(() => {
    const { double } = globalThis;
    const hold = double.rows.find((row) => row.reference === 'SO-20391');
    double.rows = double.rows.map((row) => (row === hold ? { ...row, badges: ['Disputed'] } : row));
  });
  await page.getByRole('dialog').locator('footer button').last().click();
  await page.getByRole('button', { name: /Stop all|全部停止/ }).waitFor();
  await page.waitForTimeout(500);
};

/** Name, size, address and what is done before the picture. */
const SHOTS = [
  ['01-payments-light', WIDE, 'theme=light', detail],
  ['01-payments-dark', WIDE, 'theme=dark', detail],
  ['01-payments-light-1024', SMALL, 'theme=light', detail],
  ['01-payments-dark-1024', SMALL, 'theme=dark', detail],
  ['01-payments-light-zoom200', ZOOMED, 'theme=light', async () => {}],
  ['01-payments-detail-zoom200', ZOOMED, 'theme=light', (page) => open(page, 'SO-20450')],
  [
    '01-payments-zh',
    WIDE,
    'theme=light&language=zh-Hans',
    async (page) => {
      await page.getByRole('row').filter({ hasText: 'SO-20450' }).click();
    },
  ],
  ['01-payments-list-light', WIDE, 'theme=light', async () => {}],
  ['01-env-sandbox-dark', WIDE, 'theme=dark&env=sandbox', (page) => open(page, 'SO-20450')],
  ['01-env-training-light', WIDE, 'theme=light&env=training', (page) => open(page, 'SO-20450')],
  ['01-payments-offline', WIDE, 'theme=light&offline', (page) => open(page, 'SO-20452')],
  ['01-payments-empty', WIDE, 'theme=light&empty', async () => {}],
  ['01b-payments-search-light', WIDE, 'theme=light', filtered],
  ['01b-payments-search-dark', WIDE, 'theme=dark', filtered],
  [
    '01b-completion',
    WIDE,
    'theme=light',
    async (page) => {
      await page.getByRole('combobox', { name: 'Search payments' }).pressSequentially('amount:>50 status:');
      await page.keyboard.press('ArrowDown');
    },
  ],
  [
    '01b-completion-dark',
    WIDE,
    'theme=dark',
    async (page) => {
      await page.getByRole('combobox', { name: 'Search payments' }).click();
      await page.keyboard.press('ArrowDown');
    },
  ],
  [
    '01b-elsewhere',
    WIDE,
    'theme=light',
    async (page) => {
      await type(page, '2026112519401089010018829999');
      await page.getByRole('button', { name: 'Ask Antom' }).click();
      await page.getByRole('button', { name: 'Import this payment' }).waitFor();
    },
  ],
  ['01b-bad-query', WIDE, 'theme=light', (page) => type(page, 'mei amount:lots')],
  [
    '01-palette-light',
    WIDE,
    'theme=light',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('mei');
      await page.waitForTimeout(300);
    },
  ],
  ['01-sheet-dark', WIDE, 'theme=dark', (page) => page.getByRole('button', { name: 'Shortcuts' }).click()],
  [
    '01-more-light',
    WIDE,
    'theme=light',
    async (page) => {
      await open(page, 'SO-20450');
      await page.getByRole('button', { name: 'More actions' }).click();
    },
  ],
  ['01-columns-light', WIDE, 'theme=light', (page) => page.getByRole('button', { name: 'Columns' }).click()],
  ['01-save-dark', WIDE, 'theme=dark', (page) => page.getByRole('button', { name: 'Save view' }).click()],
  [
    '01-forget-sandbox',
    WIDE,
    'theme=light&env=sandbox',
    async (page) => {
      await open(page, 'SO-20450');
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByText('Forget this buyer…').click();
    },
  ],
  ['04b-refund-outbox-light', WIDE, 'theme=light', (page) => move(page, 'SO-20445')],
  ['04b-refund-outbox-dark', WIDE, 'theme=dark', (page) => move(page, 'SO-20445')],
  ['04b-refund-outbox-light-1024', SMALL, 'theme=light', (page) => move(page, 'SO-20445')],
  ['04b-refund-outbox-dark-1024', SMALL, 'theme=dark&env=sandbox', (page) => move(page, 'SO-20434')],
  ['04b-refund-outbox-zh', WIDE, 'theme=light&language=zh-Hans&busy', (page) => move(page, 'SO-18804')],
  ['04b-refund-list-zoom200', ZOOMED, 'theme=light', (page) => go(page, 'r')],
  ['04b-refund-detail-zoom200', ZOOMED, 'theme=light', (page) => move(page, 'SO-20445')],
  ['04b-refund-never-placed-light', WIDE, 'theme=light&busy', (page) => move(page, 'SO-20427')],
  ['04b-refund-refused-dark', WIDE, 'theme=dark&busy', (page) => move(page, 'SO-20449')],
  [
    '04b-refund-filter-light',
    WIDE,
    'theme=light&busy',
    async (page) => {
      await go(page, 'r');
      await page.getByRole('button', { name: 'Filter' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'SGD' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Refund' }).click();
    },
  ],
  [
    '04b-refund-empty',
    WIDE,
    'theme=light&empty',
    async (page) => {
      await page.keyboard.press('g');
      await page.keyboard.press('r');
    },
  ],
  ['05-attention-light', WIDE, 'theme=light', (page) => concern(page, 'SO-20443')],
  ['05-attention-dark', WIDE, 'theme=dark', (page) => concern(page, 'SO-20443')],
  ['05-attention-light-1024', SMALL, 'theme=light', (page) => concern(page, 'SO-20437')],
  ['05-attention-dark-1024', SMALL, 'theme=dark&env=training', (page) => concern(page, 'SO-20377')],
  ['05-attention-zh', WIDE, 'theme=light&language=zh-Hans', (page) => concern(page, 'SO-20443')],
  ['05-attention-list-zoom200', ZOOMED, 'theme=light', (page) => go(page, 'a')],
  ['05-attention-detail-zoom200', ZOOMED, 'theme=light', (page) => concern(page, 'SO-20443')],
  ['05-attention-empty', WIDE, 'theme=light&calm', (page) => go(page, 'a')],
  ['05-attention-two-requests', WIDE, 'theme=light', (page) => concern(page, 'SO-20437')],
  ['05-attention-hold', WIDE, 'theme=light', (page) => concern(page, 'SO-20377')],
  ['05-attention-unknown', WIDE, 'theme=dark', (page) => concern(page, 'SO-20434')],
  ['05-attention-link', WIDE, 'theme=light', (page) => concern(page, 'SO-20448')],
  ['05-attention-late', WIDE, 'theme=light', (page) => concern(page, 'SO-20424')],
  ['05-attention-backup', WIDE, 'theme=dark', (page) => concern(page, 'last backup')],
  ['05-attention-never-placed', WIDE, 'theme=light&busy', (page) => concern(page, 'SO-20427')],
  ['05-attention-disputed', WIDE, 'theme=light&busy', (page) => concern(page, 'SO-20188')],
  ['05-attention-capture-missing', WIDE, 'theme=light&busy', (page) => concern(page, 'SO-20442')],
  ['05-attention-key-missing', WIDE, 'theme=light&busy', (page) => concern(page, 'private key')],
  [
    '05-attention-snooze',
    WIDE,
    'theme=light',
    async (page) => {
      await concern(page, 'SO-20377');
      await page.keyboard.press('h');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    '05-attention-send-again',
    WIDE,
    'theme=light',
    async (page) => {
      await go(page, 'a');
      await page.getByRole('button', { name: /^Send again/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    '05-attention-snoozed',
    WIDE,
    'theme=light',
    async (page) => {
      await go(page, 'a');
      await page.getByRole('button', { name: /^Snoozed/ }).click();
      await page.getByRole('row').first().click();
    },
  ],
  [
    '01-evidence-light',
    WIDE,
    'theme=light',
    async (page) => {
      await open(page, 'SO-20450');
      await page.getByText('Raw evidence').click();
    },
  ],
  ...SETUP,

  ...REQUEST,

  ['04-refund-dialog-light', WIDE, 'theme=light&idle', (page) => refund(page)],
  ['04-refund-dialog-dark', WIDE, 'theme=dark&idle', (page) => refund(page)],
  ['04-refund-dialog-light-1024', SMALL, 'theme=light&idle', (page) => refund(page)],
  ['04-refund-dialog-dark-1024', SMALL, 'theme=dark&env=sandbox&idle', (page) => refund(page)],
  ['04-refund-dialog-zoom200', ZOOMED, 'theme=light&idle', (page) => refund(page)],
  ['04-refund-dialog-zh', WIDE, 'theme=light&language=zh-Hans&idle', (page) => refund(page)],
  ['04-refund-open-light', WIDE, 'theme=light&idle', (page) => dialog(page, 'SO-20445', /^Refund…/)],
  ['04-refund-whole-light', WIDE, 'theme=light&idle', (page) => refund(page, '640.00')],
  ['04-refund-over-light', WIDE, 'theme=light&idle', (page) => refund(page, '700.00')],
  ['04-refund-over-zh', WIDE, 'theme=dark&language=zh-Hans&idle', (page) => refund(page, '700.00')],
  [
    '04-refund-five-terms-light',
    WIDE,
    'theme=light&idle',
    async (page) => {
      await refund(page, '100.00', press);
      await page.keyboard.press('Escape');
      await page
        .getByRole('button', { name: /^Refund…/ })
        .first()
        .click();
      await page
        .getByText(/Asked Antom/)
        .first()
        .waitFor();
      await page.getByRole('dialog').getByRole('textbox').first().fill('100.00');
      await page.waitForTimeout(500);
    },
  ],
  ['04-refund-idr-dark', WIDE, 'theme=dark&idle', (page) => dialog(page, 'SO-20449', /^Refund…/)],
  [
    '04-refund-refused-light',
    WIDE,
    'theme=light&idle',
    async (page) => {
      await page.evaluate(() =>
        globalThis.double.refuse.set('prepare', {
          code: 'antom-unknown',
          class: 'unknown',
          message: 'what Antom did with inquiryPayment is not known: no answer came (timed out)',
          remedy: 'Nothing is lost: what was sent is written down and is asked for until it is known.',
        }),
      );
      await open(page, 'SO-20445');
      await page
        .getByRole('button', { name: /^Refund…/ })
        .first()
        .click();
      await page.getByRole('alert').waitFor();
    },
  ],
  ['04-capture-dialog-light', WIDE, 'theme=light&idle', (page) => dialog(page, 'SO-20450', /^Capture SGD/)],
  ['04-capture-dialog-zh', WIDE, 'theme=dark&language=zh-Hans&idle', (page) => dialog(page, 'SO-20450', /^请款/)],
  [
    '04-cancel-hold-dark',
    WIDE,
    'theme=dark&idle',
    async (page) => {
      await open(page, 'SO-20450');
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByText('Cancel the payment…').click();
      await page
        .getByText(/Asked Antom/)
        .first()
        .waitFor();
      await page.waitForTimeout(400);
    },
  ],
  ['04b-after-waits-light', WIDE, 'theme=light&idle', (page) => refund(page, '200.00', press)],
  ['04b-after-waits-dark', WIDE, 'theme=dark&idle', (page) => refund(page, '200.00', press)],
  ['04b-after-waits-zh', WIDE, 'theme=light&language=zh-Hans&idle', (page) => refund(page, '200.00', press)],
  ['04b-after-waits-zoom200', ZOOMED, 'theme=light&idle', (page) => refund(page, '200.00', press)],
  [
    '04b-after-checking-light',
    WIDE,
    'theme=light&idle',
    async (page) => {
      await refund(page, '200.00', press);
      await carry(page, 'sent');
      await carry(page, 'checking', {
        explanation: 'The outcome is not known: no answer came (timed out). Antom is asked until it is.',
      });
    },
  ],
  [
    '04b-after-done-light',
    WIDE,
    'theme=light&idle',
    async (page) => {
      await refund(page, '200.00', press);
      await carry(page, 'sent');
      await carry(page, 'done');
    },
  ],
  [
    '04b-after-refused-dark',
    WIDE,
    'theme=dark&idle',
    async (page) => {
      await refund(page, '200.00', press);
      await carry(page, 'sent');
      await carry(page, 'refused', {
        code: 'REFUND_WINDOW_EXCEED',
        explanation: 'The time for refunding is over. Settle it with the buyer in another way.',
      });
    },
  ],

  ['03-capture-light', WIDE, 'theme=light&idle', picked],
  ['03-capture-dark', WIDE, 'theme=dark&idle', picked],
  ['03-capture-light-1024', SMALL, 'theme=light&idle', picked],
  ['03-capture-dark-1024', SMALL, 'theme=dark&env=training&idle', picked],
  ['03-capture-zoom200', ZOOMED, 'theme=light&idle', everything],
  ['03-capture-zh', WIDE, 'theme=light&language=zh-Hans&idle', picked],
  ['03-capture-none-picked-light', WIDE, 'theme=light&idle', capture],
  ['03-capture-offline-light', WIDE, 'theme=light&offline&idle', capture],
  ['03-capture-all-light', WIDE, 'theme=light&idle', everything],
  [
    '03-capture-estimated-dark',
    WIDE,
    'theme=dark&idle',
    async (page) => {
      await page.evaluate(() => {
        const { double } = globalThis;
        for (const reference of ['SO-20377', 'SO-20427']) {
          double.holdMore.set(double.rows.find((row) => row.reference === reference).id, { estimated: true });
        }
        double.setClock('2026-11-25T07:45:00Z');
      });
      await capture(page);
    },
  ],
  [
    '03-capture-empty-light',
    WIDE,
    'theme=light&empty&idle',
    (page) =>
      page
        .getByRole('button', { name: /^Capture/ })
        .first()
        .click(),
  ],
  ['03-review-light', WIDE, 'theme=light&idle', reviewed],
  ['03-review-dark', WIDE, 'theme=dark&idle', reviewed],
  ['03-review-zh', WIDE, 'theme=light&language=zh-Hans', begun],
  ['03-review-begun-light', WIDE, 'theme=light&idle', begun],
  ['03-review-begun-zoom200', ZOOMED, 'theme=dark&idle', begun],

  [
    '04-refund-changed-light',
    WIDE,
    'theme=light&idle',
    async (page) => {
      await refund(page, '100.00');
      await page.evaluate(() => {
        const { double } = globalThis;
        const { id } = double.rows.find((row) => row.reference === 'SO-20445');
        double.change(id, { state: 'part-refunded', refunded: { currency: 'SGD', value: '5000' } });
      });
      await page.waitForTimeout(800);
    },
  ],
  [
    '04-refund-closed-light',
    WIDE,
    'theme=light&idle',
    async (page) => {
      await refund(page, '640.00');
      await page.evaluate(() => globalThis.double.setClock('2026-11-25T16:15:00Z'));
      await page.waitForTimeout(800);
    },
  ],
  [
    '04-stop-offering-light',
    WIDE,
    'theme=light&idle',
    async (page) => {
      await open(page, 'SO-20452');
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByText('Stop offering…').click();
      await page.getByRole('dialog').waitFor();
    },
  ],
];

const wanted = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
let faults = 0;
for (const [name, size, query, act] of SHOTS) {
  if (wanted.length > 0 && !wanted.some((one) => name.startsWith(one))) continue;
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1 });
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`));
  try {
    await page.goto(`${address}?${query}`);
    await page.locator('main footer, main h1').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(150);
    await act(page);
    await page.mouse.move(700, size.height - 5);
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(out, `${name}.png`) });
    console.log(name);
  } catch (error) {
    faults += 1;
    console.error(`${name}: ${error.message}`);
    await page.screenshot({ path: join(out, `${name}.png`) });
  }
  await page.close();
}
await browser.close();
process.exit(faults === 0 ? 0 : 1);
