// Tags of a stranger's XML: found in order with their places, whatever stands around them, and refused where it is not
// well formed.
import { expect, it } from 'vitest'
import { attributesXml, xmlAttribute, xmlTags } from './xmlTokens.ts'

const damaged = (reason: string): never => {
  throw new Error(`damaged: ${reason}`)
}
const tags = (xml: string, fragment = false) => [...xmlTags(xml, { fragment, damaged })]
const names = (xml: string): string[] => tags(xml).map((t) => `${t.kind} ${t.name} ${t.start}-${t.end}`)

it('finds tags between comments, instructions and text, with their places', () => {
  const xml = '<?xml version="1.0"?><a:r x="1>2"><!-- <no/> --><c r=\'A1\'/>t</a:r>'
  expect(names(xml)).toEqual(['open r 21-34', 'empty c 48-59', 'close r 60-66'])
  expect(tags(xml).map((t) => t.qualified)).toEqual(['a:r', 'c', 'a:r'])
  expect(tags(xml)[0]?.attributes).toEqual({ x: '1>2' })
})

it('hands on the text before a tag: entities resolved, marked sections as they are', () => {
  const xml = '<si><t xml:space="preserve"> a &amp; &#x1EC7; </t><t><![CDATA[<b> & ]]>c</t></si>'
  expect(tags(xml).map((t) => t.before)).toEqual(['', '', ' a & ệ ', '', '<b> & c', ''])
})

it('a fragment may hold several elements, or text alone', () => {
  expect(tags('<r><t>a</t></r><r><t>b</t></r>', true).map((t) => t.before)).toEqual(['', '', 'a', '', '', '', 'b', ''])
  expect(tags('text', true)).toEqual([])
})

it('places hold over many feeds, surrogates, line ends and a byte order mark', () => {
  for (const shift of [0, 1, 2, 3]) {
    const cells = Array.from({ length: 9000 }, (_, i) => `<c r="A${i}" t='s'>\r\n<v>🙂 ệ&lt;${i}</v></c >`)
    const xml = `${' '.repeat(shift)}<row>${cells.join('')}</row>`
    const found = tags(xml)
    expect(found).toHaveLength(2 + 4 * 9000)
    const wrong = found.filter(({ start, end, name, kind }) => {
      const text = xml.slice(start, end)
      return !text.startsWith(kind === 'close' ? `</${name}` : `<${name}`) || text.indexOf('>') !== text.length - 1
    })
    expect(wrong).toEqual([])
    expect(found.filter((t) => t.name === 'v' && t.kind === 'close').map((t) => t.before)).toEqual(
      cells.map((_, i) => `🙂 ệ<${i}`),
    )
  }
  const marked = '\ufeff<a><b/></a>'
  expect(tags(marked).map((t) => marked.slice(t.start, t.end))).toEqual(['<a>', '<b/>', '</a>'])
})

it.each([
  ['a tag that is not closed', '<a><b></a>'],
  ['an end without a beginning', '<a></a></b>'],
  ['a text cut off', '<a><b x="1'],
  ['a sign that is no markup', '<a>1 < 2</a>'],
  ['an attribute without its quotation marks', '<a b=1/>'],
  ['one attribute twice', '<a b="1" b="2"/>'],
  ['an entity that nobody declared', '<a>&other;</a>'],
  ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['a comment that never ends', '<a><!-- never'],
  ['no XML', 'PK\u0003\u0004'],
  ['nothing', ''],
])('%s is damage, never a guess', (_name, xml) => {
  expect(() => tags(xml)).toThrow(/^damaged/)
})

it.each([
  ['comments that begin and never end', `<a>${'<!--'.repeat(500_000)}`],
  ['comments that end', `<a>${'<!--x-->'.repeat(300_000)}</a>`],
  ['tags that never end', '<a '.repeat(700_000)],
  ['one tag of spaces', `<a${' '.repeat(2_000_000)}/>`],
  ['attributes that never end', '<a b="'.repeat(300_000)],
  ['elements within elements', '<a>'.repeat(300_000)],
])('is linear over %s', (_name, xml) => {
  const started = performance.now()
  try {
    tags(xml)
  } catch (thrown) {
    expect(String(thrown)).toContain('damaged')
  }
  // Two megabytes: milliseconds when linear, hours when not.
  expect(performance.now() - started).toBeLessThan(5_000)
})

it('attributes are found by their local name and written as they were meant', () => {
  const [tag] = tags('<c x:id="7" id="8" n="a&quot;&lt;&#10;b"/>')
  expect([xmlAttribute(tag?.attributes ?? {}, 'id'), xmlAttribute({ 'r:id': '7' }, 'id')]).toEqual(['8', '7'])
  expect(tags(`<c${attributesXml(tag?.attributes ?? {})}/>`)[0]?.attributes).toEqual(tag?.attributes)
})
