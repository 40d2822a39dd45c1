// Markdown: what stands in its tables is the laid-out table, whatever signs the labels hold.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { publishCube } from './publishCube.ts'
import { plainCube, stackedCube } from '#test/support/publish/blocks.ts'
import { escapeMarkdown, readMarkdownTables } from './writeMarkdown.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-md-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = async (cube: ReturnType<typeof plainCube>, language: 'vi' | 'en' | 'both' = 'vi') => {
  const path = join(folder, 't.md')
  const result = await publishCube(cube, { format: 'md', path, language, program: 'StatDesk_0.1' })
  return { text: readFileSync(path, 'utf8'), certificate: result.certificate }
}

describe('Markdown', () => {
  it('holds the table as laid out, in the separators of the language', async () => {
    const { text, certificate } = await write(plainCube())
    const [table] = readMarkdownTables(text)
    expect(table![0]!.slice(0, 4)).toEqual(['region', 'kind', 'Năm 2024 / Trị giá', 'Năm 2024 / Số người'])
    expect(table![1]!.slice(0, 4)).toEqual(['Tổng số', 'Tổng số', '−1.234,6', '0'])
    expect(table!.flat()).toContain('Đồng bằng, sông "Hồng" và ven biển')
    expect(text).toContain('# Bảng thử "có ngoặc"')
    expect(text).toContain('- Nguồn: Nguồn thử')
    expect(certificate.cells).toBe((table!.length - 1) * table![0]!.length)
    expect(readMarkdownTables((await write(plainCube(), 'en')).text)[0]!.flat()).toContain('+cmd|pipe\\slash')
  })

  it('escapes what Markdown would take for its own', () => {
    expect(escapeMarkdown('a|b*c_d`e<f>[g](h)\\i#j~k')).toBe('a\\|b\\*c\\_d\\`e\\<f\\>\\[g\\](h)\\\\i\\#j\\~k')
    expect(escapeMarkdown('- x')).toBe('\\- x')
    expect(escapeMarkdown('1. x')).toBe('1\\. x')
  })

  it('writes every layer and every block', async () => {
    const layered = asProtected(
      sampleCube(
        [sampleDimension('l', 'layer', ['x', 'y'], { total: 'before' }), sampleDimension('period', 'column', ['2024'])],
        [sampleMeasure('n')],
        ([l = 0]) => 100 * l,
      ),
    )
    const { text } = await write(layered)
    expect(readMarkdownTables(text)).toHaveLength(3)
    expect(text).toContain('## l y')
    expect(readMarkdownTables((await write(stackedCube())).text).flat(2)).toContain('kind b')
  })
})
