import { describe, expect, test } from 'vitest'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { readArguments } from './readArguments.ts'

const options = { out: { type: 'string' }, json: { type: 'boolean' } } as const

const said = (args: string[], language: 'vi' | 'en' = 'en'): string => {
  try {
    readArguments(args, options, language)
    return 'read'
  } catch (thrown) {
    const failure = toFailureValue(thrown)
    return `${failure.code}: ${failureMessage(failure, language)}`
  }
}

describe('what the command line cannot read', () => {
  test('an unknown option is named with the nearest one, never in the words of the runtime', () => {
    expect(said(['--ouut', 'x'])).toBe(
      'OPTION_UNKNOWN: This command has no option “--ouut”. Did you mean “--out”? Add --help for its options.',
    )
    expect(said(['--plain'], 'vi')).toBe(
      'OPTION_UNKNOWN: Lệnh này không có tùy chọn “--plain”. Thêm --help để xem các tùy chọn.',
    )
    expect(said(['-x'])).toMatch(/^OPTION_UNKNOWN: .*“-x”/)
  })

  test('a value that is missing, or that is the next option, is asked for', () => {
    expect(said(['--out'])).toMatch(/^OPTION_NEEDS_VALUE: .*“--out”/)
    expect(said(['--out', '--json'])).toMatch(/^OPTION_NEEDS_VALUE: .*“--out”/)
    expect(said(['--json=yes'])).toMatch(/^OPTION_TAKES_NO_VALUE: .*“yes”/)
  })

  test('values that begin with a dash are read after “=”, places after “--”', () => {
    expect(readArguments(['a', '--out=-', '--json', '--', '--b'], options, 'en')).toEqual({
      positionals: ['a', '--b'],
      values: { __proto__: null, out: '-', json: true },
    })
  })
})
