import { useMediaQuery } from '@mantine/hooks';
import { lazy, useCallback, useMemo, useState } from 'react';
import { usePreferences } from './preferences';
import { useHello } from './pulse';

/** The buyer, the clock and the faults, beside whatever screen is open. */
export const TrainingPanel = lazy(() => import('@/features/training'));

export type Dock = 'bottom' | 'right';

export interface TrainingPanelState {
  /** Only Training has it. */
  exists: boolean;
  open: boolean;
  /** Where it stands. */
  dock: Dock;
  toggle: () => void;
  move: () => void;
}

/** Below this the panel covers the screen, so it opens only when it is asked for, and the next window begins without. */
const SMALL = '(max-width: 759px), (max-height: 559px)';
/** Below this there is no room for it at the side. */
const NARROW = '(max-width: 1199px)';

/** Whether the panel stands beside the screen, and where. It is open until somebody closes it, and stays as it was left. */
export function useTrainingPanel(): TrainingPanelState {
  const { environment } = useHello();
  const { all, keep } = usePreferences();
  const small = useMediaQuery(SMALL, false, { getInitialValueInEffect: false });
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const [over, setOver] = useState(false);
  const exists = environment === 'training';
  const stays = all['training-panel'] !== 'closed';
  const open = exists && (small ? over : stays);
  const dock = all['training-dock'] === 'right' && !narrow ? 'right' : 'bottom';
  const toggle = useCallback(() => {
    // As large as the window is now: what was drawn last may be of before it was resized.
    if (window.matchMedia(SMALL).matches) setOver((before) => !before);
    else keep('training-panel', stays ? 'closed' : 'open');
  }, [keep, stays]);
  const move = useCallback(() => keep('training-dock', dock === 'right' ? 'bottom' : 'right'), [keep, dock]);
  return useMemo(() => ({ exists, open, dock, toggle, move }), [exists, open, dock, toggle, move]);
}
