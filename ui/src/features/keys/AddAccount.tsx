import { Assistant } from '@/features/account/Assistant';
import { useEnvironment } from '@/parts/environment';
import { useNotice } from '@/parts/Notice';
import { WizardDialog } from '@/parts/Wizard';
import type { AccountView } from '@/platform/contract';
import { useWords } from '@/words/words';
import { useKeysChanged } from './useKeys';

/** A further account of this environment. */
export function AddAccount({ onClose, onAdded }: { onClose: () => void; onAdded: (account: AccountView) => void }) {
  const { say } = useWords();
  const environment = useEnvironment();
  const notice = useNotice();
  const changed = useKeysChanged();
  const titles = {
    training: say('set-up.title.training'),
    sandbox: say('set-up.title.sandbox'),
    production: say('set-up.title.production'),
  };
  return (
    <Assistant
      Frame={WizardDialog}
      title={titles[environment]}
      onClose={onClose}
      onAdded={(account) => {
        changed();
        notice.tell(say('key.account.added', { account: account.name }));
        onAdded(account);
      }}
    />
  );
}
