import { configDefaults, defineConfig } from 'vitest/config';
import { entries, root } from './scripts/entries.mjs';

const slow = Number(process.env['FC_RUNS'] ?? 0) > 1000;

export default defineConfig({
  resolve: {
    // Tests import the package by its name and get the source.
    alias: entries.map(({ specifier, src }) => ({ find: new RegExp(`^${specifier}$`), replacement: root + src })),
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Need a device and a server: npm run test:hsm, npm run test:broker.
    exclude: [...configDefaults.exclude, 'test/hsm/**', 'test/broker/**'],
    setupFiles: ['test/support/fast-check.ts'],
    testTimeout: slow ? 900_000 : 30_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      reporter: ['text', 'html'],
      thresholds: {
        branches: 95,
        // Where a wrong `<=` costs most.
        'src/{mask,token,crypto}/**': { lines: 100 },
      },
    },
  },
});
