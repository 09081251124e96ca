// The tests that need a Redis. Run by scripts/broker-test.sh, which brings one.
import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], exclude: [] } },
  { test: { include: ['test/broker/*.test.ts'], testTimeout: 120_000 } },
);
