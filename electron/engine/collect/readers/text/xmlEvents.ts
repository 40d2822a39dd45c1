// XML as it streams: opened and closed elements and their text, to handlers. In: bytes. Out: calls, one piece of the
// file at a time. A document type with entities of its own is refused: nothing is expanded, nothing is fetched.
import { SaxesParser } from 'saxes'
import type { SaxesTagPlain } from 'saxes'
import { fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'
import { isKnownEncoding, textOf } from './encodings.ts'

export type XmlHandlers = {
  open: (name: string, attributes: Record<string, string>) => void
  close: (name: string) => void
  text: (text: string) => void
}

/** Without the prefix of a namespace. */
export const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const depthLimit = 500

export const xmlEncoding = async (bytes: Bytes): Promise<string> => {
  const head = await bytes.read(0, 512)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le'
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be'
  const declared = /^[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head.toString('latin1'))?.[1]?.toLowerCase()
  return declared !== undefined && !declared.startsWith('utf-16') && isKnownEncoding(declared) ? declared : 'utf-8'
}

/** Ends of pieces are where a caller may take out what the handlers gathered. */
export async function* xmlPieces(bytes: Bytes, handlers: XmlHandlers, encoding?: string): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false; fragment: false }>({ xmlns: false, fragment: false })
  let depth = 0
  const failed = (reason: string): never => fail('FILE_DAMAGED', { path: bytes.name, reason })
  parser.on('error', (error) => failed(error.message))
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) fail('XML_ENTITIES', { path: bytes.name })
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1
    if (depth > depthLimit) failed(`> ${depthLimit}`)
    handlers.open(tag.name, tag.attributes)
  })
  parser.on('closetag', (tag: SaxesTagPlain) => {
    depth -= 1
    handlers.close(tag.name)
  })
  parser.on('text', handlers.text)
  parser.on('cdata', handlers.text)
  for await (const piece of textOf(bytes, encoding ?? (await xmlEncoding(bytes)))) {
    parser.write(piece)
    yield
  }
  parser.close()
  yield
}

/** All of a small document. */
export const readXml = async (bytes: Bytes, handlers: XmlHandlers): Promise<void> => {
  for await (const _ of xmlPieces(bytes, handlers));
}
