// Keeps a run: its figures, their protected form and what each delivery gave. In: a definition and a name, or a state
// computed already. Out: what is told of it in lists. Logged, since figures stay in the workspace.
import type { Stricter } from '#shared/model/officePolicy.ts'
import type { KeptRun, RunOrigin } from '#shared/contract/production.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { computeState } from './computeState.ts'
import { keptRunRepository } from './keptRuns.ts'
import { packState, unpackState } from './runState.ts'
import type { RunState } from './runState.ts'

export type RunName = {
  name: string
  origin: RunOrigin
  /** The definition's own id, where a batch narrowed it. */ table?: string
  period?: string
  territory?: string
}

export const storeState = async (
  context: EngineContext,
  state: RunState,
  { name, origin, table, period = '', territory = '' }: RunName,
): Promise<KeptRun> => {
  const workspace = context.workspace()
  const { cube } = state
  const body = await packState(state)
  const run = keptRunRepository(workspace.catalog).add({
    table: table ?? state.definition.id,
    title: cube.title,
    name,
    origin,
    period,
    territory,
    status: cube.status,
    keptBy: context.user,
    ranAt: cube.provenance.ranAt,
    engine: `${cube.provenance.engine} ${cube.provenance.engineVersion}`,
    program: context.program,
    cells: cube.cells.records.length,
    measures: cube.measures.length,
    deliveries: cube.provenance.deliveries,
    definition: state.definition,
    body,
  })
  appendAudit(workspace, {
    user: context.user,
    action: 'keep',
    subject: `table ${run.table} “${name}”`,
    records: cube.provenance.recordsUsed,
  })
  context.emit('data.changed', { what: 'runs' })
  return run
}

/** Protected by the policy, or stricter where asked: what is exported later comes from this form. */
export const keepRun = async (
  context: EngineContext,
  definition: TableDefinition,
  name: RunName,
  stricter: Stricter,
  job: JobContext,
): Promise<KeptRun> => {
  const state = await computeState(context, definition, { protect: { stricter }, explain: true }, job)
  job.throwIfCancelled()
  return storeState(context, state, name)
}

export const readState = (context: EngineContext, id: number): Promise<RunState> =>
  unpackState(keptRunRepository(context.workspace().catalog).body(id))
