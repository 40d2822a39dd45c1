// A table protected against everything of the same records that left before. In: its wide cube and patterns. Out: the
// patterns, with what must be withheld beside, and its draft for the registry; fails where that is not proven, or where
// tables cannot be laid side by side.
import type { Cube } from '#shared/model/cube.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { releaseRepository } from '#engine/workspace/files/catalogReleases.ts'
import type { Release, ReleaseDraft } from '#engine/workspace/files/catalogReleases.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { respondentOf } from '../frequency.ts'
import type { Frequency } from '../frequency.ts'
import { keptPeriods } from '../keptPeriods.ts'
import { primary, secondary, shown } from '../marks.ts'
import type { PrimaryRules } from '../primary/rules.ts'
import type { TablePattern } from '../protectTable.ts'
import type { Pace } from '../secondary/pace.ts'
import { atomsOf } from './atoms.ts'
import type { Atoms } from './atoms.ts'
import { numbersBehind } from './earlierStates.ts'
import { jointProblem } from './jointProblem.ts'
import { additiveMeasures, allOf, cellNames, sheetOf } from './sheets.ts'
import type { Sheet, View } from './sheets.ts'
import { tablesIn } from './tablesIn.ts'

export type JointTable = {
  context: EngineContext
  model: TableModel
  definition: TableDefinition
  wide: Cube
  patterns: TablePattern[]
  /** How many respondents stand behind each cell. */
  counts: Frequency['counts']
  changed: ReadonlySet<number>
}

/** Columns of a table a reader can add up, with the pattern each is under; the first is its records. */
type OwnColumn = { key: string; filter: string | null; pattern: TablePattern }

const columnsOf = ({ definition, patterns }: JointTable): OwnColumn[] => {
  const [base, ...groups] = patterns
  if (base === undefined) return []
  return [
    { key: '', filter: null, pattern: base },
    ...additiveMeasures(definition).map(({ measure, key }) => ({
      key,
      filter: measure.filter ?? null,
      pattern: groups.find((g) => g.measures?.includes(measure.id) === true) ?? base,
    })),
  ]
}

const namesWhere = (names: readonly string[], pattern: Uint8Array, is: (mark: number) => boolean): string[] =>
  names.filter((_, i) => is(pattern[i] ?? shown))

const linksOf = (model: TableModel, definition: TableDefinition): TableModel['links'][number][] => {
  const { rows, columns, layers, measures, filter, variables } = definition
  const text = JSON.stringify([rows, columns, layers, measures, filter, variables])
  return model.links.filter(({ id }) => new RegExp(`\\b${id.split('.').join('(__\\w+)?\\.')}(__\\w+)?\\.`).test(text))
}

/** Records are still those the table was made of. */
export const stands = (model: TableModel, { body }: Pick<Release, 'body'>): boolean => {
  const current = new Set(model.deliveries([]).map(({ id }) => id))
  if (!body.deliveries.every((id) => current.has(id))) return false
  return body.links.every((used) => model.link(used.id)?.runAt === used.runAt)
}

const isDated = (model: TableModel, variable: string): boolean => {
  const list = model.dataset.variables.find((v) => v.id === variable)?.codeList
  return list === undefined || (list !== null && model.lists.versions(list).length > 1)
}

/** What of an earlier table can be laid beside the new one: sets over dimensions both can speak of. */
const besides = (model: TableModel, sheet: Sheet, classification: string): Sheet => {
  const otherCodes = sheet.definition.classification !== classification
  const lost = (d: number): boolean => otherCodes && isDated(model, sheet.dimensions[d]?.variable ?? '')
  if (!sheet.dimensions.some((_, d) => lost(d))) return sheet
  const kept = sheet.dimensions.flatMap((dimension, d) => (lost(d) ? [] : [{ dimension, d }]))
  return {
    ...sheet,
    dimensions: kept.map(({ dimension }) => dimension),
    sets: sheet.sets.filter((set) => !set.some(lost)).map((set) => set.map((d) => kept.findIndex((k) => k.d === d))),
  }
}

/** Names of an earlier table's cells without the dimensions that were left out: those at their total. */
const shortened = (names: readonly string[], whole: Sheet, sheet: Sheet): Set<string> => {
  if (whole.dimensions.length === sheet.dimensions.length) return new Set(names)
  const kept = whole.dimensions.map((d) => sheet.dimensions.includes(d))
  return new Set(
    names.flatMap((name) => {
      const parts = name.split('|')
      return parts.some((part, d) => kept[d] === false && part !== '#total')
        ? []
        : [parts.filter((_, d) => kept[d] === true).join('|')]
    }),
  )
}

const isStricter = ({ body }: Release, rules: PrimaryRules): boolean =>
  body.rules.minimum > rules.minimumFrequency || body.rules.pPercent > (rules.pPercent[0]?.p ?? 0)

type Earlier = { release: Release; whole: Sheet; sheet: Sheet }

const scopeOfRelease = (model: TableModel, { body }: Release, filter: string | null): string => {
  const now = keptPeriods(model, body.definition)
  const all = now.length === body.periods.length && now.every((period, i) => period === body.periods[i])
  const within = body.periods.map((period) => `${periodVariableId} = '${period}'`).join(' or ')
  return allOf([body.definition.filter, all ? null : within, filter])
}

const viewsFor = (
  key: string,
  table: JointTable,
  own: readonly OwnColumn[],
  earlier: readonly Earlier[],
  model: TableModel,
  rules: PrimaryRules,
): { views: View[]; mine: Map<View, OwnColumn> } => {
  const { definition, wide } = table
  const names = cellNames(wide)
  const mine = new Map<View, OwnColumn>()
  for (const column of own.filter((c) => c.key === key)) {
    const { pattern } = column.pattern
    const view: View = {
      sheet: 0,
      key,
      scope: allOf([definition.filter, column.filter]),
      sensitive: new Set(namesWhere(names, pattern, (mark) => mark === primary)),
      withheld: new Set(namesWhere(names, pattern, (mark) => mark !== shown)),
      changed: new Set([...table.changed].flatMap((cell) => names[cell] ?? [])),
      published: false,
      stricter: false,
    }
    mine.set(view, column)
  }
  const before = earlier.flatMap(({ release, whole, sheet }, e) =>
    release.body.columns
      .filter((column) => column.key === key)
      .map((column): View => ({
        sheet: e + 1,
        key,
        scope: scopeOfRelease(model, release, column.filter),
        sensitive: shortened(column.sensitive, whole, sheet),
        withheld: shortened(column.withheld, whole, sheet),
        changed: new Set(),
        published: true,
        stricter: isStricter(release, rules),
      })),
  )
  return { views: [...mine.keys(), ...before], mine }
}

/** Marks cells by name, in the pattern and in those of the same table that follow it. */
const mark = (table: JointTable, names: readonly string[], pattern: TablePattern, more: ReadonlySet<string>): void => {
  const [base] = table.patterns
  const into = pattern === base ? table.patterns : [pattern]
  names.forEach((name, i) => {
    if (!more.has(name)) return
    for (const { pattern: marks } of into) if (marks[i] === shown) marks[i] = secondary
  })
}

const laidSide = async (
  table: JointTable,
  earlier: readonly Earlier[],
  keys: readonly string[],
  job: JobContext,
): Promise<Atoms> => {
  const { model, definition } = table
  const own = columnsOf(table)
  const conditions = new Set(own.map((c) => allOf([definition.filter, c.filter])))
  for (const { release } of earlier)
    for (const column of release.body.columns)
      if (keys.includes(column.key)) conditions.add(scopeOfRelease(model, release, column.filter))
  const own_ = ownSheet(table)
  const spoken = own_.sets.some((set) => set.length > 0) ? own_ : { ...own_, dimensions: [] }
  const sheets = [spoken, ...earlier.map((e) => e.sheet)]
  try {
    return await atomsOf(model, definition, sheets, [...conditions], keys, respondentOf(model, definition), job)
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.value.code === 'CANCELLED' || thrown.value.code.startsWith('PROTECT_'))
      throw thrown
    return fail('PROTECT_JOINT_UNKNOWN', {
      tables: tablesIn(earlier.map((e) => e.release.table)),
      reason: thrown.value.code,
    })
  }
}

/** A table of which only the whole is left tells of nothing else. */
const ownSheet = ({ definition, patterns }: JointTable): Sheet => {
  const sheet = sheetOf(definition)
  return patterns.every(({ sparse }) => sparse === true)
    ? { ...sheet, sets: sheet.sets.filter((s) => s.length === 0) }
    : sheet
}

/** What left of a dataset, and what this call has made beside the table to leave together with it. */
const before = ({ context, definition: { dataset } }: JointTable): Release[] => {
  const releases = releaseRepository(context.workspace().catalog)
  const beside = (context.releases?.drafts ?? []).filter((draft) => draft.dataset === dataset && !releases.has(draft))
  const now = new Date().toISOString()
  const printed = context.releases?.printed === true
  return [
    ...releases.of(dataset).filter(({ body }) => !printed || body.told !== 'printed'),
    ...beside.map(({ table, body }): Release => ({ id: 0, dataset, table, at: now, by: context.user, body })),
  ]
}

/** Changes the patterns of the table in place; the newest entry it is protected against. */
export const protectJointly = async (
  table: JointTable,
  rules: PrimaryRules,
  job: JobContext,
  pace: Pace,
): Promise<number> => {
  const { context, definition } = table
  const releases = releaseRepository(context.workspace().catalog)
  for (;;) {
    const seen = releases.newest(definition.dataset)
    await protectAgainst(before(table), table, rules, job, pace)
    // Another call may have left meanwhile.
    if (releases.newest(definition.dataset) === seen) return seen
  }
}

/** Groups made twice of one variable, on two blocks: what one has beyond the other is in no cell of the table. */
const overlapsItself = (definition: TableDefinition): boolean => {
  const { dimensions, sets } = sheetOf(definition)
  const made = new Map(definition.variables.map((v) => [v.id, v]))
  const sourceOf = (variable: string): string => {
    const own = made.get(variable)
    return own !== undefined && 'of' in own ? sourceOf(own.of) : variable
  }
  return dimensions.some(({ variable: a }, i) =>
    dimensions.some(
      ({ variable: b }, k) =>
        k > i &&
        (made.has(a) || made.has(b)) &&
        (sourceOf(a) === sourceOf(b) || made.get(a)?.method === 'expression' || made.get(b)?.method === 'expression') &&
        !sets.some((set) => set.includes(i) && set.includes(k)),
    ),
  )
}

const tooLarge = (thrown: unknown): boolean =>
  thrown instanceof Failure &&
  (thrown.value.code === 'TABLE_TOO_LARGE' || thrown.value.facts['reason'] === 'TABLE_TOO_LARGE')

const protectAgainst = async (
  all: readonly Release[],
  table: JointTable,
  rules: PrimaryRules,
  job: JobContext,
  pace: Pace,
): Promise<void> => {
  const { model, definition } = table
  const keys = [...new Set(columnsOf(table).map((c) => c.key))]
  const standing = all.filter((r) => stands(model, r) && r.body.columns.some((c) => keys.includes(c.key)))
  if (standing.length > 0 || overlapsItself(definition))
    await protectBeside(standing, { keys, table, rules, job, pace })
}

type Beside = { keys: readonly string[]; table: JointTable; rules: PrimaryRules; job: JobContext; pace: Pace }

/**
 * All at once; where that divides the records too far, one half after the other. What one half withholds harms no
 * other.
 */
const protectBeside = async (standing: readonly Release[], work: Beside): Promise<void> => {
  try {
    await protectTogether(standing, work)
  } catch (thrown) {
    if (standing.length < 2 || !tooLarge(thrown)) throw thrown
    const half = Math.ceil(standing.length / 2)
    for (const part of [standing.slice(0, half), standing.slice(half)]) await protectBeside(part, work)
  }
}

const protectTogether = async (
  standing: readonly Release[],
  { keys, table, rules, job, pace }: Beside,
): Promise<void> => {
  const { model, definition, wide } = table
  const own = columnsOf(table)
  const earlier = standing.map((release): Earlier => {
    const whole = sheetOf(release.body.definition)
    return { release, whole, sheet: besides(model, whole, definition.classification) }
  })
  job.progress({ phase: 'protecting' })
  const atoms = await laidSide(table, earlier, keys, job)
  const sheets = [ownSheet(table), ...earlier.map((e) => e.sheet)]
  const names = cellNames(wide)
  for (const key of keys.toSorted((a, b) => a.length - b.length)) {
    const { views, mine } = viewsFor(key, table, own, earlier, model, rules)
    const found = await jointProblem(sheets, views, atoms, rules, pace)
    if (found.missing > 0 && !table.patterns.every(({ sparse }) => sparse === true))
      fail('PROTECT_JOINT_UNKNOWN', { tables: tablesIn(earlier.map((e) => e.release.table)), reason: definition.id })
    if (found.open.length > 0)
      fail('PROTECT_JOINT_UNPROVEN', {
        open: found.open.length,
        cells: found.open.slice(0, 5).join('; '),
        tables: tablesIn(earlier.map((e) => `${e.release.table} (${e.release.at.slice(0, 10)})`)) || definition.id,
      })
    for (const [view, more] of found.more) {
      const column = mine.get(view)
      if (column !== undefined) mark(table, names, column.pattern, more)
    }
  }
}

/**
 * What the registry keeps of a table, so that later ones are protected against it. `by`: the indicator that reads it.
 */
export const releaseDraft = (
  table: JointTable,
  rules: PrimaryRules,
  { seen, by }: { seen: number; by: string | null },
): ReleaseDraft => {
  const { context, model, definition, wide } = table
  const printed = context.releases?.printed === true ? 'printed' : undefined
  const told = by === null ? printed : 'formula'
  const [base] = table.patterns
  const behind =
    base === undefined || by !== null ? undefined : numbersBehind(wide, definition, table.counts, base.pattern)
  // Where nothing is withheld nothing has to be named.
  const names = table.patterns.every(({ pattern }) => pattern.every((m) => m === shown)) ? [] : cellNames(wide)
  const periods = keptPeriods(model, definition)
  const kept = new Set(periods)
  return {
    dataset: definition.dataset,
    table: by === null ? definition.id : `${by}: ${definition.id}`,
    seen,
    body: {
      definition,
      periods,
      deliveries: model.deliveries([]).flatMap(({ id, period }) => (kept.has(period) ? [id] : [])),
      links: linksOf(model, definition).map(({ id, runAt }) => ({ id, runAt })),
      rules: { minimum: rules.minimumFrequency, pPercent: rules.pPercent[0]?.p ?? 0 },
      columns: columnsOf(table).map(({ key, filter, pattern }) => ({
        key,
        filter,
        sensitive: namesWhere(names, pattern.pattern, (m) => m === primary),
        withheld: namesWhere(names, pattern.pattern, (m) => m !== shown),
      })),
      ...(told === undefined ? {} : { told }),
      ...(behind === undefined ? {} : { behind }),
    },
  }
}
