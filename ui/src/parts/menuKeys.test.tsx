import { MantineProvider, Menu } from '@mantine/core';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { useMenuKeys } from './menuKeys';

function Screen() {
  useMenuKeys();
  return (
    <Menu>
      <Menu.Target>
        <button type="button">More</button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled>Cannot be chosen</Menu.Item>
        <Menu.Item>First</Menu.Item>
        <Menu.Item>Second</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

describe('Down on the button of a menu', () => {
  beforeEach(() => {
    render(
      <MantineProvider env="test">
        <Screen />
      </MantineProvider>,
    );
  });
  const button = () => screen.getByRole('button', { name: 'More' });

  it('opens the menu', async () => {
    const user = userEvent.setup();
    act(() => button().focus());
    await user.keyboard('{ArrowDown}');
    expect(button().getAttribute('aria-expanded')).toBe('true');
    await screen.findByRole('menuitem', { name: 'First' });
  });

  it('leads into an open menu that did not take the focus', async () => {
    const user = userEvent.setup();
    await user.click(button());
    const first = await screen.findByRole('menuitem', { name: 'First' });
    act(() => button().focus());
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(first);
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'Second' }));
  });
});
