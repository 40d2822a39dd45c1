// What was prepared → the wide cube: base groups of as few scans as serve (or of the cache), categories, roll-up,
// passes, assembly. In: a Prepared, options. Out: the cube of record measures with every total needed, and the scans it
// came of. Never a derived figure.
import { calibratedNotes } from '../plan/calibratedNotes.ts'
import { imputedNotes, refuseImputedAcross } from '../plan/withoutImputed.ts'
import { storedRefs } from '../plan/storedRefs.ts'
import { fail } from '#shared/model/failure.ts'
import type { Cube, LinkUse, Provenance } from '#shared/model/cube.ts'
import { usualSurveyRule } from '#shared/model/survey.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { categoryIdentity } from '#engine/process/categories/categories.ts'
import type { Cuts } from '#engine/process/variables/types.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { assembleCube, wideCells } from './assemble.ts'
import { cacheScope, findGroups, keepGroups } from '../ask/cache.ts'
import type { CachedGroups, Match } from '../ask/cache.ts'
import { mapDimension } from './categoryMaps.ts'
import { withEngine } from '../ask/engines.ts'
import type { Engine } from '../ask/engines.ts'
import { evaluatedTable } from '../evaluator/evaluatedTable.ts'
import { checkCodes } from '../plan/checkCodes.ts'
import type { TableModel } from '../plan/model.ts'
import type { Prepared } from '../plan/prepare.ts'
import { rollUp } from '../scan/rollup.ts'
import { sampleFrom, sampleStep } from '../scan/sample.ts'
import { scansOf } from '../scan/scans.ts'
import type { Scan } from '../scan/scans.ts'
import { dimensionIdentity } from '../plan/sets.ts'
import { severalNotes } from './severalNotes.ts'
import { sharedNotes } from './sharedNotes.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { engineSample } from '../sampling/engineSample.ts'
import { withSamplingErrors } from '../sampling/sampledTable.ts'
import type { SampledTable, SampleReader } from '../sampling/sampledTable.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import type { ContributionColumns, ContributionPass, PassResult, Plan, SetCells } from '../types.ts'

export type WideOptions = {
  engine: Provenance['engine']
  sample: boolean
  limit: number
  /** Also what was read, for reaching the records of a cell. */ scans?: boolean
}
/** A scan as it was read: its groups and where their raw values went. */
export type Scanned = { scan: Scan; cached: CachedGroups; maps: CategoryMap[] }
export type Wide = { cube: Cube; scans: Scanned[]; cuts: Cuts; contributions: ContributionColumns[] }

/** Passes known from an earlier run of the same records, and those that must be run now. */
const passesOf = async (
  engine: Engine,
  { scan: { plan }, cached, maps }: Scanned,
  job: JobContext,
): Promise<Map<string, PassResult[]>> => {
  const identities = plan.dimensions.map(dimensionIdentity)
  const hiding = plan.dimensions.flatMap((d, i) => (d.hide ? [identities[i] ?? ''] : [])).sort()
  const shared = JSON.stringify([plan.definition.classification, hiding])
  const results = new Map<string, PassResult[]>()
  for (const statistic of plan.passes) {
    const keyOf = (set: number[]): string =>
      JSON.stringify([statistic.key, shared, set.map((d) => identities[d] ?? '').sort()])
    const missing = plan.sets.filter((set) => !cached.passes.has(keyOf(set)))
    if (missing.length > 0) {
      job.progress({ phase: 'tabulating' })
      for (const pass of await engine.passes(plan, statistic, missing, cached.groups, maps)) {
        cached.passes.set(keyOf(pass.kept), { ...pass, identities: pass.kept.map((d) => identities[d] ?? '') })
      }
    }
    results.set(
      statistic.key,
      plan.sets.flatMap((set) => {
        const pass = cached.passes.get(keyOf(set))
        return pass
          ? [
              {
                ...pass,
                kept: set,
                keys: set.map(
                  (d) => pass.keys[pass.identities.indexOf(identities[d] ?? '')] ?? new Int32Array(pass.rows),
                ),
              },
            ]
          : []
      }),
    )
  }
  return results
}

/** What is asked of respondents, from an earlier run of the same records or now. */
const contributionsOf = async (
  engine: Engine,
  { scan: { plan }, cached, maps }: Scanned,
  job: JobContext,
): Promise<ContributionPass[]> => {
  if (plan.contributions === null) return []
  const identities = plan.dimensions.map(dimensionIdentity)
  const hiding = plan.dimensions.flatMap((d, i) => (d.hide ? [identities[i] ?? ''] : [])).sort()
  const shared = JSON.stringify([plan.contributions.key, plan.definition.classification, hiding])
  const keyOf = (set: number[]): string => JSON.stringify([shared, set.map((d) => identities[d] ?? '').sort()])
  const missing = plan.sets.filter((set) => !cached.contributions.has(keyOf(set)))
  if (missing.length > 0) {
    job.progress({ phase: 'tabulating' })
    for (const pass of await engine.contributions(plan, plan.contributions, missing, cached.groups, maps))
      cached.contributions.set(keyOf(pass.kept), { ...pass, identities: pass.kept.map((d) => identities[d] ?? '') })
  }
  return plan.sets.flatMap((kept) => {
    const pass = cached.contributions.get(keyOf(kept))
    if (pass === undefined) return []
    const keys = kept.map((d) => pass.keys[pass.identities.indexOf(identities[d] ?? '')] ?? new Int32Array(pass.rows))
    return [{ ...pass, kept, keys }]
  })
}

/** Records that lie in the table, and of them those with a code that could not be placed in some dimension. */
const countedRecords = ({ scan: { plan }, cached: { groups }, maps }: Scanned): { used: number; unmapped: number } => {
  const columns = plan.dimensions
    .map((d, i) => ({
      index: groups.keys.get(d.rawKey)?.index ?? new Int32Array(),
      map: maps[i]?.map ?? new Int32Array(),
      unmapped: maps[i]?.categories.findIndex((c) => c.kind === 'unmapped') ?? -1,
    }))
    .filter((c) => c.unmapped >= 0 || c.map.includes(-1))
  let used = 0
  let unmapped = 0
  for (let g = 0; g < groups.rows; g++) {
    let hidden = false
    let lost = false
    for (const { index, map, unmapped: at } of columns) {
      const category = map[index[g] as number] as number
      if (category < 0) hidden = true
      else if (category === at) lost = true
    }
    if (hidden) continue
    used += groups.records[g] as number
    if (lost) unmapped += groups.records[g] as number
  }
  return { used, unmapped }
}

type Facts = {
  engine: Provenance['engine']
  version: string
  started: number
  match: Match | null
  used: number
  unmapped: number
  sampled: boolean
  cuts: Cuts
}

const linkUse = (model: TableModel, path: string, match: Match | null): LinkUse[] => {
  const link = model.link(path)
  if (!link) return []
  const matchedRecords = match?.matched[path] ?? 0
  return [
    {
      id: path,
      label: link.label,
      matchedRecords,
      unmatchedRecords: (match?.records ?? 0) - matchedRecords,
      stale: link.stale,
    },
  ]
}

const provenanceOf = ({ model, plan, variables }: Prepared, definition: TableDefinition, facts: Facts): Provenance => {
  const uses = plan.links.flatMap((path) => linkUse(model, path, facts.match))
  const [link, ...moreLinks] = uses
  const cuts = variables.quantiles.flatMap(({ ref }) => {
    const cut = facts.cuts.get(ref)
    return cut ? [[ref, cut.texts] as const] : []
  })
  return {
    definition,
    deliveries: model.deliveries(plan.links),
    engine: facts.engine,
    engineVersion: facts.version,
    program: model.program,
    seconds: (performance.now() - facts.started) / 1000,
    ranAt: new Date().toISOString(),
    recordsRead: facts.sampled ? Math.ceil(model.rows / sampleStep) : model.rows,
    recordsUsed: facts.used,
    ...(link ? { link } : {}),
    ...(moreLinks.length > 0 ? { moreLinks } : {}),
    ...(cuts.length > 0 ? { quantileCuts: Object.fromEntries(cuts) } : {}),
    unmappedRecords: facts.unmapped,
  }
}

const scanned = async (
  engine: Engine,
  prepared: Prepared,
  scan: Scan,
  scope: string,
  limit: number,
): Promise<Scanned> => {
  const { model } = prepared
  let cached = findGroups(model.cacheOwner, scope, scan.plan)
  if (!cached) {
    const groups = await engine.groups(scan.plan, limit)
    cached = { groups, match: await engine.match(scan.plan, groups), passes: new Map(), contributions: new Map() }
    keepGroups(model.cacheOwner, scope, cached)
  }
  const { groups } = cached
  return { scan, cached, maps: scan.plan.dimensions.map((d) => mapDimension(model.lists, scan.plan, d, groups)) }
}

/** Cells of a scan, of only the sums this plan asks for, with the dimensions of the whole plan. */
const cellsOf = ({ scan: { plan, dimensions }, cached: { groups }, maps }: Scanned, limit: number): SetCells[] => {
  const sums = new Map([...groups.sums].filter(([key]) => plan.accumulators.some((a) => a.key === key)))
  const extremes = new Map([...groups.extremes].filter(([key]) => plan.extremes.some((e) => e.key === key)))
  const cells = rollUp(
    { ...groups, sums, extremes },
    plan.dimensions.map((d, i) => ({
      rawKey: d.rawKey,
      size: maps[i]?.categories.length ?? 0,
      map: maps[i]?.map ?? new Int32Array(),
    })),
    plan.sets,
    limit,
  )
  return cells.map((set) => ({ ...set, kept: set.kept.map((d) => dimensions[d] ?? 0) }))
}

const inWholePlan = (passes: Map<string, PassResult[]>, { dimensions }: Scan): Map<string, PassResult[]> =>
  new Map(
    [...passes].map(([key, results]) => [
      key,
      results.map((r) => ({ ...r, kept: r.kept.map((d) => dimensions[d] ?? 0) })),
    ]),
  )

const wideFrom = async (
  engine: Engine,
  prepared: Prepared,
  definition: TableDefinition,
  options: WideOptions,
  sampled: boolean,
  started: number,
  job: JobContext,
): Promise<Wide> => {
  const { model, plan, filter, conditions } = prepared
  job.progress({ phase: 'tabulating', done: 0, total: model.rows })
  const scope = cacheScope({
    engine: engine.name,
    dataVersion: model.dataVersion(plan.links),
    dataset: model.dataset.id,
    links: plan.links,
    filter: filter === null ? (conditions === '' ? null : conditions) : `${filter.text}\n${conditions}`,
    sample: sampled,
  })
  const scans: Scanned[] = []
  const seen: Seen[] = []
  let match: Match | null = null
  const cells: SetCells[] = []
  const passes = new Map<string, PassResult[]>()
  const contributions: ContributionPass[] = []
  let counted = { used: 0, unmapped: 0 }
  // A function of its own, so that groups of a very large table are let go before its cells are put side by side.
  const read = async (scan: Scan): Promise<void> => {
    const one = await scanned(engine, prepared, scan, scope, options.limit)
    job.throwIfCancelled()
    const own = countedRecords(one)
    counted = { used: own.used, unmapped: Math.max(counted.unmapped, own.unmapped) }
    if (own.used === 0) fail('TABLE_EMPTY')
    cells.push(...cellsOf(one, options.limit - cells.reduce((n, set) => n + set.count, 0)))
    for (const [key, results] of inWholePlan(await passesOf(engine, one, job), scan))
      passes.set(key, [...(passes.get(key) ?? []), ...results])
    for (const pass of await contributionsOf(engine, one, job))
      contributions.push({ ...pass, kept: pass.kept.map((d) => scan.dimensions[d] ?? 0) })
    seen.push({ dimensions: scan.dimensions, categories: one.maps.map((m) => m.categories) })
    match ??= one.cached.match
    if (options.scans === true) scans.push(one)
  }
  for (const scan of scansOf(plan, model.rows, engine.sizeOf)) await read(scan)
  const categories = categoriesOf(plan, seen)
  const facts: Facts = {
    engine: engine.name,
    version: engine.version,
    started,
    match,
    ...counted,
    sampled,
    cuts: engine.cuts,
  }
  const wide = wideCells(
    plan,
    categories.map((c) => c.length),
    cells,
    passes,
    contributions,
  )
  const provenance = provenanceOf(prepared, definition, facts)
  const assembled = assembleCube(model, plan, categories, wide, engine.cuts, provenance, definition)
  const { cube: own, positions, contributions: given } = assembled
  const cube = { ...own, notes: [...own.notes, ...notesOf(prepared, definition)] }
  const table = { cube, cubeIndex: placesOf(categories, positions) }
  const rule = model.surveyRule ?? usualSurveyRule
  const readSample: SampleReader = (asked, placed) => {
    job.throwIfCancelled()
    return engineSample(model, plan, asked, rule, placed, engine)
  }
  const withErrors = await withSamplingErrors(prepared, definition, table, sampled, readSample)
  return { cube: withErrors, scans, cuts: engine.cuts, contributions: given }
}

/** What a reader must know of the records behind the figures: links, imputed values, weights. */
const notesOf = (prepared: Prepared, definition: TableDefinition): Bilingual[] => [
  ...linkNotes(prepared),
  ...notesOfImputed(prepared, definition),
  ...calibratedNotes(prepared.model, prepared.plan.periods, definition.measures),
]

/** What a made variable reads is what it meets across links. */
const notesOfImputed = (prepared: Prepared, definition: TableDefinition): Bilingual[] =>
  imputedNotes(prepared.model, storedRefs(prepared), definition.imputed === 'without')

const linkNotes = ({ model, plan, variables }: Prepared): Bilingual[] => {
  const made = new Map(variables.computed.map((c) => [c.ref, c.reads]))
  return [...severalNotes(model, plan.links), ...sharedNotes(model, plan, (ref) => made.get(ref) ?? [ref])]
}

/** Where a category of a dimension went in the cube. */
const placesOf = (
  categories: readonly CategoryMap['categories'][],
  positions: readonly Int32Array[],
): SampledTable['cubeIndex'] => {
  const at = categories.map((list) => new Map(list.map((c, i) => [categoryIdentity(c), i])))
  return (d, category) => positions[d]?.[at[d]?.get(categoryIdentity(category)) ?? -1] ?? -1
}

type Seen = { dimensions: number[]; categories: CategoryMap['categories'][] }

/** Every scan sees all records, so all see the same categories. */
const categoriesOf = (plan: Plan, seen: Seen[]): CategoryMap['categories'][] =>
  plan.dimensions.map((_, d) => {
    const scan = seen.find((s) => s.dimensions.includes(d))
    return scan?.categories[scan.dimensions.indexOf(d)] ?? []
  })

const sampleNote = {
  vi: `Mẫu: cứ ${sampleStep} bản ghi lấy một; không dùng để công bố.`,
  en: `Sample: one record in ${sampleStep}; not for publication.`,
}

export const computeWide = async (
  prepared: Prepared,
  definition: TableDefinition,
  options: WideOptions,
  job: JobContext,
): Promise<Wide> => {
  const started = performance.now()
  const { model, plan } = prepared
  if (model.rows === 0) return fail('DATASET_EMPTY', { dataset: model.dataset.id })
  await checkCodes(prepared, definition)
  if (definition.imputed === 'without') refuseImputedAcross(model, storedRefs(prepared))
  const sampled = options.sample && options.engine !== 'evaluator' && model.rows > sampleFrom
  if (options.engine === 'evaluator') {
    const { cells, categories, used, unmapped, match, cuts, sample } = await evaluatedTable(prepared, job)
    if (used === 0) return fail('TABLE_EMPTY')
    const facts: Facts = {
      engine: 'evaluator',
      version: `Node ${process.version}`,
      started,
      match,
      used,
      unmapped,
      sampled,
      cuts,
    }
    const provenance = provenanceOf(prepared, definition, facts)
    const assembled = assembleCube(model, plan, categories, cells, cuts, provenance, definition)
    const { cube: own, positions, contributions } = assembled
    const cube = { ...own, notes: [...own.notes, ...notesOf(prepared, definition)] }
    const table = { cube, cubeIndex: placesOf(categories, positions) }
    return {
      cube: await withSamplingErrors(prepared, definition, table, false, sample),
      scans: [],
      cuts,
      contributions,
    }
  }
  const wide = await withEngine(options.engine, prepared, job, sampled, (engine) =>
    wideFrom(engine, prepared, definition, options, sampled, started, job),
  )
  return sampled ? { ...wide, cube: { ...wide.cube, notes: [...wide.cube.notes, sampleNote] } } : wide
}
