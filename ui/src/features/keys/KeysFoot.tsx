import { KeyHint } from '@/parts/KeyCap';
import type { Care } from '@/platform/contract';
import { Foot } from '@/shell/Foot';
import { useWords } from '@/words/words';
import { keychainWords } from './keychain';

/** How the keychain stands, and the keys. */
export function KeysFoot({ keychain, hasAccount }: { keychain: Care['keychain'] | null; hasAccount: boolean }) {
  const { say } = useWords();
  return (
    <Foot
      hints={
        hasAccount && (
          <>
            <KeyHint keys={['Ctrl T']} does={say('key.hint.test')} />
            <KeyHint keys={['Ctrl Shift K']} does={say('key.hint.new')} />
          </>
        )
      }
    >
      <span>{keychain === null ? say('keychain.asking') : keychainWords(keychain, say).foot}</span>
    </Foot>
  );
}
