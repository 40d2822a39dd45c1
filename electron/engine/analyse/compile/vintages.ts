// Compiled figures in the catalog. In: the catalog and figures of one indicator and period. Out: vintages, newest
// first. Never a vintage changed but to be signed, once; never figures in a list.
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import type { CompileException, Vintage, VintageCell, VintageDetail } from '#shared/contract/indicators.ts'
import { fail } from '#shared/model/failure.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { Period } from '#shared/model/period.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'

type Columns = 'id' | 'indicator' | 'period' | 'compiledAt' | 'compiledBy' | 'run' | 'signed' | 'before'
type Summary = Omit<Vintage, Columns>
type Body = { figures: VintageCell[]; problems: CompileException[]; definition: IndicatorDefinition }
export type NewVintage = Omit<VintageDetail, 'id' | 'signed' | 'before'>
type Signature = NonNullable<Vintage['signed']>

type Row = {
  id: number
  indicator: string
  period: string
  compiled_at: string
  compiled_by: string
  run: string
  signed: string | null
  summary: string
  before: number | null
}

export type VintageRepository = {
  list(asked: { indicator?: string | undefined; period?: Period | undefined; latest?: boolean }): Vintage[]
  /** Fails VINTAGE_UNKNOWN. */
  get(id: number): Vintage
  detail(id: number): VintageDetail
  newest(indicator: string, period: Period): Vintage | null
  /** The newest vintage itself where it has the same content. */
  add(vintage: NewVintage): { vintage: Vintage; kept: boolean }
  sign(id: number, signature: Signature): Vintage
}

const columns = `v.id, v.indicator, v.period, v.compiled_at, v.compiled_by, v.run, v.signed, v.summary,
  (SELECT max(b.id) FROM indicator_vintage b WHERE b.indicator = v.indicator AND b.period = v.period AND b.id < v.id) AS before`

const fromRow = (row: Row): Vintage => ({
  ...(JSON.parse(row.summary) as Summary),
  id: row.id,
  indicator: row.indicator,
  period: row.period,
  compiledAt: row.compiled_at,
  compiledBy: row.compiled_by,
  run: row.run,
  signed: row.signed === null ? null : (JSON.parse(row.signed) as Signature),
  before: row.before,
})

/** What makes two compilations the same: figures in both states, status, definition, and the files they come from. */
const contentOf = ({ figures, figure, definition, deliveries }: NewVintage): string =>
  createHash('sha256')
    .update(JSON.stringify([figures, figure, definition, deliveries.map((d) => d.id)]))
    .digest('hex')

export const vintageRepository: (catalog: Database) => VintageRepository = perDatabase((catalog) => {
  const one = catalog.prepare<[number], Row>(`SELECT ${columns} FROM indicator_vintage v WHERE v.id = ?`)
  const all = catalog.prepare<[], Row>(`SELECT ${columns} FROM indicator_vintage v ORDER BY v.id DESC`)
  const last = catalog.prepare<[string, string], Row & { content: string }>(
    `SELECT ${columns}, v.content FROM indicator_vintage v WHERE v.indicator = ? AND v.period = ? ORDER BY v.id DESC LIMIT 1`,
  )
  const bodyOf = catalog.prepare<[number], { body: Buffer }>('SELECT body FROM indicator_vintage WHERE id = ?')
  const insert = catalog.prepare(
    `INSERT INTO indicator_vintage (indicator, period, compiled_at, compiled_by, run, content, signed, summary, body)
      VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?)`,
  )
  const setSigned = catalog.prepare('UPDATE indicator_vintage SET signed = ? WHERE id = ? AND signed IS NULL')

  const get = (id: number): Vintage => {
    const row = one.get(id)
    return row ? fromRow(row) : fail('VINTAGE_UNKNOWN', { vintage: id })
  }
  const newest = (indicator: string, period: Period): Vintage | null => {
    const row = last.get(indicator, period)
    return row ? fromRow(row) : null
  }
  return {
    get,
    newest,
    list: ({ indicator, period, latest = false }) => {
      const found = all
        .all()
        .filter(
          (r) =>
            (indicator === undefined || r.indicator === indicator) && (period === undefined || r.period === period),
        )
        .map(fromRow)
      const seen = new Set<string>()
      return latest
        ? found.filter(({ indicator: of, period: at }) => {
            const key = `${of} ${at}`
            return seen.has(key) ? false : seen.add(key)
          })
        : found
    },
    detail: (id) => {
      const body = bodyOf.get(id)?.body ?? fail('VINTAGE_UNKNOWN', { vintage: id })
      return { ...get(id), ...(JSON.parse(gunzipSync(body).toString('utf8')) as Body) }
    },
    add: (vintage) => {
      const { indicator, period, compiledAt, compiledBy, run, figures, problems, definition, ...summary } = vintage
      const content = contentOf(vintage)
      const row = last.get(indicator, period)
      if (row?.content === content) return { vintage: fromRow(row), kept: false }
      const body: Body = { figures, problems, definition }
      const packed = gzipSync(JSON.stringify(body))
      const { lastInsertRowid } = insert.run(
        indicator,
        period,
        compiledAt,
        compiledBy,
        run,
        content,
        JSON.stringify(summary),
        packed,
      )
      return { vintage: get(Number(lastInsertRowid)), kept: true }
    },
    sign: (id, signature) => {
      const vintage = get(id)
      if (setSigned.run(JSON.stringify(signature), id).changes === 0)
        return fail('SIGN_TWICE', { name: vintage.signed?.by ?? '' })
      return get(id)
    },
  }
})
