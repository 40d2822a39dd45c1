// The rejected rows of a delivery as a file in the layout they came in, for the agency to mend and send again; their
// reasons in a file beside it. In: delivery, path, reason. Out: the file. Records leave only where the workspace allows
// it; a personal number, of which only a hash is kept, is left empty: the agency finds the row by its number.
import { open } from 'node:fs/promises'
import { joinRecord, splitRecord } from '#engine/collect/intake/csvRecord.ts'
import { reasonMessage } from '#engine/collect/intake/reasonMessages.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { fileHeader, hasTable, rejectTable } from '#engine/workspace/records/recordTables.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import type { RecordsResult } from '#shared/contract/files.ts'
import { fail } from '#shared/model/failure.ts'
import { checkedReason } from '#shared/model/reason.ts'

type Row = { row_number: number; reasons: string; raw: string }
const byteOrderMark = '\ufeff'
const isHash = (field: string): boolean => /^#[0-9a-f]{16}$/.test(field)

/** Where the reasons go: beside the rows, so that these keep the layout they came in. */
export const reasonsPath = (path: string): string => path.replace(/(\.[a-z0-9]{1,5})?$/i, '.reasons.csv')

export const exportRejects = async (
  context: EngineContext,
  request: MethodRequest<'deliveries.exportRejects'>,
  job: JobContext,
): Promise<RecordsResult> => {
  const started = performance.now()
  const workspace = context.workspace()
  const reason = checkedReason(request.reason)
  const delivery = deliveryRepository(workspace.catalog).get(request.delivery)
  const dataset = knownDataset(workspace, delivery.dataset)
  const database = workspace.subject(dataset.subject)
  if (!hasTable(database, rejectTable(dataset.id)) || delivery.rowsRejected === 0) return fail('RECORDS_EXPORT_EMPTY')
  const header = fileHeader(database, delivery.id)
  const select = database.prepare<[number], Row>(
    `SELECT row_number, reasons, raw FROM ${quoteName(rejectTable(dataset.id))} WHERE delivery_id = ? ORDER BY row_number`,
  )
  let records = 0
  const write = async (path: string, first: string, line: (row: Row) => string): Promise<void> => {
    const file = await open(path, 'w')
    try {
      await file.write(`${byteOrderMark}${first}\r\n`)
      records = 0
      for (const row of select.iterate(delivery.id)) {
        await file.write(`${line(row)}\r\n`)
        records += 1
        if (records % 1000 === 0) {
          job.progress({ phase: 'writing', done: records, total: delivery.rowsRejected })
          job.throwIfCancelled()
        }
      }
    } finally {
      await file.close()
    }
  }
  const written = await writeFileTarget(request.path, async (temporary) => {
    await write(temporary, joinRecord(header), ({ raw }) =>
      joinRecord(splitRecord(raw).fields.map((field) => (isHash(field) ? '' : field))),
    )
    context.account({
      records,
      reason,
      subject: `${dataset.id} ${delivery.period} ${delivery.fileName} (rejected rows)`,
    })
  })
  const said = (row: Row): string =>
    (JSON.parse(row.reasons) as string[]).map((id) => reasonMessage(dataset, id)[request.language]).join('; ')
  await writeFileTarget(reasonsPath(request.path), (temporary) =>
    write(temporary, joinRecord(['row', 'codes', 'reasons']), (row) =>
      joinRecord([String(row.row_number), (JSON.parse(row.reasons) as string[]).join(' '), said(row)]),
    ),
  )
  return { path: request.path, ...written, seconds: (performance.now() - started) / 1000, records }
}
