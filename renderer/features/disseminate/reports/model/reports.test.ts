import { describe, expect, it } from 'vitest'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import {
  blockTypes,
  changeBlock,
  insertBlock,
  moveBlock,
  newBlock,
  newFigure,
  newReport,
  removeBlock,
} from './blocks.ts'
import { withoutNote } from './footnotes.ts'
import { pagesOf, previewPage, rowWidth, rowsHeight } from './previewPage.ts'

const sources = { tables: [{ from: 'table' as const, id: 't1' }], charts: ['c1'], maps: ['m1'] }
const full = blockTypes.reduce(
  (report, type) => insertBlock(report, report.blocks.length, newBlock(type, sources)!),
  newReport('r'),
)
const kinds = (r: typeof full) => r.blocks.map((b) => b.type).join(' ')

describe('blocks of a report', () => {
  it('makes valid blocks of every type, and none where nothing could be shown', () => {
    expect(reportDefinitionSchema.safeParse(full).success).toBe(true)
    expect(newBlock('table', { tables: [], charts: [], maps: [] })).toBeNull()
    expect(newBlock('chart', { tables: [], charts: [], maps: [] })).toBeNull()
  })
  it('moves within its ends', () => {
    expect(kinds(moveBlock(full, 4, 0))).toBe(
      'table heading heading paragraph panel chart map contents section page_break',
    )
    expect(kinds(moveBlock(full, 0, 9))).toBe(
      'heading paragraph panel table chart map contents section page_break heading',
    )
    expect(moveBlock(full, 0, -1)).toBe(full)
    expect(moveBlock(full, 9, 10)).toBe(full)
  })
  it('removes and changes one, and never the last', () => {
    const one = full.blocks.slice(1).reduce((r) => removeBlock(r, 0), full)
    expect(one.blocks).toEqual([{ type: 'page_break' }])
    expect(removeBlock(one, 0)).toBe(one)
    expect(changeBlock(one, 0, { type: 'heading', text: { vi: 'a', en: 'b' }, level: 2 }).blocks[0]).toEqual({
      type: 'heading',
      text: { vi: 'a', en: 'b' },
      level: 2,
    })
  })
})

describe('preview page', () => {
  it('lets every style of the document pass the policy and changes nothing else of it', () => {
    const html =
      '<!doctype html><html><head><title>x</title><style>a{}</style></head><body><svg><style>b{}</style></svg><p>styled</p></body></html>'
    const page = previewPage(html, { nonce: 'abc', desk: '#ccc' })
    expect(page.match(/<style nonce="abc">/g)).toHaveLength(3)
    expect(page).not.toMatch(/<style>/)
    expect(page).toContain('305mm 100% repeat-x')
    expect(page).toContain('.pages{overflow:visible}')
    expect(page.replace(/<style nonce="abc">@media screen[\s\S]*?<\/style>/, '').replaceAll(' nonce="abc"', '')).toBe(
      html,
    )
    expect(previewPage(html, { nonce: undefined, desk: '#ccc' })).not.toContain('nonce')
  })
})

describe('rows of pages', () => {
  it('are as high as their paper and as long as they have pages', () => {
    const sheets = '<div class="sheet portrait"></div><div class="sheet landscape"></div>'
    expect(rowsHeight(sheets) - rowsHeight('<div class="sheet portrait"></div>')).toBeCloseTo((218 * 96) / 25.4, 5)
    const mm = 96 / 25.4
    expect(pagesOf('portrait', 210 * mm)).toBe(1)
    expect(pagesOf('portrait', (210 + 2 * 218) * mm)).toBe(3)
    expect(pagesOf('landscape', (297 + 305) * mm)).toBe(2)
    expect(rowWidth('portrait', 3)).toBe(`${174 * 3 + 44 * 2}mm`)
  })
})

describe('live figures of a block', () => {
  it('get an id that no other has', () => {
    const source = { from: 'table' as const, id: 't1' }
    const first = newFigure([], source)
    expect(newFigure([first, newFigure([first], source)], source).id).toBe('f3')
    expect(newFigure([{ ...first, id: 'f2' }], source).id).toBe('f1')
  })
})

describe('footnotes of a paragraph', () => {
  it('keep leading to their own text when one is taken away', () => {
    const block = {
      type: 'paragraph' as const,
      text: { vi: 'A{note:1} B{note:2} C{note:3}', en: 'A{note:1} C{note:3}' },
      figures: [],
      notes: ['một', 'hai', 'ba'].map((vi) => ({ vi, en: vi })),
      style: 'text' as const,
    }
    const left = withoutNote(block, 1)
    expect(left.text).toEqual({ vi: 'A{note:1} B C{note:2}', en: 'A{note:1} C{note:2}' })
    expect(left.notes.map((note) => note.vi)).toEqual(['một', 'ba'])
  })
})
