import type { AccountDraft, CommandError, Environment } from '@/platform/contract';

/** Where Antom's gateways stand, by the words the core knows them by (api.md section 1). */
export type Region = 'asia' | 'north-america' | 'united-states' | 'europe';

/** What is typed about an account, as it was typed. Nothing secret stands in it. */
export interface AccountForm {
  name: string;
  client_id: string;
  /** A region; in Training the simulator's address. */
  gateway: string;
  redirect_url: string;
  notify_url: string;
  settlement_currency: string;
  key_version: string;
  antom_key: string;
}

export type FormField = keyof AccountForm;
/** Where something is wrong: at a field, or with the whole. */
export type Spot = FormField | 'whole';

export const REGIONS: readonly Region[] = ['asia', 'north-america', 'united-states', 'europe'];

/** The host behind a region, as Antom names it. */
export const HOSTS: Record<Region, string> = {
  asia: 'open-sea-global.alipay.com',
  'north-america': 'open-na-global.alipay.com',
  'united-states': 'open.antglobal-us.com',
  europe: 'open-de-global.alipay.com',
};

export function isRegion(gateway: string): gateway is Region {
  return (REGIONS as readonly string[]).includes(gateway);
}

const EMPTY: AccountForm = {
  name: '',
  client_id: '',
  gateway: '',
  redirect_url: '',
  notify_url: '',
  settlement_currency: '',
  key_version: '1',
  antom_key: '',
};

/** The form at its beginning, with what was typed before the window was closed. */
export function firstForm(environment: Environment, kept: string | undefined): AccountForm {
  const gateway = environment === 'training' ? '' : 'asia';
  return { ...EMPTY, gateway, ...read(kept) };
}

function read(kept: string | undefined): Partial<AccountForm> {
  if (kept === undefined || kept === '') return {};
  try {
    const found: unknown = JSON.parse(kept);
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(
      Object.entries(found).filter(([name, value]) => name in EMPTY && typeof value === 'string'),
    );
  } catch {
    return {};
  }
}

/** Whether enough is typed to go on where people left. */
export function isBegun(form: AccountForm): boolean {
  return form.name !== '' && form.client_id !== '' && form.redirect_url !== '';
}

const orNone = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export function draftOf(form: AccountForm): AccountDraft {
  return {
    name: form.name.trim(),
    client_id: form.client_id.trim(),
    gateway: form.gateway.trim(),
    redirect_url: form.redirect_url.trim(),
    notify_url: orNone(form.notify_url),
    settlement_currency: orNone(form.settlement_currency),
    // A version is a number from 1; what is not one is sent as 0, and refused with what it may be.
    key_version: /^\d{1,4}$/.test(form.key_version.trim()) ? Number(form.key_version) : 0,
  };
}

/** Antom's public key, once something stands there. */
export function antomKeyOf(form: AccountForm): string | null {
  return orNone(form.antom_key);
}

/** Where on the form a refusal belongs. The core names fields in words: `redirect URL`. */
export function spotOf(error: CommandError, environment: Environment): Spot {
  if (error.code === 'account-exists') return 'name';
  if (error.code === 'wrong-environment') return environment === 'training' ? 'gateway' : 'client_id';
  if (error.code === 'own-public-key' || error.code.startsWith('key-')) return 'antom_key';
  const named = (error.field ?? '').toLowerCase().replace(/[^a-z]+/g, '_');
  if (named.startsWith('antom')) return 'antom_key';
  return named in EMPTY ? (named as FormField) : 'whole';
}

/** A private key in base64 is longer than every public key that Antom takes (4096 bits: 736 characters). */
const LONGEST_PUBLIC = 800;

/** Whether a text is somebody's private key. It must not stay in a field that does not ask for one. */
export function looksPrivate(text: string): boolean {
  const packed = text.replace(/\s/g, '');
  return /PRIVATE KEY/.test(text) || (packed.length > LONGEST_PUBLIC && /^[A-Za-z0-9+/=_-]+$/.test(packed));
}
