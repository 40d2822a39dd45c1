// Which eight-bit encoding a file that is not UTF-8 is in. In: an open file. Out: an encoding that can be converted, or
// null. Judged by how well its words read as Vietnamese; where that is not clear the file is refused, never converted
// on a guess.
import type { FileHandle } from 'node:fs/promises'
import { encodingOfTexts } from '#engine/collect/readers/text/encodings.ts'
import type { TextEncoding } from './textDialect.ts'

const sampleBytes = 1_048_576
const convertible: readonly TextEncoding[] = ['windows-1258', 'tcvn3', 'vni']

/** Only the lines that hold letters beyond ASCII say anything. */
const tellingLines = (sample: Buffer): Buffer => {
  const lines: Buffer[] = []
  for (let start = 0; start < sample.length;) {
    const found = sample.indexOf(0x0a, start)
    const end = found < 0 ? sample.length : found + 1
    const line = sample.subarray(start, end)
    if (line.some((byte) => byte >= 0x80)) lines.push(line)
    start = end
  }
  return Buffer.concat(lines)
}

export const legacyEncoding = async (file: FileHandle): Promise<TextEncoding | null> => {
  const buffer = Buffer.alloc(sampleBytes)
  const { bytesRead } = await file.read(buffer, 0, sampleBytes, 0)
  const sample = tellingLines(buffer.subarray(0, bytesRead))
  if (sample.length === 0 || sample.includes(0)) return null
  const { encoding } = encodingOfTexts(sample)
  return convertible.find((known) => known === encoding) ?? null
}
