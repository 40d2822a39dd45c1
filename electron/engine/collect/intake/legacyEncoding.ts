// Which eight-bit encoding a file that is not UTF-8 is in. In: an open file. Out: an encoding that can be converted, or null.
// Judged by how well its words read as Vietnamese; where that is not clear the file is refused, never converted on a guess.
import type { FileHandle } from 'node:fs/promises'
import iconv from 'iconv-lite'
import type { TextEncoding } from './textDialect.ts'

const sampleBytes = 262_144

/** A vowel with two marks of Windows-1258: the letters that no Western text has in this order. */
const composedVietnamese = /[ăâêôơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/gi
const strange = /[\u0080-\u009f¢£¤¥¦§¨©ª«¬®¯±²³µ¶·¸¹º»¼½¾¿×÷ßþð]|[a-z][A-ZĂÂÊÔƠƯĐ]/g

export const legacyEncoding = async (file: FileHandle): Promise<TextEncoding | null> => {
  const buffer = Buffer.alloc(sampleBytes)
  const { bytesRead } = await file.read(buffer, 0, sampleBytes, 0)
  const sample = buffer.subarray(0, bytesRead)
  if (sample.includes(0)) return null
  const text = iconv.decode(sample, 'windows1258').normalize('NFC')
  const good = (text.match(composedVietnamese) ?? []).length
  const odd = (text.match(strange) ?? []).length + (text.match(/[\u0300-\u036f]/g) ?? []).length
  return good > 0 && odd * 10 < good ? 'windows-1258' : null
}
