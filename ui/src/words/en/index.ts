import { attention } from './attention';
import { capture } from './capture';
import { counter } from './counter';
import { further } from './further';
import { keys } from './keys';
import { money } from './money';
import { offer } from './offer';
import { parts } from './parts';
import { payments } from './payments';
import { people } from './people';
import { refunds } from './refunds';
import { request } from './request';
import { settings } from './settings';
import { shell } from './shell';
import { staff } from './staff';
import { training } from './training';
import { watching } from './watching';
import { ways } from './ways';
import { welcome } from './welcome';

/** English, the language every key is written in first. */
export const en = {
  ...attention,
  ...capture,
  ...counter,
  ...further,
  ...keys,
  ...money,
  ...offer,
  ...parts,
  ...payments,
  ...people,
  ...refunds,
  ...request,
  ...settings,
  ...shell,
  ...staff,
  ...training,
  ...watching,
  ...ways,
  ...welcome,
} as const;
