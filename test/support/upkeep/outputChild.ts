// For the test of killed exports: opens a workspace as the program does and dies in the middle of writing. Never used
// by the program.
import { writeFileSync } from 'node:fs'
import { outputJournalOf, useOutputJournal } from '#engine/workspace/files/outputJournal.ts'
import { partsOf, writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'

const [folder = '', target = ''] = process.argv.slice(2)
const workspace = await openWorkspace(folder, { passphrase: null, readOnly: false, user: 'child' })
useOutputJournal(outputJournalOf(workspace.catalog))
await writeFileTarget(target, async (temporary) => {
  for (const part of partsOf(temporary)) writeFileSync(part, 'person,income\n079185000001,1200\n')
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => undefined)
})
