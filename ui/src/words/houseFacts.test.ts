import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HOUSE_FACTS } from './houseFacts';

const FACTS = join(import.meta.dirname, '../../../src-tauri/crates/domain/src/fact.rs');

it('every fact that belongs to no order has its words, and no other has', () => {
  const ofNoOrder = /^(Account|Key|MethodProfile|Setting|Backup|RecoveryCode|Ledger|Operator|Role|Policy)/;
  const named = [...readFileSync(FACTS, 'utf8').matchAll(/=> "([A-Z]\w+)",/g)].map((found) => found[1] ?? '');
  const kinds = new Set(named.filter((kind) => ofNoOrder.test(kind)));
  expect(kinds.size).toBeGreaterThanOrEqual(20);
  expect(Object.keys(HOUSE_FACTS).sort()).toEqual([...kinds].sort());
});
