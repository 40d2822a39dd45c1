// From starting the program to a usable window on a national workspace. In: the workspace. Out: a row of the bench's
// table.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchEngine } from '../../electron/host-chromium/launchEngine.ts'
import { openWindow } from '../../electron/host-chromium/openWindow.ts'
import { version } from '../../electron/host/version.ts'
import { benchPassphrase } from './benchContext.ts'
import { spread } from './measure.ts'
import type { BenchRow } from './report.ts'

export const windowBench = async (root: string, workspace: string, runs: number): Promise<BenchRow> => {
  const starts: number[] = []
  const unlocks: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const userData = mkdtempSync(join(tmpdir(), 'statdesk-bench-'))
    const started = performance.now()
    const window = await openWindow({
      pageFolder: join(root, 'dist', 'renderer'),
      launchEngine: () => launchEngine(join(root, 'dist', 'engine.js')),
      userData,
      version,
      headless: true,
    })
    await window.page
      .getByRole('button', { name: /Mở không gian làm việc/ })
      .first()
      .waitFor()
    starts.push((performance.now() - started) / 1000)
    const opening = performance.now()
    await window.bridge.engine.call('workspace.open', { path: workspace, passphrase: benchPassphrase })
    await window.page.getByRole('navigation').first().waitFor()
    unlocks.push((performance.now() - opening) / 1000)
    await window.close()
    rmSync(userData, { recursive: true, force: true })
  }
  return {
    work: 'window usable after start; national workspace unlocked after the passphrase',
    reach: '≤ 2 s',
    found: `${spread(starts).median.toFixed(1)} s; ${spread(unlocks).median.toFixed(1)} s`,
    peer: 'Chromium host, browser start included',
    ratio: '',
  }
}
