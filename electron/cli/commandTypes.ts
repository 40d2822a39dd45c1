// What a command of the command line is: its words, its options, what it asks of the engine, how its answer reads.
import type { JobMethodName, MethodInput, MethodName, MethodResponse } from '#shared/contract/methods.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'

/** Calls the engine; a job is awaited and its result returned. */
export type Ask = <M extends MethodName>(method: M, input: MethodInput<M>) => Promise<MethodResponse<M>>

export type Arguments = {
  positionals: string[]
  options: Record<string, string | boolean | undefined>
  language: Language
  ask: Ask
  /** The same, with the handle of the job for what is asked of its result. */
  askJob: <M extends JobMethodName>(
    method: M,
    input: MethodInput<M>,
  ) => Promise<{ job: string; result: MethodResponse<M> }>
  /** Opens the workspace named first among the positionals, for writing unless said. */
  openWorkspace: (folder: string, access?: 'write' | 'read') => Promise<void>
  passphrase: () => string | null
  /** --person, or STATDESK_PERSON. */
  person: () => string | undefined
}

export type CommandOption = { name: string; value?: string; help: { vi: string; en: string } }

export type Command = {
  name: string
  /** Positionals as in the usage line: "WORKSPACE FILE…". */
  usage: string
  help: { vi: string; en: string }
  options: CommandOption[]
  /** How many positionals at least and at most. */
  positionals: [number, number]
  /** With a failure the answer stands, and the exit status and stderr tell what is missing from it. */
  run: (args: Arguments) => Promise<{ json: unknown; text: string; failure?: FailureValue }>
}
