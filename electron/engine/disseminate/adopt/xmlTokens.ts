// The tags of an XML text with their places in it, so that a part can be read or replaced and the rest stays byte for byte.
// In: XML. Out: tags by local name, in order. Never a declared entity, never a document type: what Excel writes has neither.

export type XmlTag = {
  /** Without namespace prefix. */
  name: string
  kind: 'open' | 'close' | 'empty'
  attributes: string
  start: number
  end: number
}

const tagPattern = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y

/** Where a comment or an instruction that begins here ends; null: it is neither. One without an end is the rest of the text. */
const endOfAside = (xml: string, at: number): number | null => {
  const closing = xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<?', at) ? '?>' : null
  if (closing === null) return null
  const found = xml.indexOf(closing, at + 2)
  return found < 0 ? xml.length : found + closing.length
}

/** Each character is looked at once, whatever a stranger's file holds. */
export function* xmlTags(xml: string, from = 0): Generator<XmlTag> {
  const pattern = new RegExp(tagPattern)
  for (let at = xml.indexOf('<', from); at >= 0;) {
    const aside = endOfAside(xml, at)
    pattern.lastIndex = at
    const found = aside === null ? pattern.exec(xml) : null
    if (found) {
      const [whole, close, qualified = '', attributes = '', empty] = found
      yield {
        name: qualified.slice(qualified.indexOf(':') + 1),
        kind: close === '/' ? 'close' : empty === '/' ? 'empty' : 'open',
        attributes,
        start: at,
        end: at + whole.length,
      }
    }
    at = xml.indexOf('<', found ? at + found[0].length : (aside ?? at + 1))
  }
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export const decodeXml = (xml: string): string =>
  xml.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : null
      if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : ''
      return named[name ?? ''] ?? whole
    },
  )

export const encodeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

/** The value of an attribute, by its local name. */
export const xmlAttribute = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : decodeXml(value)
}
