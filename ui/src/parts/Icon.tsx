import type { Icon as TablerIcon } from '@tabler/icons-react';

interface IconProps {
  of: TablerIcon;
  /** Drawn at 16 px, or 20 and 24 where there is room. */
  size?: 12 | 16 | 20 | 24;
  className?: string | undefined;
}

/** An outline of the 24 box with a stroke of 1.5, never read aloud: the word beside it says it. */
export function Icon({ of: Drawn, size = 16, className }: IconProps) {
  return <Drawn size={size} stroke={1.5} aria-hidden="true" focusable="false" className={className} />;
}
