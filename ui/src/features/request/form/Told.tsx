import { IconAlertTriangle, IconCircleX, type Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from '@/parts/Icon';
import type { Remark } from '@/platform/contract';
import { useWords } from '@/words/words';
import { type Said, wordsOf } from '../remarks';
import styles from './Form.module.css';

interface ToldProps {
  id: string;
  said: Said;
  hint?: ReactNode;
  /** Buttons that mend what is wrong. */
  fixes?: (remark: Remark) => ReactNode;
  /** What the cell is called that a remark speaks of, where several share this place. */
  where?: (remark: Remark) => string | null;
}

/** What stands under a field: its hint, its mistakes, what should be known, and the way out of each. */
export function Told({ id, said, hint, fixes, where }: ToldProps) {
  const { say, language } = useWords();
  const drawn = (remark: Remark, tone: string, icon: TablerIcon) => {
    const [cell, words] = [where?.(remark) ?? null, wordsOf(remark, say, language)];
    return { remark, tone, icon, cell, words, key: `${tone} ${remark.field} ${cell ?? ''} ${words}` };
  };
  const all = [
    ...said.wrong.map((remark) => drawn(remark, 'failed', IconCircleX)),
    ...said.warnings.map((remark) => drawn(remark, 'authorised', IconAlertTriangle)),
  ];
  // Two cells of an item can want the same; one sentence tells of both.
  const remarks = all.filter(({ key }, place) => all.findIndex((other) => other.key === key) === place);
  return (
    <div id={id} className={styles['told']} aria-live="polite">
      {hint !== undefined && <p>{hint}</p>}
      {remarks.map(({ remark, tone, icon, cell, words, key }) => (
        <div key={key} className={styles['remark']} data-tone={tone}>
          <Icon of={icon} />
          <div>
            <p>
              <Where cell={cell} />
              {words}
            </p>
            {fixes?.(remark)}
          </div>
        </div>
      ))}
    </div>
  );
}

function Where({ cell }: { cell: string | null }) {
  return cell === null ? null : <span className="strong">{cell}: </span>;
}

/** Whether {@link Told} has anything to tell. */
export function hasRemarks({ wrong, warnings }: Said): boolean {
  return wrong.length + warnings.length > 0;
}
