import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useWords } from '@/words/words';
import { Button } from './Button';
import { useCopy } from './copy';
import { Icon } from './Icon';

/** Copies one text. The icon turns into a tick for as long as it takes to see it. */
export function CopyButton({ text, what, label }: { text: string; what: string; label: string }) {
  const { say } = useWords();
  const copy = useCopy();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 1500);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <Button
      look="quiet"
      size="small"
      icon
      aria-label={label}
      title={done ? say('common.copied') : label}
      onClick={async () => setDone(await copy(text, what))}
    >
      <Icon of={done ? IconCheck : IconCopy} />
    </Button>
  );
}
