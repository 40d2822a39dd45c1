// Who printed or wrote what is marked as internal, and when: faint across every sheet. In: the document, a name, an
// instant. Out: the document, or the words for another form of it. Never on a page that bears no mark of
// confidentiality: what is for everybody names nobody.
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { formatDateTime } from '#shared/format/time.ts'
import type { ComposedReport } from './composeReport.ts'

const marked = /<div class="mark">/
const style =
  'position:fixed;inset:0;z-index:1;pointer-events:none;display:flex;align-items:flex-end;justify-content:center;padding-bottom:22mm'
const text =
  'font:700 15pt sans-serif;color:rgba(0,0,0,.13);transform:rotate(-18deg);white-space:nowrap;letter-spacing:.06em'

const words = (user: string, at: string): string => `${user} · ${formatDateTime(at)}`

/** Null: a report for everybody. */
export const printStamp = ({ definition, standing }: ComposedReport, user: string, at: string): string | null => {
  const marks = [standing?.mark, definition.confidentiality]
  return marks.some((text) => text && (text.vi !== '' || text.en !== '')) ? words(user, at) : null
}

export const withPrintStamp = (html: string, user: string, at: string): string =>
  marked.test(html)
    ? html.replace(
        '<main>',
        `<div class="stamp" aria-hidden="true" style="${style}"><span style="${text}">${escapeXml(words(user, at))}</span></div><main>`,
      )
    : html
