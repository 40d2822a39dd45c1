// npm run package: builds, lists what would enter the package, then the Windows installer and portable program
// where Electron's binary can be had; says plainly where it cannot.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { bundle, root } from './bundle.ts'
import { packagedFiles, packageComplaints } from './packagedFiles.ts'
import { packaging } from './packaging.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)

await bundle()
const files = packagedFiles(root)
const complaints = packageComplaints(files, process.platform)
say(
  `${files.length} files, ${(files.reduce((sum, file) => sum + file.bytes, 0) / 1e6).toFixed(1)} MB before Electron itself`,
)
for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
if (complaints.length > 0) process.exit(1)
if (process.argv.includes('--list')) {
  for (const file of files) say(file.path)
  process.exit(0)
}
try {
  const made = await build({
    projectDir: root,
    targets: Platform.WINDOWS.createTarget(['nsis', 'portable'], Arch.x64),
    config: packaging,
    publish: 'never',
  })
  for (const path of made) say(path)
} catch (thrown) {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  process.stderr.write(
    `The package was not built: ${reason}\nIt needs Electron ${packaging.electronVersion} for win32-x64, and on Linux Wine. Put the archive into Electron's cache or set electronDist (build/README.md).\n`,
  )
  process.exit(existsSync(join(root, 'out', 'package')) ? 1 : 2)
}
