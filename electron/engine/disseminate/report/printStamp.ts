// Who printed a page marked as internal, and when, faint across every sheet of it. In: the document, a name, an instant. Out: the document.
// Never on a page that bears no mark of confidentiality: what is for everybody names nobody.
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { formatDateTime } from '#shared/format/time.ts'

const marked = /<div class="mark">/
const style =
  'position:fixed;inset:0;z-index:1;pointer-events:none;display:flex;align-items:flex-end;justify-content:center;padding-bottom:22mm'
const text =
  'font:700 15pt sans-serif;color:rgba(0,0,0,.13);transform:rotate(-18deg);white-space:nowrap;letter-spacing:.06em'

export const withPrintStamp = (html: string, user: string, at: string): string =>
  marked.test(html)
    ? html.replace(
        '<main>',
        `<div class="stamp" aria-hidden="true" style="${style}"><span style="${text}">${escapeXml(`${user} · ${formatDateTime(at)}`)}</span></div><main>`,
      )
    : html
