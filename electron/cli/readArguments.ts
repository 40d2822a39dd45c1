// The words after a command → its options and places. In: the words, the options it knows. Out: values and positionals.
// What it does not know is named in our words, with the nearest it does; nothing is passed over, no message of the
// runtime shown.
import { parseArgs } from 'node:util'
import { didYouMean } from '#shared/expression/suggest.ts'
import { fail } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'

export type KnownOptions = Readonly<Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>>

export type ReadArguments = {
  positionals: string[]
  values: Record<string, string | boolean | undefined>
}

/** Fails USAGE, naming the option that is unknown, or that needs a value, or that takes none. */
export const readArguments = (args: readonly string[], options: KnownOptions, language: Language): ReadArguments => {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: { ...options },
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const known = options[token.name]
    if (!known)
      return fail('OPTION_UNKNOWN', {
        option: token.rawName,
        nearest: didYouMean(
          token.rawName,
          Object.keys(options).map((name) => `--${name}`),
        )[language],
      })
    // A value that begins with a dash is the next option, mistaken for a value, unless it is written with “=”.
    const swallowed = token.value?.startsWith('-') === true && !token.inlineValue
    if (known.type === 'string' && (token.value === undefined || swallowed))
      return fail('OPTION_NEEDS_VALUE', { option: token.rawName })
    if (known.type === 'boolean' && token.value !== undefined)
      return fail('OPTION_TAKES_NO_VALUE', { option: token.rawName, value: token.value })
  }
  return { positionals, values: values as ReadArguments['values'] }
}
