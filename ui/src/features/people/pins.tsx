import { type RefObject, useRef, useState } from 'react';
import { Field } from '@/parts/Field';
import { useWords } from '@/words/words';

/** What is typed, and out of the field at once: nothing secret stands in the state of the page. */
export function taken(field: RefObject<HTMLInputElement | null>): string {
  const typed = field.current?.value ?? '';
  if (field.current !== null) field.current.value = '';
  return typed;
}

export interface PinTwice {
  once: RefObject<HTMLInputElement | null>;
  again: RefObject<HTMLInputElement | null>;
  differ: boolean;
  /** The PIN, out of both fields; none where they differ, which is said. */
  take: () => string | null;
}

/** A new PIN is typed twice: nobody reads what they typed. */
export function usePinTwice(): PinTwice {
  const once = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [differ, setDiffer] = useState(false);
  const take = () => {
    const [first, second] = [taken(once), taken(again)];
    setDiffer(first !== second);
    if (first === second) return first;
    once.current?.focus();
    return null;
  };
  return { once, again, differ, take };
}

export function PinFields({ of }: { of: PinTwice }) {
  const { say } = useWords();
  return (
    <>
      <SecretField
        ref={of.once}
        label={say('people.pin')}
        hint={say('people.pin.hint')}
        wrong={of.differ ? say('people.pin.differ') : null}
      />
      <SecretField ref={of.again} label={say('people.pin.again')} />
    </>
  );
}

interface SecretFieldProps {
  ref: RefObject<HTMLInputElement | null>;
  label: string;
  hint?: string;
  wrong?: string | null;
  /** Letters too, as the recovery code has. */
  letters?: boolean;
}

/** A field whose text nobody sees and no state holds. */
export function SecretField({ letters = false, ...rest }: SecretFieldProps) {
  return (
    <Field
      {...rest}
      type="password"
      inputMode={letters ? 'text' : 'numeric'}
      autoComplete="off"
      spellCheck={false}
      maxLength={letters ? 80 : 32}
    />
  );
}
