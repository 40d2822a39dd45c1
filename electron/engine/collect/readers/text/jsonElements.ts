// Elements of arrays in a JSON text as it streams, each as its own piece of text, with the path of its array. In:
// pieces of text. Out: elements in order. Only the element under way is held; what stands outside arrays of the wanted
// path is passed over.
import { fail } from '#shared/model/failure.ts'

export type JsonElement = { path: string; text: string; line: number }

const elementLimit = 64 * 1_048_576
const depthLimit = 200

type Frame = { array: boolean; path: string; key: string; index: number }

/**
 * Which arrays and root values are wanted: by their path ("$", "$.data", "$[1]"). "" is the sequence of root values.
 */
export async function* jsonElements(
  pieces: AsyncIterable<string>,
  wanted: (path: string) => boolean,
  name: string,
): AsyncGenerator<JsonElement[]> {
  const stack: Frame[] = []
  let inString = false
  let escaped = false
  let stringText = ''
  let lastString = ''
  let line = 1
  /** Depth at which the element under way began; -1: none. */
  let from = -1
  let element = ''
  let elementPath = ''
  let elementLine = 1
  let scalar = false
  let batch: JsonElement[] = []
  const damaged = (reason: string): never => fail('FILE_DAMAGED', { path: name, reason: `${reason} (${line})` })
  const parentPath = (): string => stack.at(-1)?.path ?? ''
  const begin = (letter: string): void => {
    const parent = stack.at(-1)
    if (from < 0 && (parent === undefined || parent.array) && wanted(parentPath())) {
      from = stack.length
      element = ''
      elementPath = parentPath()
      elementLine = line
    }
    scalar = letter !== '{' && letter !== '['
  }
  const end = (): void => {
    if (from === stack.length && from >= 0) {
      batch.push({ path: elementPath, text: element, line: elementLine })
      from = -1
      element = ''
    }
    scalar = false
  }
  const childPath = (): string => {
    const parent = stack.at(-1)
    if (!parent) return '$'
    return parent.array ? `${parent.path}[${parent.index}]` : `${parent.path}.${parent.key}`
  }
  for await (const piece of pieces) {
    let start = 0
    for (let at = 0; at < piece.length; at += 1) {
      const letter = piece[at] ?? ''
      if (inString) {
        if (escaped) escaped = false
        else if (letter === '\\') escaped = true
        else if (letter === '"') {
          inString = false
          if (from < 0) {
            stringText += piece.slice(start, at)
            lastString = stringText
          } else {
            element += piece.slice(start, at + 1)
            start = at + 1
            if (scalar && stack.length === from) end()
          }
        } else if (letter === '\n') line += 1
        continue
      }
      switch (letter) {
        case '"':
          if (from < 0) {
            const parent = stack.at(-1)
            if (parent === undefined || parent.array) begin(letter)
            if (from >= 0) {
              start = at
              scalar = true
            } else {
              start = at + 1
              stringText = ''
            }
          }
          inString = true
          break
        case '{':
        case '[': {
          if (from < 0) {
            begin(letter)
            if (from >= 0) start = at
          }
          const path = from < 0 || from === stack.length ? childPath() : ''
          stack.push({ array: letter === '[', path, key: '', index: 0 })
          if (stack.length > depthLimit) damaged(`> ${depthLimit}`)
          break
        }
        case '}':
        case ']': {
          if (scalar && from === stack.length) {
            element += piece.slice(start, at)
            end()
          }
          const frame = stack.pop()
          if (!frame || frame.array !== (letter === ']')) damaged(letter)
          if (from === stack.length && from >= 0) {
            element += piece.slice(start, at + 1)
            end()
          }
          break
        }
        case ',': {
          if (scalar && from === stack.length) {
            element += piece.slice(start, at)
            end()
          }
          const frame = stack.at(-1)
          if (frame?.array) frame.index += 1
          break
        }
        case ':': {
          const frame = stack.at(-1)
          if (frame && !frame.array && from < 0) frame.key = lastString
          break
        }
        case '\n':
          line += 1
          if (scalar && from === stack.length && stack.length === 0) {
            element += piece.slice(start, at)
            end()
          }
          break
        case ' ':
        case '\t':
        case '\r':
        case '\ufeff':
          break
        default:
          if (from < 0) {
            const parent = stack.at(-1)
            if (parent === undefined || parent.array) {
              begin(letter)
              if (from >= 0) start = at
            }
          }
      }
    }
    if (from >= 0) {
      element += piece.slice(start)
      if (element.length > elementLimit) damaged(`> ${elementLimit}`)
    } else if (inString) stringText += piece.slice(start)
    if (batch.length > 0) {
      yield batch
      batch = []
    }
  }
  if (scalar && from === stack.length && from >= 0) end()
  if (stack.length > 0 || inString) damaged('…')
  if (batch.length > 0) yield batch
}
