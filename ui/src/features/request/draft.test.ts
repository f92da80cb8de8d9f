import { describe, expect, it } from 'vitest';
import type { RequestDefaults, RequestDraft } from '@/platform/contract';
import {
  asPayment,
  asSession,
  freshDraft,
  inCurrency,
  isBlank,
  NEW_ITEM,
  NO_GOODS,
  sameTerms,
  sendable,
  toggled,
} from './draft';

const way = (method: string) => ({ method, label: method, authorises_first: method === 'CARD', express: false });
const defaults: RequestDefaults = {
  accounts: ['main'],
  account: 'main',
  merchant: 'Saltwind Outfitters',
  currencies: ['SGD', 'HKD'],
  currency: 'SGD',
  reference: 'SO-1',
  methods: { SGD: [way('CARD'), way('PAYNOW')], HKD: [way('CARD'), way('OCTOPUS')] },
  locales: [],
  capture_mode: 'MANUAL',
  life_days: 3,
  kept: null,
};
const draft = freshDraft(defaults);

describe('a form', () => {
  it('is blank as long as only what was suggested stands in it', () => {
    expect(isBlank(draft, draft)).toBe(true);
    expect(isBlank({ ...draft, items: [NEW_ITEM] }, draft)).toBe(true);
    expect(isBlank({ ...draft, note: 'ring first' }, draft)).toBe(false);
  });

  it.each<[string, Partial<RequestDraft>]>([
    ['the ways to pay', { methods: ['PAYNOW'] }],
    ['how cards are captured', { capture_mode: 'AUTOMATIC' }],
    ['the life of the link', { session_minutes: 15 }],
    ['the language of the page', { locale: 'ja_JP' }],
    ['the currency', { currency: 'HKD' }],
    ['one payment', asPayment(draft, ['CARD'])],
    ['the counter', asSession(draft, 'page')],
  ])('is not blank where %s was chosen', (_what, chosen) => {
    expect(isBlank({ ...draft, ...chosen }, draft)).toBe(false);
  });

  it('is sent with an item of which only a brand or a category was told: what is missing is said there', () => {
    const branded = { ...NEW_ITEM, more: { ...NO_GOODS, brand: 'Saltwind' } };
    expect(sendable({ ...draft, items: [branded, NEW_ITEM] }).items).toEqual([branded]);
    expect(isBlank({ ...draft, items: [branded] }, draft)).toBe(false);
    expect(sendable({ ...draft, items: [{ ...NEW_ITEM, more: NO_GOODS }] }).items).toEqual([]);
  });

  it('is sent without the rows at its end that were not filled in', () => {
    const tea = { name: 'Tea', quantity: '1', unit: '5.00' };
    expect(sendable({ ...draft, items: [tea, NEW_ITEM, NEW_ITEM] }).items).toEqual([tea]);
    // A row in the middle keeps its place, so that what is wrong with the others is said at the right row.
    expect(sendable({ ...draft, items: [NEW_ITEM, tea] }).items).toEqual([NEW_ITEM, tea]);
  });

  it('asks for the same where only the note for colleagues differs', () => {
    expect(sameTerms(draft, { ...draft, note: 'ring first', items: [NEW_ITEM] })).toBe(true);
    expect(sameTerms(draft, { ...draft, amount: '5' })).toBe(false);
  });

  it('keeps in another currency only the ways to pay it has', () => {
    const both = { ...draft, methods: ['CARD', 'PAYNOW'] };
    expect(inCurrency(both, 'HKD', defaults)).toMatchObject({ currency: 'HKD', methods: ['CARD'] });
    expect(inCurrency({ ...draft, methods: ['PAYNOW'] }, 'HKD', defaults).methods).toEqual([]);
  });
});

describe('ways to pay', () => {
  const all = ['CARD', 'PAYNOW', 'GRABPAY_SG'];

  it('are all of them where none is named, and none is named where all are on', () => {
    expect(toggled([], all, 'PAYNOW')).toEqual(['CARD', 'GRABPAY_SG']);
    expect(toggled(['CARD', 'GRABPAY_SG'], all, 'PAYNOW')).toEqual([]);
  });

  it('stand in the order of the account, whatever was pressed first', () => {
    expect(toggled(['GRABPAY_SG'], all, 'CARD')).toEqual(['CARD', 'GRABPAY_SG']);
  });

  it('are never none: the last one stays on, because an empty list offers everything', () => {
    expect(toggled(['PAYNOW'], all, 'PAYNOW')).toEqual(['PAYNOW']);
  });
});
