import { Modal } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { useWords } from '@/words/words';
import styles from './Dialog.module.css';
import { useFocusBackTo, useFocusBefore } from './focusBack';

interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  /** Width in pixels; money dialogs take 632. */
  width?: number;
  children: ReactNode;
  /** The buttons at its foot, which stays in sight while the middle scrolls. */
  actions?: ReactNode;
}

/**
 * A dialog: focus stays in it, Esc closes it, and the band of the environment stays in sight above it. What is taller than
 * the window scrolls between its head and its foot.
 */
export function Dialog({ open, title, onClose, width = 480, children, actions }: DialogProps) {
  const { say } = useWords();
  const before = useFocusBefore(open);
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={width}
      centered
      padding={24}
      closeButtonProps={{ 'aria-label': say('common.close') }}
      classNames={{
        title: styles['title'] ?? '',
        header: styles['header'] ?? '',
        content: styles['content'] ?? '',
        body: styles['frame'] ?? '',
      }}
    >
      <Content before={before}>
        {/* What has no buttons is scrolled by the keyboard all the same. */}
        <div className={styles['body']} tabIndex={actions === undefined ? 0 : undefined}>
          {children}
        </div>
        {actions !== undefined && <footer className={styles['foot']}>{actions}</footer>}
      </Content>
    </Modal>
  );
}

interface ContentProps {
  before: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** Exists while something of the dialog is in sight. */
function Content({ before, children }: ContentProps) {
  useFocusBackTo(before);
  return children;
}
