import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { reasonShown } from '@/features/money/reasons';
import { print } from '@/money/print';
import { useArmed } from '@/parts/armed';
import { Button } from '@/parts/Button';
import { Field } from '@/parts/Field';
import { MoneyButton } from '@/parts/MoneyButton';
import { FrameBody, FrameFoot, FrameHead, MoneyFrame } from '@/parts/MoneyFrame';
import { useNotice } from '@/parts/Notice';
import type { ApprovalView, Prepared } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { askedFor } from '@/words/askedFor';
import { followsIn } from '@/words/follows';
import { ruleIn } from '@/words/sayings';
import { inOneLine, toldIn } from '@/words/trouble';
import { useWords, type WordKey } from '@/words/words';
import styles from './Approvals.module.css';

/** What somebody asked for, asked of Antom afresh: agreeing does it, refusing needs a reason. */
export function Consider({ approval, onClose }: { approval: ApprovalView; onClose: () => void }) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const { prepared, wrong, ready, setWrong } = useConsidered(approval);
  const end = useEnd(onClose, setWrong);
  const [reason, setReason] = useState('');
  const give = () =>
    end(
      approval.amount === null ? 'approvals.given.key' : 'approvals.given',
      platform.call('give_approval', { approval: approval.id, token: prepared?.token ?? null }),
    );
  const refuse = () =>
    end('approvals.refused', platform.call('refuse_approval', { approval: approval.id, reason: reason.trim() }));
  return (
    <MoneyFrame onClose={onClose}>
      <FrameHead title={askedFor(approval, say, language)} />
      <FrameBody>
        {approval.despite_dispute && <p className={styles['disputed']}>{say('approvals.disputed')}</p>}
        <p>{say('approvals.because', { name: approval.asked_by, rule: ruleIn(language, approval) })}</p>
        {approval.why !== null && <p>{say('approvals.why', { reason: reasonShown(approval.why, say) })}</p>}
        {approval.note !== null && <p>{say('approvals.note', { note: approval.note })}</p>}
        {prepared !== null && <p className="quiet">{followsIn(language, prepared, say)}</p>}
        {wrong !== null && <p role="alert">{inOneLine(toldIn(language, wrong.error))}</p>}
        <Field
          label={say('approvals.reason')}
          value={reason}
          maxLength={256}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </FrameBody>
      <FrameFoot hint={say('money.enter')}>
        <Button size="large" onClick={onClose}>
          {say('money.back')}
        </Button>
        <Button size="large" look="stop" disabled={reason.trim() === ''} onClick={refuse}>
          {say('approvals.refuse')}
        </Button>
        <MoneyButton ready={ready} onGo={give}>
          {approval.amount === null
            ? say('approvals.give.key')
            : say('approvals.give', { amount: print(approval.amount) })}
        </MoneyButton>
      </FrameFoot>
    </MoneyFrame>
  );
}

/** Puts the question afresh. A key is asked about nowhere; it is checked when somebody agrees. */
function useConsidered(approval: ApprovalView) {
  const platform = usePlatform();
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [wrong, setWrong] = useState<Refused | null>(null);
  const isKey = approval.verb === null;
  useEffect(() => {
    if (isKey) return;
    let over = false;
    platform.call('consider_approval', { approval: approval.id }).then(
      (next) => !over && setPrepared(next),
      (thrown: unknown) => !over && setWrong(Refused.from(thrown)),
    );
    return () => {
      over = true;
    };
  }, [platform, approval.id, isKey]);
  const armed = useArmed(isKey ? approval.id : (prepared?.token ?? null));
  return { prepared, wrong, setWrong, ready: armed && wrong === null };
}

/** Ends it once, tells of it, and closes. */
function useEnd(onClose: () => void, fail: (refused: Refused) => void) {
  const { say } = useWords();
  const notice = useNotice();
  const client = useQueryClient();
  const under = useRef(false);
  return (
    told: Extract<WordKey, 'approvals.given' | 'approvals.given.key' | 'approvals.refused'>,
    work: Promise<unknown>,
  ): void => {
    if (under.current) return;
    under.current = true;
    work.then(
      () => {
        notice.tell(say(told));
        void client.invalidateQueries({ queryKey: ['approvals'] });
        onClose();
      },
      (thrown: unknown) => {
        under.current = false;
        fail(Refused.from(thrown));
      },
    );
  };
}
