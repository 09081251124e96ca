// The tests that need a real device. Run by scripts/hsm-test.sh, which brings one.
import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], exclude: [] } },
  { test: { include: ['test/hsm/*.test.ts'] } },
);
