// The core serves Antom's browser SDK at the counter. It lies beside the core, so that the core is built without npm; what
// lies there must be what npm has under the version that is pinned here.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const PINNED = 'node_modules/@alipay/ams-checkout';

test('the SDK at the counter is the pinned one of npm, byte for byte', () => {
  const { version } = JSON.parse(readFileSync(`${PINNED}/package.json`, 'utf8'));
  const built = readFileSync(`../src-tauri/crates/console/sdk/ams-checkout-${version}.min.js`);
  expect(built.equals(readFileSync(`${PINNED}/dist/umd/ams-checkout.min.js`))).toBe(true);
});
