import { isZero, print } from '@/money/print';
import { underWay } from '@/money/underWay';
import { Equation, type Term } from '@/parts/Equation';
import type { Book, Move } from '@/platform/contract';
import { type Say, useWords } from '@/words/words';
import styles from './Detail.module.css';

/** The money of the payment as one equation, with what Antom has not confirmed hatched. */
export function MoneyOf({ move }: { move: Move }) {
  const { say } = useWords();
  const { book } = move;
  if (book === null || isZero(book.taken)) return null;
  const isOpen = underWay(book).length > 0;
  return (
    <div className={styles['money']}>
      <Equation small terms={termsOf(book, say)} told={toldOf(book, say)} />
      {isOpen && (
        <p className="quiet small">
          {move.stage === 'never-placed' ? say('refunds.hatched.kept') : say('refunds.hatched')}
        </p>
      )}
    </div>
  );
}

function termsOf(book: Book, say: Say): Term[] {
  const pending = underWay(book);
  const name = (kind: 'pending' | 'queued') =>
    kind === 'queued' && pending.length > 1 ? say('money.queued') : say('refunds.pending');
  return [
    { sign: null, name: say('refunds.paid'), amount: book.taken },
    { sign: '−', name: say('money.refunded'), amount: book.refunded },
    ...pending.map(([kind, amount]): Term => ({ sign: '−', name: name(kind), amount, unconfirmed: true })),
    { sign: '=', name: say('money.available'), amount: book.available, available: true },
  ];
}

function toldOf(book: Book, say: Say): string {
  const [taken, refunded, available] = [print(book.taken), print(book.refunded), print(book.available)];
  const pending = underWay(book);
  if (pending.length === 0) return say('refunds.equation.settled', { taken, refunded, available });
  return say('refunds.equation', {
    taken,
    refunded,
    pending: pending.map(([, amount]) => print(amount)).join(' + '),
    available,
  });
}
