import { reasonShown } from '@/features/money/reasons';
import { isZero, print } from '@/money/print';
import { At } from '@/parts/At';
import { CopyButton } from '@/parts/CopyButton';
import { Fact, Facts, Section } from '@/parts/Facts';
import { verbWord } from '@/parts/stage';
import type { Move, Verb } from '@/platform/contract';
import { stoppedBecause } from '@/words/outcomes';
import { type Say, useWords } from '@/words/words';
import { howPaid } from '../list/Row';
import styles from './Detail.module.css';

/** Whose it is, why and by whom it was decided, and the ids that Antom's support asks for. */
export function MoveFacts({ move }: { move: Move }) {
  const { say, language } = useWords();
  const paid = howPaid(move, say);
  const { book } = move;
  const ids = [
    [operationName(move.verb, say), move.operation],
    [transactionName(move.verb, say), move.transaction],
    [say('detail.id.payment'), move.payment],
    [say('refunds.fact.code'), move.stage === 'done' ? null : move.code],
  ] as const;
  return (
    <>
      <Section title={say('detail.facts')} />
      <Facts>
        {move.verb !== 'Refund' && <Fact name={say('refunds.fact.what')}>{verbWord(move.verb, say)}</Fact>}
        {move.buyer !== null && <Fact name={say('detail.buyer')}>{move.buyer}</Fact>}
        {paid !== '' && <Fact name={say('payments.column.method')}>{paid}</Fact>}
        {book !== null && isZero(book.taken) && (
          <Fact name={say('money.held')}>
            <span className="num">{print(book.authorised)}</span>
          </Fact>
        )}
        {move.reason !== null && <Fact name={say('money.reason')}>{reasonShown(move.reason, say)}</Fact>}
        <Fact name={say('refunds.fact.by')}>{move.by}</Fact>
        <Fact name={say('refunds.fact.at')}>
          <At at={move.requested_at} />
        </Fact>
        {move.stopped !== null && <Fact name={say('refunds.fact.stopped')}>{stoppedBecause(move, language)}</Fact>}
      </Facts>
      <div className={styles['ids']}>
        <Facts tight>
          {ids.map(([name, value]) =>
            value === null ? null : (
              <Fact key={name} name={name}>
                <span className="mono clip" title={value}>
                  {value}
                </span>
                <CopyButton text={value} what={name} label={say('detail.id.copy', { what: name })} />
              </Fact>
            ),
          )}
        </Facts>
      </div>
    </>
  );
}

function operationName(verb: Verb, say: Say): string {
  if (verb === 'Capture') return say('refunds.id.capture');
  return verb === 'Cancel' ? say('refunds.id.cancel') : say('refunds.id.refund');
}

function transactionName(verb: Verb, say: Say): string {
  return verb === 'Capture' ? say('detail.id.capture') : say('detail.id.refund');
}
