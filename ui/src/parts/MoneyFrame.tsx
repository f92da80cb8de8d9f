import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFocusBack } from './focusBack';
import styles from './MoneyFrame.module.css';

/**
 * The frame of every dialog that moves money. Head and foot stay in sight while the middle scrolls; a press beside it
 * does not close it, Esc does.
 */
export function MoneyFrame({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  useFocusBack();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={632}
      centered
      radius="lg"
      shadow="var(--shadow-dialog)"
      closeOnClickOutside={false}
      transitionProps={{ duration: 90 }}
      classNames={{ inner: styles['inner'] ?? '', content: styles['content'] ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content>{children}</Modal.Content>
    </Modal.Root>
  );
}

interface HeadProps {
  /** A sentence with the amount in it. */
  title: string;
  /** What it is about, under the title. */
  line?: ReactNode;
  /** What stands at its end. */
  children?: ReactNode;
}

export function FrameHead({ title, line, children }: HeadProps) {
  return (
    <header className={styles['head']}>
      <div className={styles['top']}>
        <Modal.Title className={`${styles['title']} num`}>{title}</Modal.Title>
        {children !== undefined && <div className={styles['aside']}>{children}</div>}
      </div>
      {line !== undefined && <p className="quiet num">{line}</p>}
    </header>
  );
}

export function FrameBody({ children }: { children: ReactNode }) {
  return <div className={styles['body']}>{children}</div>;
}

/** What keeps the button from being pressed, or how it is pressed; then the buttons. */
export function FrameFoot({ hint, children }: { hint: ReactNode; children: ReactNode }) {
  return (
    <footer className={styles['foot']}>
      <span className={`${styles['hint']} small quiet`}>{hint}</span>
      {children}
    </footer>
  );
}
