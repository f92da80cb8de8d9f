import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '@/words/words';
import { Button } from './Button';
import { isLeft } from './escape';
import { Icon } from './Icon';
import styles from './Pane.module.css';

interface PaneProps {
  /** Its name for those who hear it. */
  label: string;
  title: string;
  /** It has the window for itself, without the list beside it. */
  alone: boolean;
  /** Goes up whenever it shall take the focus. */
  focus: number;
  onClose: () => void;
  /** What stands in its head beside the title. */
  actions?: ReactNode;
  /** What stays at its foot while the rest scrolls. */
  foot?: ReactNode;
  children: ReactNode;
}

/** What is open beside a list: a head, a body that scrolls, a foot. Esc closes it. */
export function Pane({ label, title, alone, focus, onClose, actions, foot, children }: PaneProps) {
  const { say } = useWords();
  const body = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus > 0) body.current?.focus();
  }, [focus]);
  return (
    <section
      className={styles['pane']}
      aria-label={label}
      onKeyDown={(event) => {
        if (!isLeft(event)) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles['head']}>
        {alone && (
          <Button look="quiet" icon aria-label={say('pane.back')} onClick={onClose}>
            <Icon of={IconArrowLeft} />
          </Button>
        )}
        <h2 className="num clip">{title}</h2>
        <span className="push" />
        {actions}
        {!alone && (
          <Button look="quiet" icon aria-label={say('common.close')} title={say('pane.close')} onClick={onClose}>
            <Icon of={IconX} />
          </Button>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must scroll by the keyboard too */}
      <section className={styles['body']} ref={body} tabIndex={0} aria-label={say('pane.body')}>
        {children}
      </section>
      {foot}
    </section>
  );
}
