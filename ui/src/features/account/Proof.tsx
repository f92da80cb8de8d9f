import { Button } from '@/parts/Button';
import { Callout, Wrong } from '@/parts/Callout';
import { useEnvironment } from '@/parts/environment';
import { shortFingerprint } from '@/parts/Fingerprint';
import type { CommandError, StagedKey, TestReport } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Account.module.css';
import { regionName } from './Details';
import { type AccountForm, type FormField, isRegion } from './form';
import { TestCard } from './TestCard';

/** The pages of the assistant that something can be mended on. */
export type Page = 'details' | 'pair' | 'antom';

interface ProofProps {
  form: AccountForm;
  staged: StagedKey;
  report: TestReport | null;
  refused: CommandError | null;
  go: (page: Page, field?: FormField) => void;
}

/** The account tried before it is kept: a harmless question, signed with the new key. */
export function Proof({ form, staged, report, refused, go }: ProofProps) {
  const { say } = useWords();
  const environment = useEnvironment();
  return (
    <>
      <p>{environment === 'training' ? say('proof.body.training') : say('proof.body')}</p>
      <dl className={styles['summary']}>
        <dt>{say('account.name')}</dt>
        <dd>{form.name}</dd>
        <dt>{say('account.client')}</dt>
        <dd className="mono">{form.client_id}</dd>
        <dt>{environment === 'training' ? say('account.simulator') : say('account.region')}</dt>
        <dd>{isRegion(form.gateway) ? regionName(form.gateway, say) : form.gateway}</dd>
        <dt>{say('proof.key')}</dt>
        <dd>
          {say('key.version', { version: form.key_version })},{' '}
          <span className="mono">{shortFingerprint(staged.fingerprint)}</span>
        </dd>
      </dl>
      {refused !== null && <Wrong error={refused} />}
      {report !== null && <TestCard report={report} version={form.key_version} antom={null} />}
      {report !== null && !report.passed && <Mend report={report} go={go} />}
    </>
  );
}

/** Where to look, by what failed first. Nothing that was typed is lost on the way. */
function Mend({ report, go }: Pick<ProofProps, 'go'> & { report: TestReport }) {
  const { say } = useWords();
  if (report.reach.passed === false) return <Callout kind="care">{say('proof.mend.reach')}</Callout>;
  if (report.our_signature.passed === false) {
    const words = report.code === 'KEY_NOT_FOUND' ? say('proof.mend.version') : say('proof.mend.ours');
    return <MendAt words={words} go={() => go('pair')} to={say('proof.to.pair')} />;
  }
  if (report.environment.passed === false) {
    return <MendAt words={say('proof.mend.environment')} go={() => go('details')} to={say('proof.to.details')} />;
  }
  if (report.antom_signature.passed === false) {
    return <NotTheirs go={go} />;
  }
  return (
    <Callout kind="care">{report.clock.passed === false ? say('proof.mend.clock') : say('proof.mend.other')}</Callout>
  );
}

/**
 * An answer that Antom's key did not sign. A wrong gateway answers like that, mostly unsigned, and a wrong key makes the
 * right one's answer look like that: both may have to be mended, and the gateway comes first.
 */
function NotTheirs({ go }: Pick<ProofProps, 'go'>) {
  const { say } = useWords();
  const isTraining = useEnvironment() === 'training';
  return (
    <Callout
      kind="care"
      actions={
        <>
          <Button onClick={() => go('details', 'gateway')}>
            {isTraining ? say('proof.to.simulator') : say('proof.to.region')}
          </Button>
          <Button onClick={() => go('antom')}>{say('proof.to.antom')}</Button>
        </>
      }
    >
      {isTraining ? say('proof.mend.theirs.training') : say('proof.mend.theirs')}
    </Callout>
  );
}

function MendAt({ words, to, go }: { words: string; to: string; go: () => void }) {
  return (
    <Callout kind="care" actions={<Button onClick={go}>{to}</Button>}>
      {words}
    </Callout>
  );
}
