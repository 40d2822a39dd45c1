// For the kill test: opens a workspace, imports one file and tells how far it is on stdout. Never used by the program.
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { contextOf, testJob } from './importTest.ts'

const [folder = '', path = ''] = process.argv.slice(2)
const workspace = await openWorkspace(folder, { passphrase: null, readOnly: false, user: 'child' })
const job = testJob()
let rows = 0
let current = ''
await importDelivery(
  contextOf(workspace),
  { path, sender: '', letterNumber: '' },
  {
    ...job,
    progress: ({ phase, done }) => {
      if (phase !== undefined) {
        current = phase
        process.stdout.write(`${phase}\n`)
      } else if (current === 'loading' && (done ?? 0) > rows + 10_000) {
        rows = done ?? 0
        process.stdout.write(`rows ${rows}\n`)
      }
    },
  },
)
process.stdout.write('done\n')
await workspace.close()
