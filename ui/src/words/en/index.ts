import { money } from './money';
import { parts } from './parts';
import { payments } from './payments';
import { shell } from './shell';

/** English, the language every key is written in first. */
export const en = { ...shell, ...parts, ...payments, ...money } as const;
