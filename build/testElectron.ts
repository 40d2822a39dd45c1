// npm run test:electron: the window suite in real Electron, where its binary is; says loudly where it is not.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { bundle, root } from './bundle.ts'
import { electronBinary } from './electronBinary.ts'

if (!electronBinary({ download: true })) {
  process.stdout.write(
    'SKIPPED: Electron’s binary is not on this machine and could not be downloaded. Nothing was tested in Electron.\n',
  )
  process.exit(0)
}
await bundle()
const done = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '-c',
    'build/vitest.e2e.config.ts',
    'test/e2e/window.test.ts',
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, STATDESK_HOST: 'electron' },
  },
)
process.exit(done.status ?? 1)
