import '@/theme/styles';
import { createRoot } from 'react-dom/client';
import type { Environment, Start } from '@/platform/contract';
import { App } from '@/shell/App';
import { passNonceOn } from '@/theme/mantine';
import { moreConcerns } from './concerns';
import { Double } from './double';
import { moreIntents } from './moves';

// What the page shows is chosen in its address: ?theme=dark&env=training&language=zh-Hans&start=set-up&moving&busy&calm&idle&here=Lena Hartmann
const asked = new URLSearchParams(location.search);
const preferences: Record<string, string> = { theme: asked.get('theme') ?? 'light' };
const language = asked.get('language');
if (language !== null) preferences['language'] = language;
const double = new Double({
  ...(asked.has('here') ? { here: asked.get('here') ?? '' } : {}),
  environment: (asked.get('env') ?? 'production') as Environment,
  preferences,
  begins: (asked.get('start') ?? 'ready') as Start['kind'],
  ...(asked.has('empty') ? { rows: [] } : {}),
  ...(asked.has('idle') ? { busy: false } : {}),
  ...(asked.has('offline')
    ? { pulse: { offline_since: '2026-11-25T03:02:00Z', last_answer_at: '2026-11-25T03:02:00Z' } }
    : {}),
});
const all = [...double.others, ...double.rows];
if (asked.has('busy')) double.intents.push(...moreIntents(all));
if (asked.has('busy')) double.concerns.items.push(...moreConcerns(all));
if (asked.has('calm')) Object.assign(double.concerns, { items: [], snoozed: [] });
Object.assign(globalThis, { double });

passNonceOn();
const root = document.getElementById('root');
if (root === null) throw new Error('double.html has no element #root');
// The clock of the pictures stands still, so that every picture shows the same moment.
createRoot(root).render(
  <App platform={double} elapsed={asked.has('moving') ? () => performance.now() : () => 0} still />,
);
