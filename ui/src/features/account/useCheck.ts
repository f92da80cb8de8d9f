import { useCallback, useRef, useState } from 'react';
import { told } from '@/parts/Callout';
import { useEnvironment } from '@/parts/environment';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { type AccountForm, antomKeyOf, draftOf, type FormField, type Spot, spotOf } from './form';

export interface WrongAt {
  spot: Spot;
  text: string;
}

interface Check {
  wrong: WrongAt | null;
  /** A field was left: it is checked, together with those that were left before. */
  leave(form: AccountForm, field: FormField): void;
  /** A page is to be left: nothing on it may be wrong. */
  pass(form: AccountForm, fields: readonly FormField[]): Promise<boolean>;
  /** Puts words at a field that the window itself found. */
  set(wrong: WrongAt | null): void;
}

/** Has the core check what was typed. It is told at the field, and only of fields that people have been at. */
export function useCheck(): Check {
  const platform = usePlatform();
  const environment = useEnvironment();
  const { language } = useWords();
  const [wrong, set] = useState<WrongAt | null>(null);
  const left = useRef(new Set<FormField>());
  const newest = useRef(0);

  const ask = useCallback(
    async (form: AccountForm): Promise<WrongAt | null> => {
      try {
        await platform.call('check_account', { draft: draftOf(form), antom_key: antomKeyOf(form) });
        return null;
      } catch (thrown) {
        const { error } = Refused.from(thrown);
        return { spot: spotOf(error, environment), text: told(error, language) };
      }
    },
    [platform, environment, language],
  );

  const leave = useCallback(
    (form: AccountForm, field: FormField) => {
      left.current.add(field);
      newest.current += 1;
      const turn = newest.current;
      void ask(form).then((found) => {
        if (turn !== newest.current) return;
        const isKnown = found !== null && (found.spot === 'whole' || left.current.has(found.spot));
        set(isKnown ? found : null);
      });
    },
    [ask],
  );

  const pass = useCallback(
    async (form: AccountForm, fields: readonly FormField[]) => {
      for (const field of fields) left.current.add(field);
      newest.current += 1;
      const found = await ask(form);
      const isHere = found !== null && (found.spot === 'whole' || fields.includes(found.spot));
      set(found !== null && (isHere || left.current.has(found.spot as FormField)) ? found : null);
      return !isHere;
    },
    [ask],
  );

  return { wrong, leave, pass, set };
}
