// The runs of one string, read and written by their tags: their text, other words in them, another prefix. In: XML of
// runs. Out: text or XML. Never a font or a phonetic reading changed.
import { fail } from '#shared/model/failure.ts'
import { attributesXml, encodeXml, xmlTags } from './xmlTokens.ts'
import type { XmlTag } from './xmlTokens.ts'

/** It stood in a part that was well formed. */
const tagsOf = (xml: string): XmlTag[] => [
  ...xmlTags(xml, { fragment: true, damaged: (reason) => fail('UNEXPECTED', {}, `runs: ${reason}`) }),
]

/** The joined text of the runs of one string. */
export const runText = (xml: string): string => {
  let text = ''
  let phonetic = false
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'rPh') phonetic = tag.kind === 'open'
    else if (tag.name === 't' && tag.kind === 'close' && !phonetic) text += tag.before
  }
  return text
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll('\r\n', '\n')
}

/** The same runs with other words or under another prefix. */
export const rewriteRuns = (
  xml: string,
  { words = (text) => text, prefix }: { words?: (text: string) => string; prefix?: string },
): string =>
  tagsOf(xml)
    .map((tag) => {
      const name = prefix === undefined ? tag.qualified : `${prefix}${tag.name}`
      const text = encodeXml(tag.name === 't' && tag.kind === 'close' ? words(tag.before) : tag.before)
      if (tag.kind === 'close') return `${text}</${name}>`
      return `${text}<${name}${attributesXml(tag.attributes)}${tag.kind === 'empty' ? '/' : ''}>`
    })
    .join('')
