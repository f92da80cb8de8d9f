import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '@/words/words';
import styles from './Dialog.module.css';

interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  /** Width in pixels; money dialogs take 632. */
  width?: number;
  children: ReactNode;
  /** The buttons at its foot. */
  actions?: ReactNode;
}

/** A dialog: focus stays in it, Esc closes it, and the band of the environment stays in sight above it. */
export function Dialog({ open, title, onClose, width = 480, children, actions }: DialogProps) {
  const { say } = useWords();
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={width}
      centered
      padding={24}
      closeButtonProps={{ 'aria-label': say('common.close') }}
      classNames={{ title: styles['title'] ?? '', header: styles['header'] ?? '', body: styles['body'] ?? '' }}
    >
      {children}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </Modal>
  );
}
