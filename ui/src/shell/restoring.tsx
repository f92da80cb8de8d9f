import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';
import { usePulse } from './pulse';

const Restore = lazy(async () => ({ default: (await import('@/features/welcome/Restore')).Restore }));

const RestoringContext = createContext<() => void>(() => {});

/**
 * Opens the dialog in which a backup is restored; none where that is not the way out. The core replaces no history that
 * is whole, and where only what is shown is wrong its facts are whole.
 */
export function useRestore(): (() => void) | null {
  const restore = useContext(RestoringContext);
  const { trouble } = usePulse();
  return trouble === null || trouble.kind === 'shown' ? null : restore;
}

/** The dialog stands above the screens: what it tells after a restore is read when the trouble itself is over. */
export function RestoringProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const restore = useCallback(() => setOpen(true), []);
  const close = () => setOpen(false);
  return (
    <RestoringContext value={restore}>
      {children}
      {open && (
        <Suspense fallback={null}>
          <Restore onClose={close} onDone={close} />
        </Suspense>
      )}
    </RestoringContext>
  );
}
