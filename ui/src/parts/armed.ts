import { useEffect, useState } from 'react';

/** For so long a button that moves money does nothing after its words appeared: nobody presses what they have not read. */
const INERT = 400;

/** Whether what this key stands for has been in sight long enough to be pressed. Another key begins anew. */
export function useArmed(key: string | null): boolean {
  const [armed, setArmed] = useState<string | null>(null);
  useEffect(() => {
    setArmed(null);
    if (key === null) return;
    const timer = setTimeout(() => setArmed(key), INERT);
    return () => clearTimeout(timer);
  }, [key]);
  return key !== null && armed === key;
}
