// Cuts of quantile bands, taken before grouping: cut k is the smallest value whose cumulated weight reaches k/count of
// the whole. In: requests and where to read: DuckDB, SQLite by row ranges, or plain records. Out: cuts. Never through a
// binary float.
import { inOrder } from '#shared/model/inOrder.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { CutReader, Cuts, QuantileCut, QuantileCuts, QuantileRequest } from './types.ts'

type Reader<E extends CutReader['engine']> = Extract<CutReader, { engine: E }>
/** Cuts, and the weight at or below each, with the whole last. */
type Cumulated = { cuts: bigint[]; below: bigint[] }

const noRecords = ({ ref }: QuantileRequest): never => fail('VARIABLE_NO_RECORDS', { variable: ref })

const asCut = (request: QuantileRequest, { cuts, below }: Cumulated): QuantileCut => {
  const total = below.at(-1) ?? 0n
  return {
    cuts,
    texts: cuts.map((cut) => exactToDecimal(cut, request.scale)),
    whole: Number(total),
    shares: below.map((upTo, band) => Number(upTo - (band === 0 ? 0n : (below[band - 1] ?? 0n))) / Number(total)),
  }
}

/** Only records with a value and, where weighted, a weight above nothing; and those of the variable's own filter. */
const conditionsOf = async (
  request: QuantileRequest,
  { source, where }: Reader<'duckdb' | 'sqlite'>,
): Promise<{ value: string; weight: string; where: string }> => {
  const value = await request.value.sql(source)
  const weight = request.weight ? await request.weight.sql(source) : '1'
  const filter = [...(request.filter ? [await request.filter.sql(source)] : []), ...(where ? [where] : [])]
  return {
    value,
    weight,
    where: [`${value} IS NOT NULL`, ...(request.weight ? [`${weight} > 0`] : []), ...filter]
      .map((c) => `(${c})`)
      .join(' AND '),
  }
}

/** Up to this many different values in a sample, the weight of each is asked for, in one scan. */
const fewValues = 10_000

const duckdbCuts = async (request: QuantileRequest, reader: Reader<'duckdb'>): Promise<Cumulated> => {
  const { database, source } = reader
  const { value, weight, where } = await conditionsOf(request, reader)
  const records = `(SELECT ${value} AS v, ${weight} AS w FROM ${source.from} WHERE ${where})`
  const [seen] = await database.all<{ n: number | bigint; d: number | bigint }>(
    `SELECT count(*) AS n, approx_count_distinct(v) AS d FROM (SELECT ${value} AS v FROM ${source.from} WHERE ${where} AND ${reader.sample})`,
  )
  if (Number(seen?.d ?? 0) <= Math.min(fewValues, Number(seen?.n ?? 0) / 4)) {
    const rows = await database.all<{ v: bigint | number; w: string }>(
      `SELECT v, sum(w)::VARCHAR AS w FROM ${records} GROUP BY v ORDER BY v`,
    )
    return cumulated(
      request,
      rows.map(({ v, w }) => [BigInt(v), BigInt(w)]),
    )
  }
  const [first] = await database.all<{ total: string | null }>(`SELECT sum(w)::VARCHAR AS total FROM ${records}`)
  const total = BigInt(first?.total ?? 0)
  if (total === 0n) return noRecords(request)
  const steps = Array.from({ length: request.count - 1 }, (_, i) => i + 1)
  let cuts: bigint[]
  if (request.weight === null) {
    // The r-th smallest of n lies at (r − ½)/n, half a record away from its neighbours: no fraction can miss it.
    const ranks = steps.map((k) => (BigInt(k) * total + BigInt(request.count) - 1n) / BigInt(request.count))
    const [row] = await database.all<{ cuts: string }>(
      `SELECT array_to_string(quantile_disc(v, [${ranks.map((r) => (Number(r) - 0.5) / Number(total)).join(', ')}]), ' ') AS cuts FROM ${records}`,
    )
    cuts = (row?.cuts ?? '').split(' ').map(BigInt)
  } else {
    const rows = await database.all<{
      v: string
    }>(`WITH g AS (SELECT v, sum(w) AS w FROM ${records} GROUP BY v), c AS (SELECT v, sum(w) OVER (ORDER BY v) AS upto FROM g)
      SELECT min(v)::VARCHAR AS v FROM c, range(1, ${request.count}) k(k) WHERE upto * ${request.count} >= k * ${total}::HUGEINT GROUP BY k ORDER BY k`)
    cuts = rows.map((r) => BigInt(r.v))
  }
  const [counted] = await database.all<Record<string, string | null>>(
    `SELECT ${cuts.map((cut, i) => `(sum(w) FILTER (WHERE v <= ${cut}))::VARCHAR AS b${i}`).join(', ')} FROM ${records}`,
  )
  return { cuts, below: [...cuts.map((_, i) => BigInt(counted?.[`b${i}`] ?? 0)), total] }
}

/** Rows of one partition: SQLite cannot be interrupted, so it is asked piece by piece. */
const partitionRows = 200_000
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const sqliteCuts = async (
  request: QuantileRequest,
  reader: Reader<'sqlite'>,
  between: () => void,
): Promise<Cumulated> => {
  const { database, source, ranges } = reader
  const { value, weight, where } = await conditionsOf(request, reader)
  // Weights in two limbs: no sum of a partition passes 64 bits.
  const statement = database
    .prepare(
      `SELECT ${value}, sum(${weight} / 1000000000), sum(${weight} % 1000000000) FROM ${source.from} WHERE ${source.rowId} BETWEEN ? AND ? AND ${where} GROUP BY 1`,
    )
    .raw()
    .safeIntegers()
  const weights = new Map<bigint, bigint>()
  for (const { first, count } of ranges) {
    for (let from = first; from < first + count; from += partitionRows) {
      between()
      for (const [v = 0n, high = 0n, low = 0n] of statement.iterate(
        from,
        Math.min(from + partitionRows, first + count) - 1,
      ) as IterableIterator<bigint[]>) {
        weights.set(v, (weights.get(v) ?? 0n) + high * 1_000_000_000n + low)
      }
      await pause()
    }
  }
  return cumulated(
    request,
    [...weights].sort(([a], [b]) => inOrder(a, b)),
  )
}

/** One pass over values ascending with their weights. */
const cumulated = (request: QuantileRequest, weights: [bigint, bigint][]): Cumulated => {
  const total = weights.reduce((sum, [, w]) => sum + w, 0n)
  if (total === 0n) return noRecords(request)
  const found: Cumulated = { cuts: [], below: [] }
  let upTo = 0n
  for (const [value, weight] of weights) {
    upTo += weight
    while (
      found.cuts.length < request.count - 1 &&
      upTo * BigInt(request.count) >= BigInt(found.cuts.length + 1) * total
    ) {
      found.cuts.push(value)
      found.below.push(upTo)
    }
  }
  found.below.push(total)
  return found
}

/** As the definition reads: for each cut, every value tried from the smallest. */
const plainCuts = (request: QuantileRequest, records: Reader<'evaluator'>['records']): Cumulated => {
  const held: { value: bigint; weight: bigint }[] = []
  for (const record of records) {
    const value = request.value.value(record)
    const weight = request.weight ? request.weight.value(record) : 1n
    if (value !== null && weight !== null && weight > 0n && (request.filter === null || request.filter.accepts(record)))
      held.push({ value, weight })
  }
  held.sort((a, b) => inOrder(a.value, b.value))
  const upTo = (value: bigint): bigint => held.reduce((sum, h) => (h.value <= value ? sum + h.weight : sum), 0n)
  const total = held.reduce((sum, h) => sum + h.weight, 0n)
  if (total === 0n) return noRecords(request)
  const cuts = Array.from({ length: request.count - 1 }, (_, i) => {
    let sum = 0n
    return held.find(({ weight }) => (sum += weight) * BigInt(request.count) >= BigInt(i + 1) * total)?.value ?? 0n
  })
  return { cuts, below: [...cuts.map(upTo), total] }
}

const cutsBy = (request: QuantileRequest, reader: CutReader, between: () => void): Cumulated | Promise<Cumulated> => {
  if (reader.engine === 'duckdb') return duckdbCuts(request, reader)
  return reader.engine === 'sqlite' ? sqliteCuts(request, reader, between) : plainCuts(request, reader.records)
}

/** Cuts of earlier tables of the same workspace: rearranging a table reads no record. */
const caches = new WeakMap<object, Map<string, QuantileCut>>()
const cutsKept = 64

export const quantileCuts: QuantileCuts = async (set, reader, between, cache) => {
  const found = new Map<string, QuantileCut>()
  const kept = cache ? (caches.get(cache.owner) ?? new Map<string, QuantileCut>()) : null
  if (cache && kept) caches.set(cache.owner, kept)
  for (const request of set.quantiles) {
    between()
    const where = reader.engine === 'evaluator' ? '' : (reader.where ?? '')
    const key = `${reader.engine} ${cache?.scope ?? ''} ${where} ${request.identity}`
    const cut = kept?.get(key) ?? asCut(request, await cutsBy(request, reader, between))
    found.set(request.ref, cut)
    kept?.set(key, cut)
    const oldest = kept && kept.size > cutsKept ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept?.delete(oldest)
  }
  const cuts: Cuts = found
  return cuts
}

export const noCuts: Cuts = new Map()
