// An engine with an encrypted workspace of one administrator, Lan, asked as a window asks it. In: nothing. Out: ask,
// codeOf, open, log. Never the cost of a real guess: that is proved elsewhere, and here many are made.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createEngine } from '#engine/engine.ts'
import { guessCost } from '#engine/workspace/files/workspaceKeys.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { Leave } from '#shared/model/person.ts'

export const passphrases = {
  lan: 'con bò lạc vào chợ phiên',
  minh: 'đồng hồ treo ngược trên tường',
  hoa: 'bảy quả bí ngô dưới ao sen',
  sealed: 'giếng làng cạn nước mùa hè',
}
export const writtenReason = 'Theo quyết định số 7'

export type LogEntry = { action: string; user: string; subject: string; reason: string; records: number }

export const personsEngine = async () => {
  const cost = { ...guessCost }
  guessCost.N = 2 ** 14
  const base = mkdtempSync(join(tmpdir(), 'statdesk-persons-'))
  const folder = join(base, 'w')
  const states: Record<string, { state: string }> = {}
  const engine = createEngine({
    program: 'StatDesk test',
    user: 'lan-pc',
    emit: (event, payload) => {
      if (event === 'job.changed') states[(payload as { id: string }).id] = payload as never
    },
  })
  const ask = async (method: string, request: object = {}): Promise<unknown> => {
    const answer = (await engine.call(method, request)) as { job?: string } | null
    const id = answer?.job
    if (id === undefined) return answer
    await expect.poll(() => states[id]?.state, { timeout: 30_000 }).toMatch(/done|failed/)
    return engine.call('jobs.result', { job: id })
  }
  const codeOf = async (method: string, request: object = {}): Promise<string> => {
    try {
      await ask(method, request)
      return ''
    } catch (thrown) {
      const { code, detail } = toFailureValue(thrown)
      return code === 'UNEXPECTED' ? `${code} ${detail}` : code
    }
  }
  await ask('workspace.create', { path: folder, name: 'w', passphrase: passphrases.lan, person: 'Lan' })
  return {
    base,
    folder,
    ask,
    codeOf,
    open: (person: string, passphrase: string, rest: object = {}) =>
      codeOf('workspace.open', { path: folder, passphrase, person, ...rest }),
    log: async (): Promise<LogEntry[]> =>
      ((await ask('audit.list', { limit: 200 })) as { entries: LogEntry[] }).entries,
    /** Leave for an act, given at the same desk by another. */
    give: async (method: string, request: object, person: string, passphrase: string): Promise<string> => {
      const { id } = (await ask('leaves.ask', { method, request, reason: writtenReason })) as Leave
      return codeOf('leaves.decide', { leave: id, grant: true, note: writtenReason, by: { person, passphrase } })
    },
    close: async (): Promise<void> => {
      await engine.close()
      Object.assign(guessCost, cost)
      rmSync(base, { recursive: true, force: true })
    },
  }
}
export type PersonsEngine = Awaited<ReturnType<typeof personsEngine>>
