// Writes the demonstration deliveries: files as the agencies would send them, all synthetic, with a truth file beside
// them. In: a folder, scale (1 = the whole country), seed. Out: the list of files. Same scale and seed, same bytes;
// bounded memory. A cancelled or failed run leaves no file.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoResult } from '#shared/contract/responses.ts'
import { checkedFolder } from '#engine/workspace/files/targetPlace.ts'
import { fail } from '#shared/model/failure.ts'
import { writeCustoms } from './customsFiles.ts'
import { writeEducation } from './educationFiles.ts'
import { createEnterprises } from './enterprises.ts'
import { createPace } from './pace.ts'
import type { DemoJob } from './pace.ts'
import { months } from './periods.ts'
import { writePopulation } from './populationFiles.ts'
import { Random } from './random.ts'
import type { LinkTruth, SheetContext, WrittenFile } from './sheet.ts'
import { writeStatements } from './statements.ts'
import { writeRegister } from './taxRegister.ts'
import { writeVatReturns } from './vatReturns.ts'
import type { FileTruth } from './defects.ts'

export type DemonstrationOptions = {
  scale: number
  seed: number
  /**
   * Only these months of returns and customs lines ("2025-07"); absent: all 24. What a file holds does not depend on
   * it.
   */
  months?: string[]
}

/** truth.json: what an importer must find in the files, and how many records each link must match. */
export type DemonstrationTruth = {
  notice: { vi: string; en: string }
  scale: number
  seed: number
  files: FileTruth[]
  links: Record<string, LinkTruth>
}

const notice = {
  vi: 'Dữ liệu tổng hợp (mô phỏng), không phải số liệu thật về người, trường hay doanh nghiệp nào. truth.json ghi các lỗi được cài sẵn.',
  en: 'Synthetic data: no real person, school or enterprise is described. truth.json lists the defects planted.',
}

/** Rows at scale 1, for the progress bar. */
const expectedRows = 101_000_000

export const writeDemonstration = async (
  folder: string,
  { scale, seed, months: chosen = months }: DemonstrationOptions,
  job: DemoJob = {},
): Promise<DemoResult> => {
  const started = performance.now()
  if (!(scale > 0 && scale <= 1)) fail('REQUEST_INVALID', { method: 'demo.write', field: 'scale', reason: `${scale}` })
  const context: SheetContext = {
    folder,
    random: new Random(seed),
    pace: createPace(job, expectedRows * scale),
    begun: [],
  }
  try {
    await checkedFolder(folder)
    refuseOthers(folder)
    mkdirSync(folder, { recursive: true })
    const education = await writeEducation(context, scale)
    const enterprises = createEnterprises(scale, context.random)
    const absent = new Uint8Array(enterprises.count)
    const links: Record<string, LinkTruth> = {
      ...education.links,
      vat_register: none(),
      statement_register: none(),
      customs_register: none(),
    }
    const files: WrittenFile[] = [
      ...education.files,
      await writeRegister(context, enterprises, absent),
      ...(await writeVatReturns(context, enterprises, absent, links['vat_register'] ?? none(), chosen)),
      ...(await writeStatements(context, enterprises, absent, links['statement_register'] ?? none())),
      ...(await writeCustoms(context, enterprises, absent, scale, links['customs_register'] ?? none(), chosen)),
      ...(await writePopulation(context, scale)),
    ]
    const truth: DemonstrationTruth = { notice, scale, seed, files: files.map((file) => file.truth), links }
    const truthPath = join(folder, 'truth.json')
    writeFileSync(truthPath, `${JSON.stringify(truth, null, 1)}\n`)
    writeFileSync(join(folder, sign), `${notice.vi}\n${notice.en}\nscale ${scale}, seed ${seed}\n`)
    return {
      files: files.map(({ truth: { file, dataset, period, rows }, bytes }) => ({
        path: join(folder, file),
        dataset,
        period,
        rows,
        bytes,
      })),
      truthPath,
      seconds: (performance.now() - started) / 1000,
    }
  } catch (error) {
    for (const path of context.begun) rmSync(path, { force: true })
    return refuse(error, folder)
  }
}

const sign = 'SYNTHETIC-DATA.txt'

/** Its own files of an earlier run are replaced; a folder with anything else keeps it. */
const refuseOthers = (folder: string): void => {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, sign)))
    fail('FILE_UNWRITABLE', { path: folder, reason: 'thư mục đã có tệp khác / the folder holds other files' })
}

const none = (): LinkTruth => ({ rows: 0, matched: 0 })

const refuse = (error: unknown, folder: string): never => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC') return fail('DISK_FULL', { path: folder })
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR'].includes(code))
    return fail('FILE_UNWRITABLE', { path: folder, reason: code })
  throw error
}
