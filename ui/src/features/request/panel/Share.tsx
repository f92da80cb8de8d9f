import {
  IconBrandWhatsapp,
  IconCopy,
  IconMail,
  IconMessage,
  IconPrinter,
  IconQrcode,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { KeyCap } from '@/parts/KeyCap';
import type { Channel, OrderView, SessionView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useWords, type WordKey } from '@/words/words';
import type { By } from '../form/Form';
import formStyles from '../form/Form.module.css';
import styles from './Panel.module.css';
import { Qr } from './Qr';

interface WayToGive {
  channel: Channel;
  icon: TablerIcon;
  /** None where it is a name, which no language changes. */
  word: (WordKey & `request.share.${string}`) | null;
}

const WAYS: readonly WayToGive[] = [
  { channel: 'copy', word: 'request.share.copy', icon: IconCopy },
  { channel: 'email', word: 'request.share.email', icon: IconMail },
  { channel: 'sms', word: 'request.share.sms', icon: IconMessage },
  { channel: 'whatsapp', word: null, icon: IconBrandWhatsapp },
  { channel: 'print', word: 'request.share.print', icon: IconPrinter },
];

/** The button that has focus once there is a link. */
export const FIRST_SHARE = 'request-first-share';

interface ShareProps {
  /** The order and the session whose link is given; none while there is no link to give. */
  of: { order: OrderView; session: SessionView } | null;
  by: By;
  isBusy: boolean;
  give: (channel: Channel) => void;
  children: ReactNode;
}

/** The code, and the ways in which the link reaches the buyer. */
export function Share({ of, by, isBusy, give, children }: ShareProps) {
  const { say } = useWords();
  const first: Channel = by === 'email' ? 'email' : 'copy';
  const ways = [...WAYS].sort((one, other) => Number(other.channel === first) - Number(one.channel === first));
  return (
    <div className={styles['share']}>
      {of === null ? <NoCode /> : <Code order={of.order} session={of.session} enlarge={() => give('qr')} />}
      <div className={styles['buttons']}>
        {ways.map(({ channel, word, icon }) => {
          const isFirst = channel === first && of !== null;
          return (
            <Button
              key={channel}
              look={isFirst ? 'primary' : 'plain'}
              disabled={of === null}
              aria-disabled={isBusy}
              {...(channel === 'copy' ? { 'aria-keyshortcuts': 'c' } : {})}
              {...(channel === first ? { id: FIRST_SHARE } : {})}
              onClick={() => !isBusy && give(channel)}
            >
              <Icon of={icon} />
              {word === null ? 'WhatsApp' : say(word)}
              {channel === 'copy' && (
                <span className={`push ${isFirst ? formStyles['onAccent'] : ''}`} aria-hidden="true">
                  <KeyCap>c</KeyCap>
                </span>
              )}
            </Button>
          );
        })}
        <div className={styles['under']}>{children}</div>
      </div>
    </div>
  );
}

function NoCode() {
  return (
    <div className={styles['noCode']}>
      <Icon of={IconQrcode} size={24} />
    </div>
  );
}

function Code({ order, session, enlarge }: { order: OrderView; session: SessionView; enlarge: () => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const { data } = useQuery({
    queryKey: ['order', order.id, 'qr', session.request],
    queryFn: () => platform.call('qr', { order: order.id }),
  });
  if (data === undefined) return <NoCode />;
  return (
    <button
      type="button"
      className={styles['code']}
      aria-keyshortcuts="q"
      aria-label={[say('request.qr.enlarge'), data.mark].filter((part) => part !== null).join(', ')}
      title={say('request.qr.enlarge')}
      onClick={enlarge}
    >
      <Qr of={data} label={say('request.qr.label', { reference: order.reference })} />
    </button>
  );
}
