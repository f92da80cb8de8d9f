// First run, Keys, Settings and the Training panel, each in the states that people meet.
import { SMALL, WIDE, ZOOMED } from './sizes.mjs';

const go = async (page, name) => {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
};
const keys = async (page) => {
  await go(page, 'Keys');
  await page.getByText('History', { exact: true }).waitFor();
};
const settings = async (page) => {
  await go(page, 'Settings');
  await page.getByText('Merchant name').waitFor();
};
const button = (page, name) => page.getByRole('button', { name, exact: true });
const press = (page, name) => button(page, name).click();

const details = async (page, client = 'SANDBOX_5YEX00EXAMPLE01') => {
  await page.getByLabel('Short name').fill('main');
  await page.getByLabel('Client ID').fill(client);
  await page.getByLabel('Where buyers come back to').fill('https://saltwind.example/thanks');
  await page.getByLabel('Settlement currency').click();
};
const pair = async (page) => {
  await details(page);
  await press(page, 'Go on');
  await press(page, 'Make the key pair');
  await page.getByText('Private half').waitFor();
};
const antom = async (page) => {
  await pair(page);
  await press(page, 'I pasted it, go on');
  await page.getByLabel("Antom's public key").waitFor();
};
const own = async (page) => {
  await antom(page);
  const key = await page.evaluate(() => globalThis.double.desk.staged.public_key);
  await page.getByLabel("Antom's public key").fill(key);
  await page.getByText('Not the block').click();
};
const proof = async (page, ailment = null) => {
  await antom(page);
  await page.evaluate((found) => {
    globalThis.double.desk.ailment = found;
  }, ailment);
  await page.getByLabel("Antom's public key").fill(`MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA${'Q2x7'.repeat(80)}`);
  await press(page, 'Go on');
  await press(page, 'Test the connection');
  await page.getByText('Clocks agree').waitFor();
};
const code = async (page) => {
  await proof(page);
  await press(page, 'Add the account');
  await press(page, 'Show the code');
};
const rotating = async (page) => {
  await keys(page);
  await press(page, 'Prove version 4');
  await page.getByText('Clocks agree').waitFor();
};
const wizard = async (page) => {
  await keys(page);
  await press(page, 'New key pair…');
  await press(page, 'Make the key pair');
  await press(page, 'Copy public key');
};
const faults = async (page) => {
  await press(page, 'Switch on');
  await page.getByRole('combobox', { name: 'What goes wrong' }).selectOption('bad_signature');
  await page.getByRole('combobox', { name: 'For which call' }).selectOption('capture');
  await page.getByRole('combobox', { name: 'How often' }).selectOption('all');
  await press(page, 'Switch on');
  await press(page, '+6 days');
};
const still = async () => {};

/** Name, size, address and what is done before the picture. */
export const SETUP = [
  ['10-welcome-light', WIDE, 'theme=light&start=welcome', still],
  ['10-welcome-dark', WIDE, 'theme=dark&start=welcome', still],
  ['10-welcome-light-1024', SMALL, 'theme=light&start=welcome', still],
  [
    '10-welcome-zh',
    WIDE,
    'theme=light&start=welcome',
    async (page) => {
      await page.getByRole('button', { name: 'Language: English' }).click();
      await page.getByRole('menuitem', { name: '简体中文' }).click();
    },
  ],
  ['11-details-zh', WIDE, 'theme=light&start=set-up&env=sandbox&language=zh-Hans', still],
  ['10-welcome-zoom200', ZOOMED, 'theme=light&start=welcome', still],

  ['11-details-light', WIDE, 'theme=light&start=set-up&env=sandbox', details],
  ['11-details-dark-1024', SMALL, 'theme=dark&start=set-up&env=sandbox', details],
  ['11-details-wrong', WIDE, 'theme=light&start=set-up&env=production', (page) => details(page, 'SANDBOX_5YEX')],
  ['11-details-training', WIDE, 'theme=light&start=set-up&env=training', still],
  [
    '11-import-light',
    WIDE,
    'theme=light&start=set-up&env=sandbox',
    async (page) => {
      await details(page);
      await press(page, 'Go on');
      await page.getByText('Import a private key I have').click();
    },
  ],
  ['11-pair-light', WIDE, 'theme=light&start=set-up&env=sandbox', pair],
  ['11-pair-dark-1024', SMALL, 'theme=dark&start=set-up&env=sandbox', pair],
  ['11-antom-own-key', WIDE, 'theme=light&start=set-up&env=sandbox', own],
  ['11-proof-light', WIDE, 'theme=light&start=set-up&env=sandbox', (page) => proof(page)],
  ['11-proof-refused-dark', WIDE, 'theme=dark&start=set-up&env=sandbox', (page) => proof(page, 'INVALID_SIGNATURE')],
  ['11-proof-region-1024', SMALL, 'theme=light&start=set-up&env=sandbox', (page) => proof(page, 'CLIENT_INVALID')],
  ['11-recovery-light', WIDE, 'theme=light&start=set-up&env=sandbox', code],
  [
    '11-recovery-typed-dark',
    WIDE,
    'theme=dark&start=set-up&env=sandbox',
    async (page) => {
      await code(page);
      await press(page, 'I wrote it down');
      await page.getByLabel('Recovery code', { exact: true }).fill('7K2M-Q9RT');
      await press(page, 'Confirm');
    },
  ],
  ['11-details-zoom200', ZOOMED, 'theme=light&start=set-up&env=sandbox', details],

  ['12-blocked-light', WIDE, 'theme=light&start=blocked', still],
  ['12-blocked-dark-1024', SMALL, 'theme=dark&start=blocked&env=sandbox', still],
  ['12-restore-light', WIDE, 'theme=light&start=blocked', (page) => press(page, 'Restore a backup…')],

  ['06-keys-light', WIDE, 'theme=light&env=sandbox', rotating],
  ['06-keys-dark', WIDE, 'theme=dark&env=sandbox', rotating],
  ['06-keys-light-1024', SMALL, 'theme=light&env=sandbox', rotating],
  ['06-keys-dark-1024', SMALL, 'theme=dark&env=sandbox', rotating],
  ['06-keys-production', WIDE, 'theme=light', keys],
  [
    '06-keys-refused',
    WIDE,
    'theme=light',
    async (page) => {
      await keys(page);
      await page.evaluate(() => {
        globalThis.double.desk.ailment = 'INVALID_SIGNATURE';
      });
      await press(page, 'Test connection');
      await page.getByText('Clocks agree').waitFor();
    },
  ],
  [
    '06-keys-missing',
    WIDE,
    'theme=dark',
    async (page) => {
      await page.evaluate(() => {
        const { double } = globalThis;
        double.desk.missing.add(double.desk.accounts[0].keys[0].fingerprint);
        double.desk.keychain = 'locked';
      });
      await keys(page);
    },
  ],
  [
    '06-keys-promote',
    WIDE,
    'theme=light&env=sandbox',
    async (page) => {
      await rotating(page);
      await press(page, 'Promote version 4…');
    },
  ],
  [
    '06-keys-remove',
    WIDE,
    'theme=light',
    async (page) => {
      await keys(page);
      await press(page, 'More actions');
      await page.getByText('Remove the account…').click();
      await page.getByLabel('Type main to confirm').fill('main');
      await press(page, 'Remove the account');
    },
  ],
  ['06-keys-zoom200', ZOOMED, 'theme=light&env=sandbox', keys],
  [
    '06-keys-zh',
    WIDE,
    'theme=light&env=sandbox&language=zh-Hans',
    async (page) => {
      await go(page, '密钥');
      await press(page, '验证版本 4');
      await page.getByText('时钟一致').waitFor();
    },
  ],
  ['06b-keys-wizard-light', WIDE, 'theme=light&env=sandbox', wizard],
  ['06b-keys-wizard-dark', WIDE, 'theme=dark&env=sandbox', wizard],
  ['06b-keys-wizard-1024', SMALL, 'theme=light&env=sandbox', wizard],
  [
    '06b-add-account',
    WIDE,
    'theme=light&env=sandbox',
    async (page) => {
      await keys(page);
      await press(page, 'Account');
    },
  ],

  ['13-settings-light', WIDE, 'theme=light', settings],
  ['13-settings-dark', WIDE, 'theme=dark', settings],
  ['13-settings-light-1024', SMALL, 'theme=light', settings],
  [
    '13-settings-wrong',
    WIDE,
    'theme=light',
    async (page) => {
      await settings(page);
      await page.getByLabel('Stop window').fill('9000');
      await page.keyboard.press('Enter');
      await page.getByRole('switch', { name: '4 h', exact: true }).click();
    },
  ],
  [
    '13-settings-history',
    WIDE,
    'theme=light',
    async (page) => {
      await settings(page);
      await press(page, 'History');
      await press(page, 'Verify');
      await press(page, 'Back up…');
    },
  ],
  [
    '13-settings-broken-dark',
    WIDE,
    'theme=dark',
    async (page) => {
      await page.evaluate(() => {
        const { desk } = globalThis.double;
        desk.backup = null;
        desk.code.confirmed = false;
        desk.breaks = ['fact 4102 of device 6f0c1c1e does not carry the hash of the one before it'];
      });
      await settings(page);
      await press(page, 'History');
      await press(page, 'Verify');
    },
  ],
  [
    '13-settings-zh',
    WIDE,
    'theme=light&language=zh-Hans',
    async (page) => {
      await go(page, '设置');
      await page.getByText('商户名称').waitFor();
    },
  ],
  ['13-settings-zoom200', ZOOMED, 'theme=light', settings],

  ['14-training-light', WIDE, 'theme=light&env=training', still],
  ['14-training-dark', WIDE, 'theme=dark&env=training', faults],
  ['14-training-1024', SMALL, 'theme=light&env=training', faults],
  [
    '14-training-side',
    WIDE,
    'theme=light&env=training',
    async (page) => {
      await press(page, 'Put it at the side');
      await faults(page);
    },
  ],
  ['14-training-zh', WIDE, 'theme=light&env=training&language=zh-Hans', still],
  ['14-training-zoom200', ZOOMED, 'theme=light&env=training', (page) => press(page, 'Training')],
  [
    '14-news',
    WIDE,
    'theme=light',
    async (page) => {
      await page.evaluate(() => {
        const { double } = globalThis;
        const [row] = double.rows;
        for (const what of ['paid', 'failed']) {
          double.tell('news', { what, order: row.id, reference: row.reference, amount: row.amount });
        }
      });
    },
  ],
];
