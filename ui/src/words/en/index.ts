import { attention } from './attention';
import { capture } from './capture';
import { keys } from './keys';
import { money } from './money';
import { parts } from './parts';
import { payments } from './payments';
import { refunds } from './refunds';
import { request } from './request';
import { settings } from './settings';
import { shell } from './shell';
import { training } from './training';
import { watching } from './watching';
import { welcome } from './welcome';

/** English, the language every key is written in first. */
export const en = {
  ...attention,
  ...capture,
  ...keys,
  ...money,
  ...parts,
  ...payments,
  ...refunds,
  ...request,
  ...settings,
  ...shell,
  ...training,
  ...watching,
  ...welcome,
} as const;
