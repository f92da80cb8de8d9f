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

const where = process.env['PLAYWRIGHT'] ?? 'playwright-core';
const { chromium } = createRequire(import.meta.url)(where);
const address = process.env['ADDRESS'] ?? 'http://127.0.0.1:4173/double.html';
const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'shots');
mkdirSync(out, { recursive: true });

const WIDE = { width: 1360, height: 850 };
const SMALL = { width: 1024, height: 700 };
const ZOOMED = { width: 680, height: 425 };

const open = async (page, reference) => {
  await page.getByRole('row').filter({ hasText: reference }).click();
  await page.getByText('Raw evidence').waitFor();
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
  [
    '01-evidence-light',
    WIDE,
    'theme=light',
    async (page) => {
      await open(page, 'SO-20450');
      await page.getByText('Raw evidence').click();
    },
  ],

  ...REQUEST,
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
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`));
  try {
    await page.goto(`${address}?${query}`);
    await page.locator('main footer').waitFor();
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
