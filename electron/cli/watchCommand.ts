// The watched folder on the command line: takes in what is dropped until it is stopped, or once. In: workspace, folder.
// Out: a line a file. Each file once, when it is whole; what fails is set aside with its reason, and makes the exit
// status tell.
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { WatchEntry, WatchOutcome } from '#shared/contract/watch.ts'
import { fail } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import type { Arguments, Command } from './commandTypes.ts'

/** A file has to stand still between two looks: see the engine. */
const betweenLooksMs = 2200
const looksForWhole = 10

const words: Record<WatchOutcome, Bilingual> = {
  taken: bilingual('đã nhận', 'taken in'),
  unchanged: bilingual('đã nhận trước đây', 'taken in before'),
  failed: bilingual('KHÔNG NHẬN', 'NOT TAKEN IN'),
}

const line = ({ file, outcome, delivery, failure, aside }: WatchEntry, language: Language): string => {
  const why = failure
    ? failureMessage({ code: failure.code as FailureValue['code'], facts: failure.facts }, language)
    : ''
  const parts = [words[outcome][language], delivery === null ? '' : `#${delivery}`, why, aside ?? '']
  return `${file}: ${parts.filter((part) => part !== '').join(' · ')}`
}

const failureOf = (entries: readonly WatchEntry[], waiting: readonly string[]): FailureValue | undefined => {
  const failed = [...entries.filter((e) => e.outcome === 'failed').map((e) => e.file), ...waiting]
  if (failed.length === 0) return undefined
  const files = entries.length + waiting.length
  return { code: 'FILES_NOT_TAKEN', facts: { failed: failed.length, files, names: failed.slice(0, 8).join(', ') } }
}

const run = async (args: Arguments): Promise<{ json: unknown; text: string; failure?: FailureValue }> => {
  const [workspace = '', folder] = args.positionals
  const suggest = args.options['suggest'] === true
  const off = args.options['off'] === true
  await args.openWorkspace(workspace)
  if (args.options['log'] === true || off) {
    const state = off ? await args.ask('watch.set', { path: null }) : await args.ask('watch.state', {})
    return { json: state, text: state.log.map((entry) => `${entry.at} ${line(entry, args.language)}`).join('\n') }
  }
  if (args.options['set'] === true) {
    const path = resolve(folder ?? fail('USAGE', { reason: 'watch WORKSPACE FOLDER --set' }))
    const state = await args.ask('watch.set', { path, suggest })
    return { json: state, text: state.folder?.path ?? '' }
  }
  const asked = folder === undefined ? {} : { path: resolve(folder), suggest }
  const entries: WatchEntry[] = []
  let waiting: string[] = []
  const once = args.options['once'] === true
  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const most = once ? looksForWhole : Number.POSITIVE_INFINITY
  for (let looks = 0; looks < most && !stopping.signal.aborted; looks += 1) {
    const look = await args.ask('watch.look', asked)
    waiting = look.waiting
    entries.push(...look.entries)
    if (!once) for (const entry of look.entries) process.stderr.write(`${line(entry, args.language)}\n`)
    if (once && waiting.length === 0) break
    await pause(betweenLooksMs, undefined, { signal: stopping.signal }).catch(() => undefined)
  }
  const failure = failureOf(entries, once ? waiting : [])
  const late = waiting.map((file) => `${file}: ${args.language === 'vi' ? 'chưa ghi xong' : 'not whole yet'}`)
  const text = [...entries.map((entry) => line(entry, args.language)), ...late].join('\n')
  return { json: { entries, waiting }, text, ...(failure ? { failure } : {}) }
}

export const watchCommand: Command = {
  name: 'watch',
  usage: 'WORKSPACE [FOLDER]',
  help: {
    vi: 'Theo dõi thư mục: nhận tệp mới khi đã ghi xong, mỗi tệp một lần, tới khi dừng (Ctrl+C)',
    en: 'Watch a folder: takes in new files once they are whole, each once, until stopped (Ctrl+C)',
  },
  options: [
    { name: 'once', help: { vi: 'một lần rồi thôi', en: 'once, then end' } },
    {
      name: 'suggest',
      help: { vi: 'nhận cả tệp chưa có mẫu, theo đề xuất', en: 'files of no known layout too, as they suggest' },
    },
    { name: 'set', help: { vi: 'đặt thư mục cho cửa sổ theo dõi', en: 'let the window watch this folder' } },
    { name: 'off', help: { vi: 'thôi theo dõi', en: 'no longer watch' } },
    { name: 'log', help: { vi: 'nhật ký các tệp', en: 'what became of each file' } },
  ],
  positionals: [1, 2],
  run,
}
