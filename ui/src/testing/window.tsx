import { type RenderResult, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import type { CommandError, CommandName } from '@/platform/contract';
import type { Desk } from '@/platform/double/desk';
import { Double, type DoubleOptions } from '@/platform/double/double';
import { App } from '@/shell/App';

export interface Opened extends RenderResult {
  double: Double;
  user: UserEvent;
}

interface OpenOptions extends DoubleOptions {
  /** What the core refuses from the start. */
  refuse?: Partial<Record<CommandName, CommandError>>;
  /** What there is before the window begins. */
  prepare?: (desk: Desk, double: Double) => void;
}

/** The whole window over a double of the core, as it stands when its first screen is drawn. The clock stands still. */
export async function openWindow({ refuse = {}, prepare, ...options }: OpenOptions = {}): Promise<Opened> {
  const double = new Double(options);
  for (const [command, error] of Object.entries(refuse)) double.refuse.set(command as CommandName, error);
  prepare?.(double.desk, double);
  const user = userEvent.setup();
  const rendered = render(<App platform={double} elapsed={() => 0} still />);
  await screen.findByRole('main');
  return { ...rendered, double, user };
}

/** What axe finds to be serious or critical. Colours are held by the contrast of the tokens: jsdom draws nothing. */
export async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}
