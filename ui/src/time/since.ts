/** Whole milliseconds since a moment of `performance.now()`, at least one. */
export function since(moment: number): number {
  return Math.max(1, Math.round(performance.now() - moment));
}
