// The command line: one command, one process, the engine inside it. In: argv. Out: text or JSON on stdout, exit status
// 0; a failure goes to stderr with its stable code, status 1, and the workspace is as it was.
import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { methods } from '#shared/contract/methods.ts'
import type { JobMethodName, MethodInput, MethodName, MethodResponse } from '#shared/contract/methods.ts'
import { didYouMean } from '#shared/expression/suggest.ts'
import { stringifyExact } from '#shared/model/exact.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { Language } from '#shared/model/text.ts'
import { createEngine } from '#engine/engine.ts'
import { program } from '../host/version.ts'
import { batchCommands } from './batchCommand.ts'
import type { Arguments } from './commandTypes.ts'
import { compareCommands } from './compareCommand.ts'
import { adoptCommand } from './adoptCommand.ts'
import { dataCommands } from './dataCommands.ts'
import { linkCommands } from './linkCommand.ts'
import { helpText } from './help.ts'
import { firstLine } from './firstLine.ts'
import { layoutCommand } from './layoutCommand.ts'
import { outputCommands } from './outputCommands.ts'
import { packageCommand } from './packageCommand.ts'
import { leaveCommand, peopleCommand } from './peopleCommand.ts'
import { retentionCommands } from './retentionCommand.ts'
import { qualityCommand } from './qualityCommand.ts'
import { rulesCommand } from './rulesCommand.ts'
import { protectCommand } from './protectCommand.ts'
import { createProgressLine } from './progressLine.ts'
import { readArguments } from './readArguments.ts'

const commands = [
  ...dataCommands,
  ...outputCommands,
  ...compareCommands,
  ...batchCommands,
  ...linkCommands,
  adoptCommand,
  layoutCommand,
  protectCommand,
  rulesCommand,
  qualityCommand,
  ...retentionCommands,
  packageCommand,
  peopleCommand,
  leaveCommand,
]
const commonOptions = {
  json: { type: 'boolean' },
  language: { type: 'string' },
  'passphrase-file': { type: 'string' },
  person: { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const argv = process.argv.slice(2)
const language: Language = argv.includes('--language=en') || argv[argv.indexOf('--language') + 1] === 'en' ? 'en' : 'vi'

const readPassphrase = (file: string | undefined): string | null =>
  file === undefined ? (process.env['STATDESK_PASSPHRASE'] ?? null) : firstLine(file)

// Whoever reads has gone, as `head` does: nothing more is to be said, and nothing was wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

/** A pipe takes its time: exiting before it drained would cut a long answer. */
const print = (stream: NodeJS.WriteStream, line: string): Promise<void> =>
  new Promise((done) => stream.write(`${line}\n`, () => done()))

const main = async (): Promise<void> => {
  const name = argv[0]
  const command = commands.find((c) => c.name === name)
  if (!command) {
    // An option before the command would do nothing and look like success.
    if (name !== undefined && !['help', '--help', '-h'].includes(name))
      fail('COMMAND_UNKNOWN', {
        command: name,
        nearest: didYouMean(
          name,
          commands.map((c) => c.name),
        )[language],
      })
    return print(process.stdout, helpText(commands, language, argv[1]))
  }
  const options = {
    ...commonOptions,
    ...Object.fromEntries(
      command.options.map((o) => [o.name, { type: o.value ? ('string' as const) : ('boolean' as const) }]),
    ),
  }
  const { values, positionals } = readArguments(argv.slice(1), options, language)
  if (values['help']) {
    return print(process.stdout, helpText(commands, language, name))
  }
  const [least, most] = command.positionals
  if (positionals.length < least || positionals.length > most)
    fail('USAGE', { reason: `statdesk ${command.name} ${command.usage}` })
  const json = values['json'] === true

  const progress = createProgressLine(!json && values['quiet'] !== true && process.stderr.isTTY)
  const waiting = new Map<string, (state: JobState) => void>()
  const ended = new Map<string, JobState>()
  let running: string | null = null
  const engine = createEngine({
    program,
    user: userInfo().username,
    emit(event, payload) {
      if (event !== 'job.changed') return
      const state = payload as JobState
      progress.show(state)
      if (state.state !== 'done' && state.state !== 'failed' && state.state !== 'cancelled') return
      ended.set(state.id, state)
      waiting.get(state.id)?.(state)
    },
  })
  process.on('SIGINT', () => {
    if (running === null) process.exit(130)
    void engine.call('jobs.cancel', { job: running })
  })

  const askJob = async <M extends JobMethodName>(
    method: M,
    input: MethodInput<M>,
  ): Promise<{ job: string; result: MethodResponse<M> }> => {
    const { job } = (await engine.call(method, input)) as { job: string }
    running = job
    const state = ended.get(job) ?? (await new Promise<JobState>((done) => waiting.set(job, done)))
    running = null
    progress.clear()
    if (state.failure) fail(state.failure.code as Parameters<typeof fail>[0], state.failure.facts, state.failure.detail)
    if (state.state === 'cancelled') fail('CANCELLED')
    return { job, result: (await engine.call('jobs.result', { job })) as MethodResponse<M> }
  }
  const isJob = (method: MethodName): method is JobMethodName => methods[method].kind === 'job'
  const ask = async <M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodResponse<M>> => {
    const answer: unknown = isJob(method)
      ? (await askJob(method, input as MethodInput<JobMethodName>)).result
      : await engine.call(method, input)
    return answer as MethodResponse<M>
  }
  const passphrase = () =>
    readPassphrase(typeof values['passphrase-file'] === 'string' ? values['passphrase-file'] : undefined)
  /** Who signs in; from the environment where no option says it, beside the passphrase. */
  const person = (): string | undefined =>
    typeof values['person'] === 'string' ? values['person'] : process.env['STATDESK_PERSON']
  const args: Arguments = {
    positionals,
    options: values,
    language,
    ask,
    askJob,
    passphrase,
    person,
    openWorkspace: async (folder, access = 'write') => {
      const open = (readOnly: boolean) =>
        ask('workspace.open', {
          path: resolve(folder),
          passphrase: passphrase(),
          readOnly,
          ...(person() === undefined ? {} : { person: person() }),
        })
      // A command that only reads brings a workspace of an earlier version up to date, as the window does.
      await open(access === 'read').catch((thrown: unknown) => {
        if (toFailureValue(thrown).code !== 'WORKSPACE_OLDER') throw thrown
        return open(false)
      })
    },
  }
  try {
    const answer = await command.run(args)
    await print(process.stdout, json ? stringifyExact(answer.json) : answer.text)
    if (answer.failure) await report(answer.failure)
  } finally {
    progress.clear()
    await engine.close()
  }
}

const report = async (failure: FailureValue): Promise<void> => {
  const text = argv.includes('--json')
    ? stringifyExact({ ...failure, message: failureMessage(failure, language) })
    : `${failure.code}: ${failureMessage(failure, language)}${failure.code === 'UNEXPECTED' && failure.detail ? `\n${failure.detail}` : ''}`
  await print(process.stderr, text)
  process.exitCode = 1
}

try {
  await main()
} catch (thrown) {
  await report(toFailureValue(thrown))
}
process.exit()
