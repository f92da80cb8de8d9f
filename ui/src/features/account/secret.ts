import { type RefObject, useRef } from 'react';

/**
 * A field for a secret that the page never keeps: no state holds it, and taking it wipes the field before it goes anywhere.
 */
export function useSecret(): { field: RefObject<HTMLTextAreaElement | null>; take: () => string } {
  const field = useRef<HTMLTextAreaElement>(null);
  const take = () => {
    const text = field.current?.value ?? '';
    if (field.current !== null) field.current.value = '';
    return text;
  };
  return { field, take };
}
