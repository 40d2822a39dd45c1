// Unit and conformance tests beside the source and in test/; end-to-end tests have their own config.
import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [react()],
  test: {
    include: [
      'shared/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.{ts,tsx}',
      'build/**/*.test.ts',
      'test/attack/**/*.test.ts',
      'test/conformance/**/*.test.ts',
      'test/field/**/*.test.ts',
      'test/faults/**/*.test.ts',
      'test/independent/**/*.test.ts',
      'test/intake/**/*.test.ts',
    ],
    pool: 'forks',
    // One less than there are cores would be one worker on two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
