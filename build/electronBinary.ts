// Where Electron's binary is, if it is here or may be fetched. In: whether a download may be tried. Out: its path or
// null. Never imports the electron package: that import itself would download.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bundle.ts'

const packageFolder = join(root, 'node_modules', 'electron')

const installed = (): string | null => {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

export const electronBinary = ({ download }: { download: boolean }): string | null => {
  const found = installed()
  if (found || !download) return found
  // One try per installation: on a machine cut off from outside it would only cost the user a wait at every start.
  const refused = join(packageFolder, '.download-refused')
  if (existsSync(refused)) return null
  const done = spawnSync(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'ignore', timeout: 120_000 })
  if (done.status !== 0) writeFileSync(refused, new Date().toISOString())
  return installed()
}
