// In which encoding a text is, and the text itself as it streams. In: bytes. Out: an encoding with a confidence, pieces
// of text. UTF-8 and UTF-16 are proved over the whole file; eight-bit encodings are told apart by how well the words
// read. NFC is the caller's.
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { Bytes } from '../bytes.ts'
import { fromTcvn3Bytes, fromVniBytes } from './legacyVietnamese.ts'
import { countSyllables } from './vietnameseSyllables.ts'

export type FoundEncoding = { encoding: string; confidence: number; reason: string; bom: number }

const sampleBytes = 262_144

/** How many bytes at the end of a block begin a letter that the next block ends. */
const openTail = (block: Buffer): number => {
  for (let back = 1; back <= Math.min(3, block.length); back += 1) {
    const byte = block[block.length - back] ?? 0
    if (byte >= 0xc0)
      return byte >= 0xf0 ? (back < 4 ? back : 0) : byte >= 0xe0 ? (back < 3 ? back : 0) : back < 2 ? back : 0
    if (byte < 0x80) return 0
  }
  return 0
}

type Look = { ascii: boolean; utf8: boolean; sample: Buffer; badBlocks: number; blocks: number }

/** All of the bytes: whether they are UTF-8, and up to a bound the lines that hold bytes beyond ASCII. */
const lookThrough = async (bytes: Bytes): Promise<Look> => {
  const kept: Buffer[] = []
  let keptBytes = 0
  let ascii = true
  let blocks = 0
  let badBlocks = 0
  let rest = Buffer.alloc(0)
  for await (const chunk of bytes.stream()) {
    const block = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const tail = openTail(block)
    const whole = block.subarray(0, block.length - tail)
    rest = Buffer.from(block.subarray(block.length - tail))
    blocks += 1
    if (!isUtf8(whole)) badBlocks += 1
    const latin = keptBytes < sampleBytes || ascii ? whole : null
    if (latin === null) continue
    let start = 0
    while (start < whole.length && keptBytes < sampleBytes) {
      let end = whole.indexOf(0x0a, start)
      if (end < 0) end = whole.length
      let odd = -1
      for (let at = start; at < end; at += 1)
        if ((whole[at] ?? 0) >= 0x80) {
          odd = at
          break
        }
      if (odd >= 0) {
        ascii = false
        const part = whole.subarray(start, Math.min(end, start + 4096))
        kept.push(Buffer.from(part), Buffer.from('\n'))
        keptBytes += part.length + 1
      }
      start = end + 1
    }
  }
  if (rest.length > 0) {
    ascii = false
    badBlocks += 1
  }
  return { ascii, utf8: badBlocks === 0, sample: Buffer.concat(kept), badBlocks, blocks }
}

const bomOf = (head: Buffer): FoundEncoding | null => {
  const found = (encoding: string, bom: number): FoundEncoding => ({ encoding, confidence: 1, reason: 'bom', bom })
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return found('utf-8', 3)
  if (head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0) return found('utf-32le', 4)
  if (head[0] === 0xff && head[1] === 0xfe) return found('utf-16le', 2)
  if (head[0] === 0xfe && head[1] === 0xff) return found('utf-16be', 2)
  return null
}

/** UTF-16 without a mark: every other byte of Latin text is zero. */
const wideOf = (head: Buffer): FoundEncoding | null => {
  const pairs = Math.floor(head.length / 2)
  if (pairs < 2) return null
  let evenZero = 0
  let oddZero = 0
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) evenZero += 1
    if (head[at + 1] === 0) oddZero += 1
  }
  const found = (encoding: string): FoundEncoding => ({ encoding, confidence: 0.95, reason: 'zero_bytes', bom: 0 })
  if (oddZero > pairs * 0.4 && evenZero < pairs * 0.02) return found('utf-16le')
  return evenZero > pairs * 0.4 && oddZero < pairs * 0.02 ? found('utf-16be') : null
}

/** Sample bytes that are valid UTF-8 letters, against bytes that are not. */
const mostlyUtf8 = (sample: Buffer): boolean => {
  const text = new TextDecoder('utf-8').decode(sample)
  const bad = (text.match(/\ufffd/g) ?? []).length
  const good = (text.match(/[\u0080-\ufffc]/g) ?? []).length
  return good > 20 * bad
}

/**
 * Letters that Western European text has inside words: é, ü, ñ … beside small letters, never a sign between letters.
 */
const readsWestern = (text: string): number => {
  let good = 0
  let bad = 0
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{S}\u0080-\u00bf]+/gu)) {
    if (!/[\u0080-\uffff]/.test(word)) continue
    const odd = /\p{L}[\u0080-\u00bf×÷]|[\u0080-\u00bf×÷]\p{L}|\p{Ll}\p{Lu}|[ÐÞðþ]/u.test(
      word.replace(/[’‘“”ªº°€–—…]/g, ''),
    )
    if (odd) bad += 1
    else good += 1
  }
  return good + bad === 0 ? 0 : good / (good + bad)
}

const eightBit = (sample: Buffer): FoundEncoding => {
  const latin = sample.toString('latin1')
  const candidates = [
    { encoding: 'windows-1258', text: iconv.decode(sample, 'windows1258').normalize('NFC') },
    { encoding: 'tcvn3', text: fromTcvn3Bytes(latin) },
    { encoding: 'vni', text: fromVniBytes(latin) },
  ].map(({ encoding, text }) => {
    const { fitting, others } = countSyllables(text)
    return { encoding, score: fitting + others === 0 ? 0 : fitting / (fitting + others) }
  })
  const western = iconv.decode(sample, 'windows1252')
  const westernScore = readsWestern(western)
  // Vietnamese words that only happen to be Latin letters ("là", "xã") read in both; Vietnamese must explain more.
  const [best] = candidates.toSorted((a, b) => b.score - a.score)
  const asWestern = countSyllables(western)
  const plain = asWestern.fitting / Math.max(1, asWestern.fitting + asWestern.others)
  if (best && best.score >= 0.6 && best.score > plain + 0.1)
    return { encoding: best.encoding, confidence: Math.min(0.95, best.score), reason: 'words', bom: 0 }
  return { encoding: 'windows-1252', confidence: westernScore > 0.8 ? 0.8 : 0.4, reason: 'words', bom: 0 }
}

export const findEncoding = async (bytes: Bytes): Promise<FoundEncoding> => {
  const head = await bytes.read(0, 4096)
  const certain = bomOf(head)
  const wide = certain ?? wideOf(head)
  if (wide && wide.encoding !== 'utf-8') return wide
  const look = await lookThrough(bytes)
  const bom = certain?.bom ?? 0
  if (look.utf8) return { encoding: 'utf-8', confidence: 1, reason: look.ascii ? 'ascii' : 'valid', bom }
  if (certain || mostlyUtf8(look.sample)) return { encoding: 'utf-8', confidence: 0.7, reason: 'mostly_valid', bom }
  return eightBit(look.sample)
}

/** For texts inside binary formats that name no encoding. */
export const encodingOfTexts = (sample: Buffer): FoundEncoding => {
  if (isUtf8(sample)) return { encoding: 'utf-8', confidence: 1, reason: 'valid', bom: 0 }
  return eightBit(sample)
}

const iconvName = (encoding: string): string => encoding.toLowerCase().replace(/^cp-?(\d+)$/, 'windows$1')

export const isKnownEncoding = (encoding: string): boolean =>
  encoding === 'tcvn3' || encoding === 'vni' || iconv.encodingExists(iconvName(encoding))

/** A converter of whole pieces of bytes (a field of a binary record), in normal form C. */
export const textDecoder = (encoding: string): ((bytes: Buffer) => string) => {
  if (encoding === 'tcvn3') return (bytes) => fromTcvn3Bytes(bytes.toString('latin1'))
  if (encoding === 'vni') return (bytes) => fromVniBytes(bytes.toString('latin1'))
  if (encoding === 'utf-8')
    return (bytes) => {
      // A field of fixed width can cut its last letter in two: what is left of it is no letter.
      const text = bytes.toString('utf8', 0, bytes.length - openTail(bytes))
      return isPlain(text) ? text : text.normalize('NFC')
    }
  const name = iconvName(encoding)
  return (bytes) => iconv.decode(bytes, name, { stripBOM: false }).normalize('NFC')
}

const isPlain = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false
  return true
}

/**
 * The text as it streams, without a byte order mark. Legacy Vietnamese is converted line by line, so no letter is cut
 * in two.
 */
export async function* textOf(bytes: Bytes, encoding: string): AsyncGenerator<string> {
  if (encoding === 'tcvn3' || encoding === 'vni') {
    const convert = encoding === 'tcvn3' ? fromTcvn3Bytes : fromVniBytes
    let rest = ''
    for await (const chunk of bytes.stream()) {
      const text = rest + chunk.toString('latin1')
      const cut = Math.max(text.lastIndexOf('\n'), text.length > 1 << 21 ? text.lastIndexOf(' ') : -1) + 1
      rest = text.slice(cut)
      if (cut > 0) yield convert(text.slice(0, cut))
    }
    if (rest !== '') yield convert(rest)
    return
  }
  const decoder = iconv.getDecoder(iconvName(encoding), { stripBOM: true })
  for await (const chunk of bytes.stream()) {
    const text = decoder.write(chunk)
    if (text !== '') yield text
  }
  const last = decoder.end()
  if (last) yield last
}
