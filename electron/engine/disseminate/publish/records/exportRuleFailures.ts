// The records that a rule finds failing as a file, for whoever can mend them at the source. In: dataset, delivery,
// rule, reason. Out: the file. Never an identifier or the hash of a personal number, and nothing else that stays behind
// where records leave.
import { open } from 'node:fs/promises'
import { joinRecord } from '#engine/collect/intake/csvRecord.ts'
import { failingRows, isMasked, shownText } from '#engine/collect/rules/readFailures.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import type { RecordsResult } from '#shared/contract/files.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { escapeFormula } from '#shared/format/escapeFormula.ts'
import { fail } from '#shared/model/failure.ts'
import { staysBehind } from '#engine/workspace/policy/recordsPermission.ts'
import { checkedReason } from '#shared/model/reason.ts'

const byteOrderMark = '\ufeff'

/** A spreadsheet takes no text for a formula; numbers stay numbers, negative ones too. */
const fieldOf = (variable: Variable, value: string | bigint | null): string => {
  const shown = shownText(variable, value) ?? ''
  return typeof value === 'bigint' ? shown : escapeFormula(shown)
}

export const exportRuleFailures = async (
  context: EngineContext,
  request: MethodRequest<'rules.export'>,
  job: JobContext,
): Promise<RecordsResult> => {
  const started = performance.now()
  const workspace = context.workspace()
  const reason = checkedReason(request.reason)
  const { dataset, reads, rows } = await failingRows(workspace, request, null, job)
  if (rows.length === 0) return fail('RECORDS_EXPORT_EMPTY')
  const keys = dataset.variables.filter((v) => dataset.key.includes(v.id) && !reads.includes(v))
  const withheld = staysBehind(workspace)
  const shown = [...keys, ...reads].filter((v) => !isMasked(v) && !withheld(v))
  const select = workspace
    .subject(dataset.subject)
    .prepare<[number], (string | bigint | null)[]>(
      `SELECT ${['row_number', ...shown.map((v) => quoteName(v.id))].join(', ')} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id = ?`,
    )
    .raw()
    .safeIntegers()
  const written = await writeFileTarget(request.path, async (temporary) => {
    const file = await open(temporary, 'w')
    try {
      await file.write(`${byteOrderMark}${joinRecord(['row', ...shown.map((v) => v.id)])}\r\n`)
      let done = 0
      for (const rowId of rows) {
        const row = select.get(rowId) ?? []
        const fields = shown.map((v, index) => fieldOf(v, row[index + 1] ?? null))
        await file.write(`${joinRecord([String(row[0] ?? ''), ...fields])}\r\n`)
        done += 1
        if (done % 1000 > 0) continue
        job.progress({ phase: 'writing', done, total: rows.length })
        job.throwIfCancelled()
      }
    } finally {
      await file.close()
    }
    context.account({ records: rows.length, reason, subject: `${dataset.id} #${request.delivery} ${request.rule}` })
  })
  return { path: request.path, ...written, seconds: (performance.now() - started) / 1000, records: rows.length }
}
