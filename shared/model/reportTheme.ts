// What the pages of an office have in common, kept once: its name, head and foot, place on the cover, one colour. Data
// only; a report's own words stand where it has them.
import { z } from 'zod'
import { bilingualSchema } from './text.ts'
import type { Bilingual } from './text.ts'
import type { ReportDefinition } from './report.ts'

export const reportThemeSchema = z.strictObject({
  office: bilingualSchema,
  header: bilingualSchema,
  footer: bilingualSchema,
  /** Place and date at the foot of a cover. */
  imprint: bilingualSchema,
  /** Rules of covers, panels and boards. */
  accent: z.string().regex(/^#[0-9a-fA-F]{6}$/),
})
export type ReportTheme = z.infer<typeof reportThemeSchema>

const empty: Bilingual = { vi: '', en: '' }
export const plainTheme: ReportTheme = {
  office: empty,
  header: empty,
  footer: empty,
  imprint: empty,
  accent: '#0f4c81',
}

/** What templates name the office until it says its own name. */
export const templateOffice: Bilingual = { vi: 'Cục Thống kê', en: 'National Statistics Office' }
/** What templates say of the place on a cover until the office says its own. */
export const templateImprint: Bilingual = { vi: 'Hà Nội', en: 'Ha Noi' }

const blank = ({ vi, en }: Bilingual): boolean => vi.trim() === '' && en.trim() === ''
const same = (a: Bilingual, b: Bilingual): boolean => a.vi === b.vi && a.en === b.en
/** The report's own words, else the office's. */
const chosen = (own: Bilingual, office: Bilingual, template: Bilingual): Bilingual =>
  blank(office) || !(blank(own) || same(own, template)) ? own : office

export const themed = (definition: ReportDefinition, theme: ReportTheme): ReportDefinition => {
  const { margins, cover } = definition
  const head = chosen(margins?.header ?? empty, theme.header, empty)
  const foot = chosen(margins?.footer ?? empty, theme.footer, empty)
  return {
    ...definition,
    office: chosen(definition.office, theme.office, templateOffice),
    ...(blank(head) && blank(foot) ? {} : { margins: { header: head, footer: foot } }),
    ...(cover ? { cover: { ...cover, imprint: chosen(cover.imprint, theme.imprint, templateImprint) } } : {}),
  }
}
