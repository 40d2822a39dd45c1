// A PX file read by its syntax alone, apart from the writer, so that one checks the other. In: a path. Out: keywords
// with their language, names and values, then the figures one by one. Never a guess: what the syntax does not allow is
// an error with its place.
import { createReadStream } from 'node:fs'

export type PxKeyword = {
  keyword: string
  language: string | null
  names: string[]
  /** Quoted items in order; for TIMEVAL without its TLIST. */ items: string[]
  /** What stands unquoted: YES, 2, TLIST(A1). */ word: string
}
export type PxFile = { keywords: PxKeyword[]; data: AsyncGenerator<string>; longestLine: number }

const problem = (what: string): never => {
  throw new Error(`PX: ${what}`)
}

const parseKeyword = (text: string): PxKeyword => {
  const head = /^\s*([A-Za-z][A-Za-z0-9_-]*)(?:\[([^\]\s;="[]+)\])?(?:\(((?:"[^"]*"(?:,\s*"[^"]*")*))\))?=/.exec(text)
  if (!head) return problem(`no keyword at “${text.slice(0, 60).trim()}”`)
  const names = head[3] === undefined ? [] : [...head[3].matchAll(/"([^"]*)"/g)].map((m) => m[1] ?? '')
  const rest = text.slice(head[0].length)
  const items: string[] = []
  let word = ''
  let at = 0
  let separated = true
  while (at < rest.length) {
    const letter = rest[at] ?? ''
    if (letter === '"') {
      const end = rest.indexOf('"', at + 1)
      if (end < 0) return problem(`${head[1]}: no closing quotation mark`)
      const part = rest.slice(at + 1, end)
      // Texts side by side without a comma are one text on several lines.
      if (separated) items.push(part)
      else items[items.length - 1] = `${items.at(-1) ?? ''}${part}`
      separated = false
      at = end + 1
    } else if (letter === ',') {
      if (separated && items.length === 0 && word === '') return problem(`${head[1]}: a comma before the first item`)
      separated = true
      at += 1
    } else if (/\s/.test(letter)) at += 1
    else {
      const token = /^[^",\s]+/.exec(rest.slice(at))?.[0] ?? ''
      word += token
      separated = false
      at += token.length
    }
  }
  return { keyword: head[1] ?? '', language: head[2] ?? null, names, items, word }
}

/** The figures of DATA: numbers and quoted symbols, up to the semicolon. */
async function* dataOf(first: string, chunks: AsyncIterator<string>): AsyncGenerator<string> {
  let text = first
  let more = true
  while (more) {
    const next = await chunks.next()
    more = next.done !== true
    if (next.done !== true) text += next.value
    const end = more ? Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n')) : text.length
    if (end <= 0) continue
    for (const token of text.slice(0, end).split(/\s+/)) {
      if (token === '' || token === ';') continue
      const bare = token.replace(/;$/, '')
      if (!/^("(\.{1,6}|-)"|-?\d+(\.\d+)?)$/.test(bare) || /^-0(\.0+)?$/.test(bare) || /^-?0\d/.test(bare))
        problem(`“${bare}” is no figure`)
      yield bare
    }
    text = text.slice(end)
  }
}

export const readPx = async (path: string): Promise<PxFile> => {
  const chunks = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })[
    Symbol.asyncIterator
  ]() as AsyncIterator<string>
  const keywords: PxKeyword[] = []
  let longestLine = 0
  let text = ''
  let at = 0
  let start = 0
  let inText = false
  let line = 0
  for (;;) {
    if (at >= text.length) {
      const next = await chunks.next()
      if (next.done === true) return problem('there is no DATA')
      text = text.slice(start) + next.value
      at -= start
      start = 0
    }
    const letter = text[at]
    line = letter === '\n' ? 0 : line + 1
    longestLine = Math.max(longestLine, line)
    if (letter === '"') inText = !inText
    else if (letter === ';' && !inText) {
      keywords.push(parseKeyword(text.slice(start, at)))
      start = at + 1
    } else if (letter === '=' && !inText && text.slice(start, at).trim() === 'DATA') {
      return { keywords, data: dataOf(text.slice(at + 1), chunks), longestLine }
    }
    at += 1
  }
}
