import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { Button } from './Button';

interface MoneyButtonProps {
  /** Whether a press does anything now. */
  ready: boolean;
  onGo: () => void;
  children: ReactNode;
}

/** The one button that moves money. Enter never presses it, and the second press of a double click is none. */
export function MoneyButton({ ready, onGo, children }: MoneyButtonProps) {
  return (
    <Button
      size="large"
      look="primary"
      money
      aria-disabled={!ready}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()}
      onClick={(event: MouseEvent) => ready && event.detail < 2 && onGo()}
    >
      {children}
    </Button>
  );
}
