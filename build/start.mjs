// npm start: set-up, then the program.
import { runProject } from './setup.mjs'

runProject('build/start.ts', process.argv.slice(2))
