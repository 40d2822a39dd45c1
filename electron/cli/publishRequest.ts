// How a table or an indicator is written as a file, and what is told of it once it was. In: arguments, a path. Out:
// request fields, a line.
import { formatBytes } from '#shared/format/number.ts'
import type { WrittenCertificate } from '#shared/contract/responses.ts'
import type { Arguments } from './commandTypes.ts'
import { chosenFormat, chosenOptions, languageOption, stricterOption } from './fileOptions.ts'

export const publishRequest = (args: Arguments, path: string) => ({
  path,
  format: chosenFormat(args, path),
  language: languageOption(args),
  ...stricterOption(args),
  ...chosenOptions(args),
})

export type Written = { path: string; bytes: number; sha256: string; certificate?: WrittenCertificate }

/** Path, size, hash, and how many of the cells were read back equal. */
export const writtenText = ({ path, bytes, sha256, certificate }: Written, args: Arguments): string => {
  const compared = certificate ? `  ${certificate.compared} = ${certificate.cells}` : ''
  return `${path}  ${formatBytes(bytes, args.language)}  sha256 ${sha256}${compared}`
}
