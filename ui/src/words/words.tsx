import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { en } from './en';
import { zhHans } from './zh-Hans';

/** The languages of the window. */
export const LANGUAGES = ['en', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every key there is. */
export type WordKey = keyof typeof en;

/** A text, or one text for each plural of its `count`. */
export type Entry = string | { readonly one: string; readonly other: string };

/** The placeholders of a text: `{name}`. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type TextOf<K extends WordKey> = (typeof en)[K] extends string
  ? (typeof en)[K]
  : (typeof en)[K] extends { readonly other: infer Other extends string }
    ? Other
    : never;
/** What a key's placeholders take. `count` is a number, so that the language can choose the plural. */
export type Values<K extends WordKey> = { [Name in Placeholders<TextOf<K>>]: Name extends 'count' ? number : string };
type Arguments<K extends WordKey> = [keyof Values<K>] extends [never] ? [] : [values: Values<K>];

/** Says a key in the language of the window. */
export type Say = <K extends WordKey>(key: K, ...values: Arguments<K>) => string;

const CATALOGUES: Record<Language, Record<WordKey, Entry>> = { en, 'zh-Hans': zhHans };

/** Binds {@link Say} to a language. */
export function sayIn(language: Language): Say {
  const catalogue = CATALOGUES[language];
  const plural = new Intl.PluralRules(language);
  const figures = new Intl.NumberFormat('en');
  return (key, ...[values]) => {
    const entry = catalogue[key];
    const given: Record<string, string | number> = values ?? {};
    const count = given['count'];
    const text =
      typeof entry === 'string'
        ? entry
        : typeof count === 'number' && plural.select(count) === 'one'
          ? entry.one
          : entry.other;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = given[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? figures.format(value) : value;
    });
  };
}

interface Words {
  say: Say;
  language: Language;
}

const WordsContext = createContext<Words>({ say: sayIn('en'), language: 'en' });

export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const words = useMemo(() => ({ say: sayIn(language), language }), [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The words of the window's language. */
export function useWords(): Words {
  return useContext(WordsContext);
}

/** A count as people read it: `1,204`. */
export function printCount(count: number): string {
  return new Intl.NumberFormat('en').format(count);
}
