// npm test: set-up, then lint, type checks, unit, conformance and end-to-end tests.
import { runProject } from './setup.mjs'

runProject('build/test.ts', process.argv.slice(2))
