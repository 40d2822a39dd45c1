// Reads the tracked and the new files of the checkout and prints what breaks the rules of build/structure.ts and the
// table of build/rooms.ts.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bundle.ts'
import { roomComplaints } from './rooms.ts'
import { structureComplaints } from './structure.ts'

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
const files = listed
  .split('\n')
  .filter((path) => path !== '' && /\.(ts|tsx|mjs|md|json|html|css|yml)$/.test(path) && existsSync(join(root, path)))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

const complaints = [...structureComplaints(files), ...roomComplaints(files)]
for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
process.stdout.write(`structure: ${files.length} files, ${complaints.length} complaints\n`)
process.exit(complaints.length === 0 ? 0 : 1)
