import type { IntentView, PaymentView } from '@/platform/contract';
import type { Language } from './words';
import { results } from './zh-Hans/results';

/** What the last answer to a capture, cancel or refund means. English is the core's own sentence. */
export function explained(intent: IntentView, language: Language): string | null {
  if (language === 'en' || intent.explanation === null) return intent.explanation;
  if (intent.code === null) return '结果未知。会一直询问 Antom，直到有结果为止。';
  const known = results[intent.code];
  return known === undefined ? intent.explanation : known.join('');
}

/** What the result code of a payment means. */
export function resultOf(payment: PaymentView, language: Language): string | null {
  if (language === 'en' || payment.result === null) return payment.result;
  return results[payment.result_code ?? '']?.[0] ?? payment.result;
}
