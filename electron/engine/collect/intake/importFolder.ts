// Every recognised CSV of a folder, registers before what links to them, then by period. In: a folder. Out: one result a file.
// A file that fails does not stop the others; a cancel does.
import { open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { BatchImportResult } from '#shared/contract/responses.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import { importDelivery } from './importDelivery.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { periodOfFileName, recogniseLayout } from './recogniseLayout.ts'
import { splitRecord } from './csvRecord.ts'

const headerBytes = 65_536

const headerOf = async (path: string): Promise<string[]> => {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(headerBytes)
    const { bytesRead } = await file.read(buffer, 0, headerBytes, 0)
    const line = buffer.toString('utf8', 0, bytesRead).split('\n', 1)[0] ?? ''
    return splitRecord(line.replace(/^\ufeff/, '').replace(/\r$/, '')).fields.map((f) => f.trim())
  } finally {
    await file.close()
  }
}

export const importFolder = async (
  context: EngineContext,
  request: { path: string; sender?: string; letterNumber?: string },
  job: JobContext,
): Promise<BatchImportResult> => {
  const datasets = knownDatasets(context.workspace())
  let names: string[]
  try {
    names = (await readdir(request.path, { withFileTypes: true }))
      .filter((entry) => entry.isFile() && /\.csv$/i.test(entry.name))
      .map((entry) => entry.name)
  } catch (error) {
    return fail('FILE_NOT_FOUND', { path: request.path }, undefined, error)
  }
  const files = await Promise.all(
    names.map(async (name) => {
      const match = recogniseLayout(await headerOf(join(request.path, name)).catch(() => []), datasets, name)
      const order = match ? datasets.indexOf(match.dataset) : datasets.length
      return { name, match, order, period: match ? (periodOfFileName(name, match.dataset) ?? '') : '' }
    }),
  )
  files.sort(
    (a, b) => a.order - b.order || (a.period < b.period ? -1 : a.period > b.period ? 1 : a.name < b.name ? -1 : 1),
  )
  const results: BatchImportResult['results'] = []
  for (const [index, { name, match }] of files.entries()) {
    job.throwIfCancelled()
    if (!match) {
      results.push({ file: name, outcome: 'skipped' })
      continue
    }
    try {
      // Rows of the file under way are shown by the phase; the folder counts files.
      const inner: JobContext = {
        ...job,
        progress: (update) => job.progress({ ...update, subject: `${index + 1}/${files.length} ${basename(name)}` }),
      }
      const { delivery, outcome } = await importDelivery(
        context,
        { path: join(request.path, name), sender: request.sender ?? '', letterNumber: request.letterNumber ?? '' },
        inner,
      )
      results.push({ file: name, outcome, delivery })
    } catch (thrown) {
      if (job.signal.aborted) throw thrown
      const { code, facts } = toFailureValue(thrown)
      // What would fail every file alike ends the run.
      if (code === 'DISK_FULL' || code === 'UNEXPECTED') throw thrown
      results.push({ file: name, outcome: 'failed', failure: { code, facts } })
    }
  }
  return { results }
}
