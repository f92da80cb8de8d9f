import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { At } from '@/parts/At';
import { Icon } from '@/parts/Icon';
import type { EvidenceView, OrderView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { type Say, useWords } from '@/words/words';
import styles from './Detail.module.css';

/** What Antom said, byte for byte but for what is masked. Collapsed, with the count and whether the signatures hold. */
export function Evidence({ order }: { order: OrderView }) {
  const { say } = useWords();
  const platform = usePlatform();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['order', order.id, 'evidence'],
    queryFn: () => platform.call('evidence', { order: order.id }),
  });
  const sum = data === undefined ? '' : summed(data, say);
  return (
    <section className={styles['evidence']} data-open={open} aria-label={say('detail.evidence')}>
      <button type="button" className={styles['evidenceHead']} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon of={IconChevronRight} />
        {say('detail.evidence')}
        <span className="push small num clip" title={sum}>
          {sum}
        </span>
      </button>
      {open && data !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must scroll by the keyboard too
        <section className={styles['evidenceBody']} tabIndex={0} aria-label={say('detail.evidence.body')}>
          {data.length > 0 && <p className="small">{say('detail.evidence.masked', { what: maskedOf(order, say) })}</p>}
          {data.map((one) => (
            <Exchange key={`${one.at} ${one.operation}`} one={one} />
          ))}
        </section>
      )}
    </section>
  );
}

/** What is masked, by its wire name; the one that is words is said in the window's language. */
function maskedOf(order: OrderView, say: Say): string {
  return order.masked.map((name) => (name.includes(' ') ? say('detail.evidence.query') : name)).join(', ');
}

function summed(all: readonly EvidenceView[], say: Say): string {
  const invalid = all.filter((one) => !one.valid).length;
  if (all.length === 0) return say('detail.evidence.none');
  if (invalid > 0) return say('detail.evidence.invalid', { count: invalid });
  return say('detail.evidence.valid', { count: all.length });
}

function Exchange({ one }: { one: EvidenceView }) {
  const { say } = useWords();
  return (
    <div className={styles['exchange']}>
      <div className="row small">
        <span className="mono">{one.operation}</span>
        <span className="nowrap">{one.valid ? say('detail.evidence.signed') : say('detail.evidence.unsigned')}</span>
        <span className="push">
          <At at={one.at} />
        </span>
      </div>
      <pre className="mono">{one.body}</pre>
    </div>
  );
}
