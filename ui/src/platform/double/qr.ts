/** Modules a side of a QR code of version 6, which links of the usual length take. */
const SIZE = 41;

/**
 * Something that looks like the QR code of a link and differs from link to link. No telephone can read it: an encoder is
 * the core's business.
 */
export function qrOf(link: string): { size: number; path: string } {
  const next = noise(link);
  let path = '';
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) if (isDark(x, y, next)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { size: SIZE, path };
}

function isDark(x: number, y: number, next: () => boolean): boolean {
  const corner = finder(x, y) ?? finder(SIZE - 1 - x, y) ?? finder(x, SIZE - 1 - y);
  if (corner !== null) return corner;
  if (x === 6) return y % 2 === 0;
  return y === 6 ? x % 2 === 0 : next();
}

/** A finder pattern with its light rim, counted from its corner; null outside of it. */
function finder(x: number, y: number): boolean | null {
  if (x > 7 || y > 7) return null;
  if (x === 7 || y === 7) return false;
  const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
  return ring !== 2;
}

/** Bits that are always the same for the same text (xorshift over its FNV-1a hash). */
function noise(text: string): () => boolean {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state & 8) !== 0;
  };
}
