// One operation on a workspace, as the program does it, to be killed at any moment. In: arguments. Out: "ready" and
// "done" to the parent.
import { toFailureValue } from '../../shared/model/failure.ts'
import { createEngine } from '../../electron/engine/engine.ts'

const [operation = '', folder = '', input = '', output = ''] = process.argv.slice(2)
const ended = new Map<string, string>()
const waiting = new Map<string, (state: string) => void>()
const engine = createEngine({
  program: 'StatDesk test',
  user: 'child',
  emit: (event, payload) => {
    if (event !== 'job.changed') return
    const { id, state } = payload as { id: string; state: string }
    if (!['done', 'failed', 'cancelled'].includes(state)) return
    ended.set(id, state)
    waiting.get(id)?.(state)
  },
})
const run = async (method: string, request: object): Promise<unknown> => {
  const { job } = (await engine.call(method, request)) as { job: string }
  if (!ended.has(job)) await new Promise<string>((resolve) => waiting.set(job, resolve))
  return engine.call('jobs.result', { job })
}
/** How it ended, for a parent that fills the disk rather than kills. */
const tell = (end: object): void => void process.stdout.write(`${JSON.stringify(end)}\n`)
const title = { vi: 't', en: 't' }
const definition = {
  kind: 'table',
  id: 't',
  title,
  dataset: 'sample',
  rows: [{ variable: 'province' }],
  measures: [{ id: 'amount', statistic: 'sum', variable: 'amount' }],
}
const link = {
  kind: 'link',
  id: 'again',
  label: title,
  left: 'sample',
  right: 'register',
  keys: [{ left: 'code', right: 'code' }],
}
const operations: Record<string, () => Promise<unknown>> = {
  import: () => run('intake.import', { path: input, dataset: 'sample', period: '2025' }),
  replace: () => run('intake.import', { path: input, dataset: 'sample', period: '2024' }),
  withdraw: () => run('deliveries.withdraw', { delivery: 1 }),
  link: () => run('links.run', { definition: link }),
  protect: () => run('table.publish', { definition, format: 'csv', path: output, language: 'vi' }),
  export: () =>
    run('records.export', {
      dataset: 'sample',
      variables: ['province', 'amount'],
      filter: null,
      format: 'csv',
      language: 'vi',
      reason: 'kiểm tra sự cố khi xuất',
      path: output,
    }),
  backup: () => run('workspace.backup', { path: output }),
  store: () => run('workspace.backupToStore', { path: `${output}.store` }),
  destroy: () => run('deliveries.destroy', { delivery: 1, reason: 'kiểm tra sự cố khi huỷ' }),
  restore: () => run('workspace.restore', { backup: input, path: output, passphrase: null }),
  demonstration: () => run('workspace.createDemonstration', { path: output, scale: 0.0002, seed: 1 }),
}
try {
  if (!['restore', 'demonstration'].includes(operation)) await engine.call('workspace.open', { path: folder })
  process.send?.('ready')
  await operations[operation]?.()
  process.send?.('done')
  tell({ end: 'done' })
} catch (thrown) {
  tell({ end: 'failed', ...toFailureValue(thrown) })
}
await engine.close()
process.disconnect?.()
