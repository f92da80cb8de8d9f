import type { Entry, WordKey } from '../words';
import { money } from './money';
import { parts } from './parts';
import { payments } from './payments';
import { shell } from './shell';

/** Simplified Chinese. The type makes a missing or a superfluous key an error. */
export const zhHans: Record<WordKey, Entry> = { ...shell, ...parts, ...payments, ...money };
