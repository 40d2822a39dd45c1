import { rmSync, existsSync } from 'node:fs'
import { createWorkspace } from '../store/createWorkspace.ts'
import { importDelivery } from './importDelivery.ts'
import { contextOf, testJob } from './testing/importTest.ts'
const [path = '/tmp/spd/pupil_2025-2026.csv', enc='1'] = process.argv.slice(2)
const folder = '/tmp/spd/ws'
rmSync(folder, { recursive: true, force: true })
const ws = await createWorkspace(folder, { name: 't', passphrase: enc==='1' ? 'mat khau dai 123' : null, demonstration: enc!=='1', user: 't' } as never)
const job = testJob()
let last = ''; let t0 = performance.now(); let c0 = process.cpuUsage()
const cpu = () => { const c = process.cpuUsage(c0); return ((c.user + c.system) / 1e6).toFixed(2) }
const phases: string[] = []
const r = await importDelivery(contextOf(ws), { path, sender: '', letterNumber: '' }, { ...job, progress: (u) => { if (u.phase && u.phase !== last) { last = u.phase; phases.push(`${u.phase}@${((performance.now() - t0) / 1000).toFixed(2)}/${cpu()}`) } } })
console.log(phases.join(' '))
console.log('wall', ((performance.now() - t0) / 1000).toFixed(2), 'cpu', cpu(), 'rows', r.delivery.rowsAccepted, r.delivery.rowsRejected, r.delivery.rowsFlagged, 'rss', (process.resourceUsage().maxRSS / 1024).toFixed(0))
await ws.close()
console.log('closed', ((performance.now() - t0) / 1000).toFixed(2), cpu())
