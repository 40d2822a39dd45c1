// Who signs, on the command line: whoever signed in, with the passphrase they opened with, or another who gives theirs
// in a file. In: arguments. Out: the signature of a request. Never a passphrase from the arguments.
import type { z } from 'zod'
import type { signatureSchema } from '#shared/contract/signature.ts'
import type { Arguments, CommandOption } from './commandTypes.ts'
import { optionText } from './fileOptions.ts'
import { firstLine } from './firstLine.ts'

export const signatureOptions: CommandOption[] = [
  {
    name: 'by',
    value: 'NAME',
    help: { vi: 'người ký, nếu không phải người đang mở', en: 'who signs, where it is not whoever opened' },
  },
  {
    name: 'by-passphrase-file',
    value: 'FILE',
    help: { vi: 'mật khẩu của người ký, ở dòng đầu của tệp', en: 'passphrase of who signs, on the first line of FILE' },
  },
]

export const signatureOf = (args: Arguments): z.input<typeof signatureSchema> => {
  const person = optionText(args, 'by')
  const file = optionText(args, 'by-passphrase-file')
  const own = person === undefined ? args.passphrase() : null
  const passphrase = file === undefined ? own : firstLine(file)
  return { ...(person === undefined ? {} : { person }), ...(passphrase === null ? {} : { passphrase }) }
}
