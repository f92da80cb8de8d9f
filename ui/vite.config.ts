import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two pages can be built and only one ever ships. `index.html` talks to the core through Tauri; `double.html`, built by
 * `--mode double` into a directory of its own, talks to a test double and is there for screenshots.
 */
export default defineConfig(({ mode }) => ({
  plugins: [react()],
  resolve: { alias: { '@': at('src') } },
  clearScreen: false,
  server: { strictPort: true, port: 5173 },
  build: {
    outDir: mode === 'double' ? 'dist-double' : 'dist',
    target: ['safari16', 'chrome111'],
    // The window's CSP knows no data: and no inline script: fonts stay files, and nothing is preloaded by a polyfill.
    assetsInlineLimit: 0,
    // Everything is read from this computer; one larger file opens faster than many.
    chunkSizeWarningLimit: 800,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: at(mode === 'double' ? 'double.html' : 'index.html') },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    // Two slow and busy cores are the usual machine. Tests wait for conditions; this only ends one that never comes.
    testTimeout: 180_000,
    // One worker a core: the default leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
    // The modules of a worker are read once: reading them for each file, and a page for it, took a third of all time.
    isolate: false,
  },
}));
