// Long versions of the property and conformance tests: many more generated cases, hours allowed. Never part of npm
// test.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: [
      'test/attack/**/*.test.ts',
      'test/conformance/**/*.test.ts',
      'shared/expression/conformance.test.ts',
      'test/faults/**/*.test.ts',
      'electron/engine/collect/intake/importDelivery.test.ts',
      'test/intake/fuzz.test.ts',
    ],
    env: { STATDESK_RUNS: '3000', EXPRESSION_BATCHES: '400', FAULT_KILLS: '50' },
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 7_200_000,
    hookTimeout: 600_000,
  },
})
