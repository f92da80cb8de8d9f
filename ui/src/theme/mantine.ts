import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { setNonce } from 'get-nonce';

/** One ink for everything that can be pressed; the tokens decide its shade for each theme. */
const petrol: MantineColorsTuple = [
  '#e0eef1',
  '#c5dfe5',
  '#a9cdd5',
  '#79c6d5',
  '#4f9db0',
  '#1f7487',
  '#0b5567',
  '#084454',
  '#063642',
  '#05222a',
];

/** Mantine gives focus traps, menus and popovers their manners. What they look like comes from the tokens. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 6, dark: 3 },
  colors: { petrol },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '12px' },
  defaultRadius: 'sm',
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Menu: {
      defaultProps: {
        transitionProps: { duration: 90 },
        shadow: 'var(--shadow-pop)',
        radius: 'sm',
        offset: 4,
        // The focus is on the first item at once; the placeholder that would take it is no item, and no menu may hold one.
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: {
      defaultProps: { transitionProps: { duration: 90 }, shadow: 'var(--shadow-pop)', radius: 'md', offset: 4 },
    },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 90 }, radius: 'xs' } },
    Modal: { defaultProps: { transitionProps: { duration: 90 }, radius: 'lg', shadow: 'var(--shadow-dialog)' } },
  },
});

/** Mantine's variables, pointed at the tokens, so that there is one palette and not two. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-2)',
    '--mantine-color-error': 'var(--st-failed-fg)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-color-petrol-outline': 'var(--focus)',
  };
  return { variables: {}, light: shared, dark: shared };
};

/** The nonce that Tauri put on the seed element; nothing outside Tauri. */
export function styleNonce(): string {
  const seed = document.getElementById('seed');
  return seed?.nonce ?? '';
}

/** Gives the nonce to the one library that makes a style element without asking (scroll lock of open dialogs). */
export function passNonceOn(): void {
  const nonce = styleNonce();
  if (nonce !== '') setNonce(nonce);
}
