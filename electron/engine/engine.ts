// The engine: one call function over the contract's methods. In: method names and untrusted params. Out: responses or
// job handles. Never a method without validation, never a raw error of a library where a failure of ours can tell more.
import type { z } from 'zod'
import type { EventName, Events } from '#shared/contract/events.ts'
import { methods } from '#shared/contract/methods.ts'
import type { MethodName } from '#shared/contract/methods.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, HandlersFor, JobContext } from '#engine/workspace/context.ts'
import { adoptHandlers } from '#engine/disseminate/adopt/methods.ts'
import { auditHandlers } from '#engine/workspace/audit/methods.ts'
import { batchHandlers } from '#engine/disseminate/batch/methods.ts'
import { chartHandlers } from '#engine/disseminate/chart/methods.ts'
import { compareHandlers } from '#engine/analyse/compare/methods.ts'
import { calibrateHandlers } from '#engine/analyse/calibrate/methods.ts'
import { compileHandlers } from '#engine/analyse/compile/methods.ts'
import { datasetHandlers } from '#engine/collect/layouts/methods.ts'
import { definitionHandlers } from '#engine/analyse/previews/definitionMethods.ts'
import { mapHandlers } from '#engine/disseminate/map/methods.ts'
import { libraryHandlers } from '#engine/disseminate/library/methods.ts'
import { linkHandlers } from '#engine/process/link/methods.ts'
import { deliveryHandlers } from '#engine/collect/deliveries/methods.ts'
import { demoHandlers } from '#engine/upkeep/demonstration/methods.ts'
import { exploreHandlers } from '#engine/analyse/explore/methods.ts'
import { expressionHandlers } from '#engine/analyse/explore/expressionMethods.ts'
import { fileHandlers } from '#engine/disseminate/publish/methods.ts'
import { indicatorHandlers } from '#engine/analyse/indicators/methods.ts'
import { intakeHandlers } from '#engine/collect/intake/methods.ts'
import { ruleHandlers } from '#engine/collect/rules/methods.ts'
import { qualityHandlers } from '#engine/process/quality/methods.ts'
import { editHandlers } from '#engine/process/edit/methods.ts'
import { runHandlers } from '#engine/collect/runs/methods.ts'
import { layoutHandlers } from '#engine/collect/suggest/methods.ts'
import { jobHandlers } from '#engine/jobs/methods.ts'
import { deskHandlers } from '#engine/workspace/people/desk.ts'
import { packageHandlers } from '#engine/workspace/files/packageMethods.ts'
import { peopleHandlers } from '#engine/workspace/people/methods.ts'
import { policyHandlers } from '#engine/workspace/policy/methods.ts'
import { publishHandlers } from '#engine/disseminate/publish/publishMethods.ts'
import { runFileHandlers } from '#engine/disseminate/publish/runMethods.ts'
import { clipboardHandlers } from '#engine/analyse/protect/clipboardMethods.ts'
import { protectHandlers } from '#engine/analyse/protect/methods.ts'
import { issueHandlers } from '#engine/disseminate/report/issue/methods.ts'
import { reportHandlers } from '#engine/disseminate/report/methods.ts'
import { tableHandlers } from '#engine/analyse/tabulate/methods.ts'
import { variableHandlers } from '#engine/analyse/previews/methods.ts'
import { yearbookHandlers } from '#engine/disseminate/yearbook/methods.ts'
import { workbookHandlers } from '#engine/disseminate/publish/workbookMethods.ts'
import { workspaceHandlers } from '#engine/upkeep/methods.ts'
import { watchHandlers } from '#engine/collect/watch/methods.ts'
import { hasDropped } from '#engine/collect/watch/lookInFolder.ts'
import { backupSchedule } from '#engine/upkeep/backupSchedule.ts'
import { admit, throughDoor } from './door.ts'
import { createJobRunner } from './jobs/jobRunner.ts'
import type { JobRunner } from './jobs/jobRunner.ts'
import { outputJournalOf, refusedOutputs, useOutputJournal } from '#engine/workspace/files/outputJournal.ts'
import { isGone, workspaceFailure } from '#engine/workspace/files/storageFailure.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { workspaceStatus } from '#engine/workspace/files/workspaceStatus.ts'

export type EngineOptions = {
  /** Program name and version: "StatDesk 0.1.0". */
  program: string
  /** Operating-system user, for lock and audit. */
  user: string
  emit: <E extends EventName>(event: E, payload: Events[E]) => void
  /** Makes the backups of the workspace's schedule while it is open: of a program with a window, not of one command. */
  scheduled?: boolean
}

export type Engine = {
  /** Validates and answers; a job method answers { job }. Rejects with a Failure. */
  call(method: string, params: unknown): Promise<unknown>
  /** Cancels jobs and closes the workspace. */
  close(): Promise<void>
}

/** What the job tray names: the file, the definition's title, the dataset. */
const subjectOf = (request: Record<string, unknown>): string => {
  const definition = request['definition']
  if (definition !== null && typeof definition === 'object') {
    const named = 'title' in definition ? definition.title : 'label' in definition ? definition.label : null
    if (named !== null && typeof named === 'object' && 'vi' in named && typeof named.vi === 'string') return named.vi
  }
  if (typeof request['path'] === 'string') return request['path'].split(/[\\/]/).at(-1) ?? ''
  return typeof request['dataset'] === 'string' ? request['dataset'] : ''
}

// Validated at run time by the schema of the same name, typed where the handlers are declared.
type AnyHandler = (context: EngineContext, request: never, job: JobContext) => unknown

/** Complete by type: a method of the contract without a handler does not compile. */
const allHandlers = (jobs: JobRunner, osUser: string): HandlersFor<MethodName> => ({
  ...workspaceHandlers(jobs, osUser),
  ...jobHandlers(jobs),
  ...definitionHandlers,
  ...variableHandlers,
  ...libraryHandlers,
  ...auditHandlers,
  ...policyHandlers,
  ...deskHandlers,
  ...packageHandlers,
  ...peopleHandlers,
  ...demoHandlers,
  ...datasetHandlers,
  ...deliveryHandlers,
  ...intakeHandlers,
  ...runHandlers,
  ...watchHandlers,
  ...ruleHandlers,
  ...editHandlers,
  ...qualityHandlers,
  ...layoutHandlers,
  ...linkHandlers,
  ...exploreHandlers,
  ...expressionHandlers,
  ...tableHandlers,
  ...adoptHandlers,
  ...workbookHandlers,
  ...indicatorHandlers,
  ...calibrateHandlers,
  ...compileHandlers,
  ...chartHandlers,
  ...mapHandlers,
  ...protectHandlers,
  ...clipboardHandlers,
  ...reportHandlers(jobs),
  ...issueHandlers,
  ...yearbookHandlers,
  ...fileHandlers,
  ...publishHandlers,
  ...runFileHandlers,
  ...compareHandlers,
  ...batchHandlers,
})

const lookForBackupMs = 60_000
const lookForFilesMs = 5000
const retryBackupMs = 15 * 60_000

export const createEngine = ({ program, user, emit, scheduled }: EngineOptions): Engine => {
  let open: Workspace | null = null
  const disposers = new Set<() => void>()

  const explain = (thrown: unknown): unknown => workspaceFailure(thrown, open?.folder ?? '') ?? thrown
  const jobs = createJobRunner({ onChange: (state) => emit('job.changed', state), explain })
  const handlers = allHandlers(jobs, user) as Record<MethodName, AnyHandler>

  const workspace = (): Workspace => open ?? fail('WORKSPACE_NONE')
  const context: EngineContext = {
    workspace,
    currentWorkspace: () => open,
    setWorkspace: (next) => {
      if (open !== null) {
        for (const dispose of disposers) dispose()
        disposers.clear()
      }
      open = next
      useOutputJournal(next === null ? null : next.readOnly ? refusedOutputs : outputJournalOf(next.catalog))
      emit('workspace.changed', workspaceStatus(next))
    },
    emit,
    get user() {
      return open?.person?.name ?? user
    },
    program,
    account: () => undefined,
    onWorkspaceClose: (dispose) => {
      disposers.add(dispose)
    },
  }

  const validated = (method: MethodName, params: unknown): Record<string, unknown> => {
    const schema: z.ZodType = methods[method].request
    const parsed = schema.safeParse(params ?? {})
    if (parsed.success) return parsed.data as Record<string, unknown>
    const issue = parsed.error.issues[0]
    return fail('REQUEST_INVALID', { method, field: issue?.path.join('.') || '(root)', reason: issue?.message ?? '' })
  }

  const call = async (method: string, params: unknown): Promise<unknown> => {
    if (!Object.hasOwn(methods, method)) return fail('METHOD_UNKNOWN', { method })
    const name = method as MethodName
    const handler = handlers[name]
    const request = validated(name, params)
    if (methods[name].kind === 'job') {
      admit(context, name, request)
      const run = (job: JobContext): Promise<unknown> =>
        throughDoor(context, name, request, (inside) => handler(inside, request as never, job))
      const { exclusive } = methods[name].policy
      return { job: jobs.start({ method, subject: subjectOf(request), exclusive, run }) }
    }
    try {
      return await throughDoor(context, name, request, (inside) =>
        handler(inside, request as never, undefined as never),
      )
    } catch (thrown) {
      throw explain(thrown)
    }
  }

  let triedAt = 0
  /** Through the door like any call, so that the log has it; one that fails is a failed job like any other. */
  const backUpIfDue = (): void => {
    if (open === null || open.readOnly || isGone(open.folder)) return
    const { plan, due } = backupSchedule(open)
    const running = jobs.list().some(({ method, state }) => method === 'workspace.backupToStore' && state === 'running')
    // A share that is not there today is not asked for every minute.
    if (plan === null || !due || running || Date.now() - triedAt < retryBackupMs) return
    triedAt = Date.now()
    void call('workspace.backupToStore', { path: plan.path, keep: plan.keep }).catch(() => undefined)
  }
  const timer = scheduled === true ? setInterval(backUpIfDue, lookForBackupMs) : null
  /** What the data bridge dropped: a job only where something new stands whole in the folder. */
  const takeDropped = async (): Promise<void> => {
    if (open === null || open.readOnly || isGone(open.folder)) return
    const running = jobs.list().some(({ method, state }) => method === 'watch.look' && state === 'running')
    if (running || !(await hasDropped(open))) return
    await call('watch.look', {})
  }
  const watchTimer =
    scheduled === true ? setInterval(() => void takeDropped().catch(() => undefined), lookForFilesMs) : null

  return {
    call,
    close: async () => {
      if (timer !== null) clearInterval(timer)
      if (watchTimer !== null) clearInterval(watchTimer)
      await jobs.settle()
      const last = open
      if (last === null) return
      for (const dispose of disposers) dispose()
      disposers.clear()
      open = null
      useOutputJournal(null)
      await last.close()
    },
  }
}
