// The difference report of a table: a kept run against another, or against the table computed now. In: two runs. Out:
// the report. Nothing is recomputed of the past: what a kept run knows was kept with it. Never a cause guessed; what
// cannot be told apart is said.
import { linkPathOf, nameOf } from '#shared/model/variableRef.ts'
import type { DifferenceReport, DifferenceSide } from '#shared/contract/production.ts'
import { fail } from '#shared/model/failure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { workspaceCodeLists } from '#engine/process/categories/workspaceCodeLists.ts'
import { compareStates, deliveriesOf, deliveryChanges, partIndex } from './compareStates.ts'
import { computeState } from './computeState.ts'
import { countsDifferently, definitionChanges } from './definitionChanges.ts'
import type { Names } from './definitionChanges.ts'
import { keptRunRepository } from './keptRuns.ts'
import { readState } from './keepRun.ts'
import { recodeCube } from './recodeCube.ts'
import type { RunState } from './runState.ts'

export type CompareRequest = {
  before: number
  after: number | 'now'
  definition?: TableDefinition | undefined
  recode: boolean
}
/** Both states as compared, for writing the differences to a file. */
export type ComparedRuns = { report: DifferenceReport; before: RunState; after: RunState }

const sideOf = (state: RunState, run: number | null, name: string): DifferenceSide => {
  const { provenance, status, cells } = state.cube
  return {
    run,
    name,
    status,
    ranAt: provenance.ranAt,
    engine: `${provenance.engine} ${provenance.engineVersion}`,
    program: provenance.program,
    deliveries: provenance.deliveries,
    cells: cells.records.length,
  }
}

const sameFiles = (a: RunState, b: RunState): boolean => {
  const marks = (state: RunState): string =>
    JSON.stringify(state.cube.provenance.deliveries.map((d) => `${d.dataset} ${d.period} ${d.sha256}`).toSorted())
  return marks(a) === marks(b)
}

const causesOf = (before: RunState, after: RunState): DifferenceReport['recodeCauses'] => {
  const lists = new Set([...Object.keys(before.classifications), ...Object.keys(after.classifications)])
  const changed = [...lists].filter((list) => before.classifications[list] !== after.classifications[list]).toSorted()
  const linked = before.link?.id !== after.link?.id || before.link?.ranAt !== after.link?.ranAt
  const program = before.cube.provenance.program !== after.cube.provenance.program
  return [
    ...changed.map((name) => ({ cause: 'classification' as const, name })),
    ...(linked ? [{ cause: 'link' as const, name: (after.link ?? before.link)?.id ?? '' }] : []),
    ...(program
      ? [{ cause: 'program' as const, name: `${before.cube.provenance.program} → ${after.cube.provenance.program}` }]
      : []),
  ]
}

const limitsOf = (report: Omit<DifferenceReport, 'limits' | 'seconds'>, middle: boolean): Bilingual[] => {
  const limits: Bilingual[] = []
  const has = (part: keyof typeof partIndex): boolean =>
    [...report.cells, ...report.totals].some(
      ({ parts }) => parts !== null && BigInt(parts[partIndex[part]] ?? 0) !== 0n,
    )
  const replaced = report.deliveries.filter((d) => d.change === 'replaced' && !d.linked)
  if (replaced.length > 0) {
    limits.push({
      vi: `Bản ghi của ${replaced.length} đợt đã thay không còn được giữ từng dòng: trong một đợt được thay, phần do bản ghi thêm, sửa và bỏ được gộp chung là “sửa đổi”.`,
      en: `The records of ${replaced.length} replaced deliveries are no longer kept one by one: within a replaced delivery, what was added, altered and dropped is told together as “amended”.`,
    })
  }
  if (countsDifferently(report.definitionChanges) && !middle) {
    limits.push({
      vi: 'Định nghĩa và dữ liệu cùng khác và dữ liệu của lần sau không còn hiện hành: phần của đợt mới, đợt sửa và đợt rút tính theo định nghĩa của từng lần; phần “định nghĩa” chỉ gồm các đợt không đổi.',
      en: 'Definition and data both differ and the later data are no longer current: parts of new, replaced and withdrawn deliveries are counted by the definition of their own run; the part “definition” holds the unchanged deliveries only.',
    })
  }
  if (report.recodeCauses.length > 1 && has('recoded')) {
    limits.push({
      vi: `Phần “mã hóa lại” có thể do: ${report.recodeCauses.map((c) => c.name).join(', ')}; không tách riêng được.`,
      en: `The part “recoded” may come from ${report.recodeCauses.map((c) => c.name).join(', ')}; these cannot be told apart.`,
    })
  }
  const unexplained = report.measures.filter((m) => !m.explained && m.only === null)
  if (unexplained.length > 0) {
    limits.push({
      vi: `Không tách được theo nguyên nhân (không cộng được theo đợt nhận): ${unexplained.map((m) => m.label.vi).join(', ')}.`,
      en: `Not split by cause (does not add up over deliveries): ${unexplained.map((m) => m.label.en).join(', ')}.`,
    })
  }
  if (has('unexplained')) {
    limits.push({
      vi: 'Một phần thay đổi không giải thích được bằng các đợt nhận (nhóm “lớn nhất”, phân vị hoặc biến phụ thuộc toàn bảng).',
      en: 'A part of the change does not follow from the deliveries (top groups, quantiles or variables that depend on the whole table).',
    })
  }
  return limits
}

const namesFor = (context: EngineContext, dataset: string): Names => {
  const { dataset: known, links } = tableModel(context, dataset)
  return (ref) => {
    const path = linkPathOf(ref)
    const from = path === null ? known : links.find((l) => l.id === path)?.right
    if (ref === 'period') return { vi: 'Kỳ', en: 'Period' }
    return from?.variables.find((v) => v.id === nameOf(ref))?.label ?? { vi: ref, en: ref }
  }
}

const recodedState = (context: EngineContext, state: RunState): RunState => {
  const lists = workspaceCodeLists(context.workspace())
  return {
    ...state,
    cube: recodeCube(state.cube, lists),
    contributions: state.contributions && recodeCube(state.contributions, lists),
    protected: null,
  }
}

export const compareRuns = async (
  context: EngineContext,
  { before: id, after: other, definition, recode }: CompareRequest,
  job: JobContext,
): Promise<ComparedRuns> => {
  const started = performance.now()
  const runs = keptRunRepository(context.workspace().catalog)
  const run = runs.get(id)
  job.progress({ phase: 'comparing', subject: run.title.vi })
  const old = await readState(context, id)
  const saved =
    other === 'now'
      ? (definition ?? definitionRepository(context.workspace().catalog).find('table', run.table) ?? run.definition)
      : null
  // A batch narrowed the saved definition to a period or territory: now means narrowed alike.
  const wanted =
    saved !== null && definition === undefined && (run.period !== '' || run.territory !== '') ? run.definition : saved
  const now =
    wanted !== null
      ? await computeState(context, wanted, { protect: null, explain: true }, job)
      : await readState(context, Number(other))
  if (old.definition.dataset !== now.definition.dataset)
    return fail('RUNS_NOT_COMPARABLE', { before: old.definition.dataset, after: now.definition.dataset })
  job.throwIfCancelled()

  const changes = definitionChanges(old.definition, now.definition, namesFor(context, now.definition.dataset))
  const altered = countsDifferently(changes)
  const middle = altered ? await middleState(context, old, now, job) : null
  job.progress({ phase: 'comparing', done: 0 })
  const [before, after, between] = recode
    ? [recodedState(context, old), recodedState(context, now), middle && recodedState(context, middle)]
    : [old, now, middle]
  const compared = compareStates({
    before,
    after,
    middle: between,
    definitionChanged: altered,
    throwIfCancelled: () => job.throwIfCancelled(),
  })
  const deliveries = deliveryRepository(context.workspace().catalog)
  const report = {
    title: now.cube.title,
    table: run.table,
    recoded: recode,
    before: sideOf(old, id, run.name),
    after: sideOf(now, other === 'now' ? null : other, other === 'now' ? '' : runs.get(other).name),
    ...compared,
    deliveries: deliveryChanges(old, now, (delivery) => deliveries.find(delivery)?.rowsAccepted ?? null),
    definitionChanges: changes,
    recodeCauses: causesOf(old, now),
  }
  return {
    report: { ...report, limits: limitsOf(report, middle !== null), seconds: (performance.now() - started) / 1000 },
    before: old,
    after: now,
  }
}

/**
 * The old definition over the new records: possible while those are the current ones, and while the old names still
 * exist.
 */
const middleState = async (
  context: EngineContext,
  old: RunState,
  now: RunState,
  job: JobContext,
): Promise<RunState | null> => {
  try {
    const state = await computeState(context, old.definition, { protect: null, explain: true }, job)
    return sameFiles(state, now) && deliveriesOf(state).size === deliveriesOf(now).size ? state : null
  } catch (thrown) {
    job.throwIfCancelled()
    // A variable deleted meanwhile: the two can then not be told apart, which the report says.
    if (thrown instanceof Error && thrown.name === 'Failure') return null
    throw thrown
  }
}
