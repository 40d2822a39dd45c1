// Microdata as a file: refused unless the workspace allows it, with a reason, logged with the number of records. In:
// dataset, variables, filter, format, path. Out: the file with its certificate. Never an identifier, never free text.
import { linkPathsOf } from '#shared/model/variableRef.ts'
import { statSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { RecordsResult, TableScript } from '#shared/contract/files.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import type { WrittenCertificate } from '#shared/contract/responses.ts'
import { fail } from '#shared/model/failure.ts'
import { checkedReason } from '#shared/model/reason.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { interruptible } from '#engine/analyse/tabulate/plan/model.ts'
import { checkComparedCodes } from '#engine/process/variables/comparedCodes.ts'
import { modelCodes } from '#engine/analyse/tabulate/plan/checkCodes.ts'
import { prepareFilter } from '#engine/analyse/tabulate/plan/filter.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { certificateOf, certificateText } from '../certificate.ts'
import { officePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { sealPackage } from '#engine/workspace/files/sealedPackage.ts'
import type { PackageContent } from '#engine/workspace/files/sealedPackage.ts'
import { withOutgoing } from '#engine/workspace/files/outgoing.ts'
import { hashFile, writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { oneLine } from '../labels.ts'
import { compareDta, compareSav } from '../microdata/compareStat.ts'
import { spssNames, stataNames } from '../microdata/statTable.ts'
import type { StatTable } from '../microdata/statTable.ts'
import { writeDta } from '../microdata/writeDta.ts'
import { writeSav } from '../microdata/writeSav.ts'
import { paced } from '../pace.ts'
import { tableScript } from '../script/tableScript.ts'
import { copyRecords } from './copyRecords.ts'
import { checkExportable, recordColumns } from './recordColumns.ts'
import { recordPackage } from './recordPackage.ts'
import type { RecordPackage } from './recordPackage.ts'
import { recordTable } from './recordTable.ts'

type Request = MethodRequest<'records.export'>

const writeStat = async (
  temporary: string,
  table: StatTable,
  format: 'dta' | 'sav',
  total: number,
  job: JobContext,
): Promise<void> => {
  const counted = (phase: string): StatTable => ({
    ...table,
    async *chunks() {
      let done = 0
      for await (const chunk of table.chunks()) {
        yield chunk
        job.progress({ phase, done: (done += chunk.rows), total })
      }
    },
  })
  const pace = paced(() => job.throwIfCancelled(), 1)
  await (format === 'dta' ? writeDta : writeSav)(temporary, counted('writing'), pace)
  await (format === 'dta' ? compareDta : compareSav)(temporary, counted('verifying'), pace)
}

/** A script beside a file it cannot read would be worse than none. */
const checkedScript = (
  script: TableScript,
  { format, variables, filter, dataset, script: asked }: Request,
): TableScript => {
  const { records } = script
  const invalid = (field: string, reason: string): never =>
    fail('REQUEST_INVALID', { method: 'records.export', field, reason })
  if (asked?.definition.dataset !== dataset) return invalid('script.definition', dataset)
  if (records.format !== format) return invalid('format', records.format)
  const absent = records.variables.filter((v) => !variables.includes(v))
  if (absent.length > 0) return invalid('variables', absent.join(', '))
  return (records.filter ?? '') === (filter ?? '') ? script : invalid('filter', records.filter ?? '')
}

export const exportRecords = async (
  context: EngineContext,
  request: Request,
  job: JobContext,
): Promise<RecordsResult> => {
  const started = performance.now()
  const { dataset, variables, filter, format, language, path } = request
  const workspace = context.workspace()
  const reason = checkedReason(request.reason)
  const model = tableModel(context, dataset)
  if (model.rows === 0) return fail('DATASET_EMPTY', { dataset })
  const { exportCodes } = officePolicy(workspace)
  checkExportable(model, variables, exportCodes)
  const sealing = recordPackage(workspace, request)
  const script =
    request.script === undefined
      ? null
      : checkedScript(tableScript(request.script.definition, model, request.script.language, basename(path)), request)
  const condition = prepareFilter(model, filter)
  // A condition on such a code would choose the records of one person or enterprise.
  checkExportable(model, condition?.variables ?? [], exportCodes)
  const links = linkPathsOf([...variables, ...(condition?.variables ?? [])])
  await checkComparedCodes([filter], modelCodes(model, links))
  job.progress({ phase: 'reading' })
  const source = await model.source('duckdb', links)
  const columns = await recordColumns(model, source, variables, language)
  const where = condition === null ? '' : `WHERE ${await condition.sql(source)}`
  const database = await (await model.columns()).connection()
  const say = (vi: string, en: string): string => oneLine({ vi, en }, language)
  const about = {
    title: oneLine(model.dataset.label, language),
    program: context.program,
    dataset,
    filter: filter ?? '',
    deliveries: model
      .deliveries(links)
      .map((d) => `${d.dataset} ${d.period} ${d.fileName} ${d.sha256}`)
      .join('\n'),
  }
  const notes = [
    say(
      'Dữ liệu vi mô: dùng và giữ theo quy định bảo mật.',
      'Microdata: use and keep under the rules of confidentiality.',
    ),
    ...(filter === null ? [] : [`${say('Điều kiện', 'Condition')}: ${filter}`]),
    context.program,
    ...about.deliveries.split('\n'),
  ]
  try {
    const counted = await interruptible(job.signal, database, () =>
      database.all<{ n: bigint }>(`SELECT count(*)::BIGINT AS n FROM ${source.from} ${where}`),
    )
    const records = Number(counted[0]?.n ?? 0)
    if (records === 0) return fail('RECORDS_EXPORT_EMPTY')
    let certificate: WrittenCertificate | undefined
    const written = await writeFileTarget(path, (temporary) =>
      withOutgoing(workspace, async (made) => {
        job.progress({ phase: 'writing', done: 0, total: records })
        const fields = await writtenFields(made)
        job.throwIfCancelled()
        certificate = certificateOf(
          format,
          records * fields,
          format === 'dta' ? 'Stata 118' : format === 'sav' ? 'SPSS' : 'DuckDB',
        )
        const { sha256 } = await hashFile(made)
        context.account({
          records,
          reason,
          subject: `${dataset} (${variables.join(', ')})${filter === null ? '' : ` where ${filter}`} → ${certificateText(certificate)} ${sha256}`,
        })
        if (sealing === null) await copyFile(made, temporary)
        else await sealed(temporary, made, sealing)
      }),
    )
    const scriptPath = sealing === null ? script && join(dirname(path), script.fileName) : null
    if (script && scriptPath !== null)
      await writeFileTarget(scriptPath, (temporary) => writeFile(temporary, script.text))
    return {
      path,
      ...written,
      seconds: (performance.now() - started) / 1000,
      records,
      ...(certificate === undefined ? {} : { certificate }),
      ...(scriptPath === null ? {} : { script: scriptPath }),
    }

    /** The file, and the script that reads it, for the receiver alone. */
    async function sealed(target: string, made: string, { receiver, until, passphrase }: RecordPackage): Promise<void> {
      job.progress({ phase: 'sealing', done: 0, total: statSync(made).size })
      let done = 0
      const seal = (contents: PackageContent[]): Promise<void> =>
        sealPackage(
          target,
          { workspace: workspace.header.name, madeBy: context.user, receiver, reason, until },
          contents,
          passphrase,
          (bytes) => {
            job.progress({ done: (done += bytes) })
            job.throwIfCancelled()
          },
        )
      const content = { name: `${dataset}.${format}`, path: made }
      const asked = request.script
      if (script === null || asked === undefined) return seal([content])
      return withOutgoing(workspace, async (beside) => {
        await writeFile(beside, tableScript(asked.definition, model, asked.language, content.name).text)
        await seal([content, { name: script.fileName, path: beside }])
      })
    }

    async function writtenFields(temporary: string): Promise<number> {
      if (format === 'csv' || format === 'parquet') {
        const { from, rowId } = source
        const copied = await interruptible(job.signal, database, () =>
          copyRecords(database, { columns, from, where, rowId, format, path: temporary, about }),
        )
        return copied.fields
      }
      const table = await recordTable(database, {
        columns,
        from: source.from,
        where,
        label: about.title,
        notes,
        names: format === 'dta' ? stataNames : spssNames,
      })
      await interruptible(job.signal, database, () => writeStat(temporary, table, format, records, job))
      return table.columns.length
    }
  } finally {
    await close(database)
  }
}

/** A stream left half-way would keep the connection busy. */
const close = async (database: ColumnDatabase): Promise<void> => {
  database.interrupt()
  await database.close()
}
