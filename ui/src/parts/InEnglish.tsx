import { useWords } from '@/words/words';

/** What the core says in English alone, because it has no code: named as what it is, and read aloud as that. */
export function InEnglish({ children }: { children: string }) {
  const { say, language } = useWords();
  if (language === 'en') return children;
  return (
    <>
      {say('common.in-english')}
      <span lang="en">{children}</span>
    </>
  );
}

/** The same of several, each in a line of its own. */
export function EnglishList({ of }: { of: readonly string[] }) {
  const { say, language } = useWords();
  return (
    <>
      {language !== 'en' && <p>{say('common.in-english')}</p>}
      <ul lang="en">
        {of.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  );
}
