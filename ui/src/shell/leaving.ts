/** What screens still write down while they are left. */
const writing = new Set<Promise<unknown>>();

/** Tells of something that is still being written down. */
export function leaving(work: Promise<unknown>): void {
  writing.add(work);
  const over = () => writing.delete(work);
  work.then(over, over);
}

/** Waits until everything that screens that are gone wrote down on leaving is written, or could not be. */
export async function settled(): Promise<void> {
  await Promise.allSettled([...writing]);
}
