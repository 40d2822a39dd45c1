// End-to-end tests: the built program in a real browser, two files side by side (two cores): a window waits more than
// it works.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    globalSetup: ['test/e2e/smallWorkspace.ts'],
    include: ['test/e2e/**/*.test.ts', 'test/electron/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // A window that draws beside other work may take longer than the second a poll waits by default.
    expect: { poll: { timeout: 20_000 } },
  },
})
