import { IconUserCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { reasonShown } from '@/features/money/reasons';
import { print } from '@/money/print';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { useNotice } from '@/parts/Notice';
import type { ApprovalView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { askedFor } from '@/words/askedFor';
import { eitherOf, ruleIn } from '@/words/sayings';
import { useWords } from '@/words/words';
import styles from './Approvals.module.css';

/** What waits for somebody's approval now. */
export function useApprovals(): readonly ApprovalView[] {
  const platform = usePlatform();
  const { data } = useQuery({ queryKey: ['approvals'], queryFn: () => platform.call('approvals', {}) });
  return (data ?? []).filter(({ stage }) => stage === 'open');
}

interface ApprovalsProps {
  open: readonly ApprovalView[];
  /** Shows one that is mine to answer. The screen holds it: this list comes and goes with what stands around it. */
  look: (approval: ApprovalView) => void;
}

/** What waits for somebody's approval: mine to look at, others' to wait for. */
export function Approvals({ open, look }: ApprovalsProps) {
  const { say } = useWords();
  return (
    <section className={styles['approvals']} aria-label={say('approvals.title')}>
      <h2 className={`${styles['title']} num`}>
        {say('approvals.title')}
        <span className={styles['count']}>{open.length}</span>
      </h2>
      <ul className={styles['list']}>
        {open.map((approval) => (
          <One key={approval.id} approval={approval} look={() => look(approval)} />
        ))}
      </ul>
    </section>
  );
}

function One({ approval, look }: { approval: ApprovalView; look: () => void }) {
  const { say, language } = useWords();
  const zone = useZone();
  const time = (moment: string) => printMoment(Date.parse(moment), zone, language);
  const names = eitherOf(language, approval.approvers);
  return (
    <li className={styles['one']}>
      <span className={styles['tile']}>
        <Icon of={IconUserCheck} />
      </span>
      <div className={styles['what']}>
        <p className={styles['sentence']}>{askedFor(approval, say, language)}</p>
        {approval.despite_dispute && <p className={`${styles['disputed']} small`}>{say('approvals.disputed')}</p>}
        <p className="small quiet">
          {say('approvals.asked', { name: approval.asked_by, time: time(approval.asked_at) })} ·{' '}
          {say('approvals.lapses', { time: time(approval.lapses_at) })}
        </p>
        <p className="small quiet">
          {say('approvals.because', { name: approval.asked_by, rule: ruleIn(language, approval) })}
        </p>
        {approval.why !== null && (
          <p className="small">{say('approvals.why', { reason: reasonShown(approval.why, say) })}</p>
        )}
        {approval.note !== null && <p className="small">{say('approvals.note', { note: approval.note })}</p>}
      </div>
      {approval.amount !== null && <span className="num">{print(approval.amount)}</span>}
      {approval.for_me ? (
        <Button look="primary" onClick={look}>
          {say('approvals.look')}
        </Button>
      ) : (
        <Waiting approval={approval} names={names} />
      )}
    </li>
  );
}

/** One's own request can be taken back; another's is waited for. The core decides which it is. */
function Waiting({ approval, names }: { approval: ApprovalView; names: string }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const withdraw = () =>
    platform.call('withdraw_approval', { approval: approval.id }).then(
      () => {
        notice.tell(say('approvals.withdrawn'));
        void client.invalidateQueries({ queryKey: ['approvals'] });
      },
      (thrown: unknown) => notice.trouble(thrown),
    );
  return (
    <span className={styles['wait']}>
      <span className="small quiet">{say('approvals.others', { names })}</span>
      {approval.mine && (
        <Button size="small" onClick={() => void withdraw()}>
          {say('approvals.withdraw')}
        </Button>
      )}
    </span>
  );
}
