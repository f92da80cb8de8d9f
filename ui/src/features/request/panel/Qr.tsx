import type { QrView } from '@/platform/contract';
import styles from './Panel.module.css';

/** Light modules around a code that scanners need (ISO/IEC 18004). */
const QUIET = 4;

/** A QR code, dark on light in either theme, with the word of its environment under it. */
export function Qr({ of: { size, path, mark }, label }: { of: QrView; label: string }) {
  const side = size + 2 * QUIET;
  return (
    <figure className={styles['qr']} data-theme="light">
      <svg viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={path} />
      </svg>
      {mark !== null && <figcaption>{mark}</figcaption>}
    </figure>
  );
}
