import { Callout } from '@/parts/Callout';
import { useEnvironment } from '@/parts/environment';
import { Field } from '@/parts/Field';
import { SelectField } from '@/parts/SelectField';
import type { Environment } from '@/platform/contract';
import { type Say, useWords } from '@/words/words';
import styles from './Account.module.css';
import { type AccountForm, type FormField, HOSTS, isRegion, REGIONS, type Region } from './form';
import type { WrongAt } from './useCheck';

export const DETAILS: readonly FormField[] = [
  'name',
  'client_id',
  'gateway',
  'redirect_url',
  'notify_url',
  'settlement_currency',
];

interface DetailsProps {
  form: AccountForm;
  wrong: WrongAt | null;
  type: (field: FormField, text: string) => void;
  leave: (field: FormField) => void;
  /** The field that people come here for. */
  first: FormField;
}

/** Who the merchant is at Antom, and where buyers come back to. */
export function Details({ form, wrong, type, leave, first }: DetailsProps) {
  const { say } = useWords();
  const environment = useEnvironment();
  const hints = hintsOf(environment, say);
  const begin = (field: FormField) => (field === first ? { 'data-autofocus': true } : {});
  const line = (field: FormField) => ({
    ...begin(field),
    value: form[field],
    wrong: wrong?.spot === field ? wrong.text : null,
    autoComplete: 'off',
    spellCheck: false,
    onBlur: () => leave(field),
  });
  return (
    <>
      <div className={styles['pair']}>
        <Field
          {...line('name')}
          label={say('account.name')}
          hint={say('account.name.hint')}
          maxLength={32}
          onChange={(event) => type('name', event.currentTarget.value)}
        />
        <Field
          {...line('client_id')}
          label={say('account.client')}
          hint={hints.client}
          onChange={(event) => type('client_id', event.currentTarget.value)}
        />
      </div>
      {environment === 'training' ? (
        <Field
          {...line('gateway')}
          label={say('account.simulator')}
          hint={say('account.simulator.hint')}
          placeholder="http://127.0.0.1:8420"
          onChange={(event) => type('gateway', event.currentTarget.value)}
        />
      ) : (
        <SelectField
          {...begin('gateway')}
          label={say('account.region')}
          hint={isRegion(form.gateway) ? say('account.region.hint', { host: HOSTS[form.gateway] }) : undefined}
          wrong={wrong?.spot === 'gateway' ? wrong.text : null}
          value={form.gateway}
          onChange={(event) => type('gateway', event.currentTarget.value)}
          onBlur={() => leave('gateway')}
        >
          {REGIONS.map((region) => (
            <option key={region} value={region}>
              {regionName(region, say)}
            </option>
          ))}
        </SelectField>
      )}
      <Field
        {...line('redirect_url')}
        label={say('account.redirect')}
        hint={hints.redirect}
        placeholder="https://"
        inputMode="url"
        onChange={(event) => type('redirect_url', event.currentTarget.value)}
      />
      <div className={styles['pair']}>
        <Field
          {...line('notify_url')}
          label={say('account.notify')}
          hint={say('account.notify.hint')}
          placeholder="https://"
          inputMode="url"
          onChange={(event) => type('notify_url', event.currentTarget.value)}
        />
        <Field
          {...line('settlement_currency')}
          label={say('account.settlement')}
          hint={say('account.settlement.hint')}
          placeholder="SGD"
          maxLength={3}
          onChange={(event) => type('settlement_currency', event.currentTarget.value.toUpperCase())}
        />
      </div>
      {wrong?.spot === 'whole' && <Callout kind="wrong">{wrong.text}</Callout>}
    </>
  );
}

function hintsOf(environment: Environment, say: Say): { client: string; redirect: string } {
  const redirect = say('account.redirect.hint');
  switch (environment) {
    case 'training':
      return { client: say('account.client.hint.training'), redirect: say('account.redirect.hint.training') };
    case 'sandbox':
      return { client: say('account.client.hint.sandbox'), redirect };
    case 'production':
      return { client: say('account.client.hint'), redirect };
  }
}

/** What a region of Antom's is called. */
export function regionName(region: Region, say: Say): string {
  const names: Record<Region, string> = {
    asia: say('account.region.asia'),
    'north-america': say('account.region.north-america'),
    'united-states': say('account.region.united-states'),
    europe: say('account.region.europe'),
  };
  return names[region];
}
