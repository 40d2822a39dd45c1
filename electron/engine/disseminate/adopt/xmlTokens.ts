// The tags of an XML text with their places in it, so that a part can be read or replaced and the rest stays byte for
// byte. In: XML, read by a parser. Out: tags in order, each with the text before it. Malformed XML is said to the
// caller's own failure; never a declared entity, never a document type: what Excel writes has neither.
import { SaxesParser } from 'saxes'

export type XmlTag = {
  /** Without namespace prefix. */
  name: string
  /** As written, with its prefix. */
  qualified: string
  kind: 'open' | 'close' | 'empty'
  /** By their names as written. */
  attributes: Record<string, string>
  start: number
  end: number
  /** Text since the tag before, entities resolved. */
  before: string
}

export type XmlReading = {
  /** A piece of a document: several elements, or text alone. */
  fragment?: boolean
  damaged: (reason: string) => never
}

/** The parser is fed so many code units at once; tags of one feed are handed on before the next. */
const feed = 1 << 16

/** Without the prefix of a namespace. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

export function* xmlTags(xml: string, { fragment = false, damaged }: XmlReading): Generator<XmlTag> {
  const parser = new SaxesParser<{ xmlns: false; fragment: boolean }>({ xmlns: false, fragment })
  let found: XmlTag[] = []
  let before = ''
  const add = (qualified: string, kind: XmlTag['kind'], attributes: Record<string, string>): void => {
    // No "<" can stand inside a tag, so that its place is found from its end.
    const end = parser.position
    const start = xml.lastIndexOf('<', end - 1)
    if (start < 0 || xml[end - 1] !== '>') damaged(`place of ${qualified}`)
    found.push({ name: localName(qualified), qualified, kind, attributes, start, end, before })
    before = ''
  }
  parser.on('error', (error) => damaged(error.message))
  parser.on('doctype', () => damaged('document type'))
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => add(name, isSelfClosing ? 'empty' : 'open', attributes))
  parser.on('closetag', ({ name, isSelfClosing }) => {
    if (!isSelfClosing) add(name, 'close', {})
  })
  const text = (piece: string): void => {
    before += piece
  }
  parser.on('text', text)
  parser.on('cdata', text)
  for (let at = 0; at < xml.length; at += feed) {
    parser.write(xml.slice(at, at + feed))
    yield* found
    found = []
  }
  parser.close()
  yield* found
}

export const encodeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

/** The value of an attribute, by its local name; where several have it, of the one without prefix. */
export const xmlAttribute = (attributes: Record<string, string>, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === name)?.[1]

/** Attributes as they stand in a tag. */
export const attributesXml = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${encodeXml(value).replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)}"`)
    .join('')
