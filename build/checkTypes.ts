// Type checks every environment under its own configuration, so that a wrong import fails to compile.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './bundle.ts'

const environments = ['shared', 'electron/engine', 'electron', 'electron/main', 'renderer', 'test', 'build']

const failed = environments.filter((environment) => {
  const done = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, environment)],
    { stdio: 'inherit' },
  )
  return done.status !== 0
})
process.stdout.write(
  failed.length === 0
    ? `types: ${environments.length} environments agree\n`
    : `types: errors in ${failed.join(', ')}\n`,
)
process.exit(failed.length === 0 ? 0 : 1)
