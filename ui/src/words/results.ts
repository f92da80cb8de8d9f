import type { CheckView, IntentView, PaymentView } from '@/platform/contract';
import { outcomeOf } from './outcomes';
import type { Language } from './words';

/** What the last answer to a capture, cancel or refund means. English is the core's own sentence. */
export function explained(intent: IntentView, language: Language): string | null {
  if (language === 'en' || intent.explanation === null) return intent.explanation;
  if (intent.unknown !== null) {
    const why = outcomeOf(intent.unknown, () => '');
    return `结果未知：${why}。会一直询问 Antom，直到有结果为止。`;
  }
  return intent.explanation_zh ?? bySettling(intent);
}

/** What no answer of its own settled. */
function bySettling({ stage }: IntentView): string {
  if (stage === 'done') return '询问 Antom 后得知：已完成。';
  if (stage === 'refused') return '询问 Antom 后得知：未成功。';
  return '结果未知。会一直询问 Antom，直到有结果为止。';
}

/** What the result code of a payment means. */
export function resultOf(payment: PaymentView, language: Language): string | null {
  return language === 'en' ? payment.result : payment.result_zh;
}

/** What one of the issuer's checks of a card says. */
export function checkIn(language: Language, { said, said_zh }: CheckView): string {
  return language === 'en' ? said : said_zh;
}
