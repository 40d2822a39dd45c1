// How a printed page looks: A4, hairlines, black on white, our own font, page numbers in the margin.
// In: orientation and the texts of the margins. Out: one style sheet. Never a file or address to fetch.
import { pageMargins, textSize } from '#shared/model/paper.ts'
import { plainTheme } from '#shared/model/reportTheme.ts'
import { fontFaceCss, fontFamily } from '#engine/disseminate/chart/fonts.ts'

export type PageSetup = {
  orientation: 'portrait' | 'landscape'
  runningHead: string
  confidentiality: string
  footer: string
  /** Of rules on covers and panels. */
  accent?: string | undefined
}

const millimetresToPoints = 72 / 25.4

/** Width of the text block in points. */
export const pageRoom = (orientation: PageSetup['orientation']): number =>
  textSize(orientation).width * millimetresToPoints

/** Height of the text block in points. */
export const pageHeight = (orientation: PageSetup['orientation']): number =>
  textSize(orientation).height * millimetresToPoints

/** A CSS string: every character that could end it or start a tag is escaped. */
const cssString = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{M}\p{N} .,:;()–-]/gu, (c) => `\\${(c.codePointAt(0) ?? 32).toString(16)} `)}"`

export const pageStyle = ({
  orientation,
  runningHead,
  confidentiality,
  footer,
  accent = plainTheme.accent,
}: PageSetup): string => `
${fontFaceCss([
  { weight: 400, style: 'normal' },
  { weight: 700, style: 'normal' },
  { weight: 400, style: 'italic' },
  { weight: 700, style: 'italic' },
])}
@page{size:A4 ${orientation};margin:${pageMargins.top}mm ${pageMargins.right}mm ${pageMargins.bottom}mm ${pageMargins.left}mm;
@top-left{content:${cssString(runningHead)};font:7.5pt '${fontFamily}';color:#333;vertical-align:bottom;padding-bottom:3mm}
@top-right{content:${cssString(confidentiality)};font:700 7.5pt '${fontFamily}';color:#000;vertical-align:bottom;padding-bottom:3mm}
@bottom-left{content:${cssString(footer)};font:7pt '${fontFamily}';color:#333;vertical-align:top;padding-top:3mm}
@bottom-right{content:counter(page) " / " counter(pages);font:8pt '${fontFamily}';color:#000;vertical-align:top;padding-top:3mm}}
@page :first{@top-left{content:none}@top-right{content:none}}
@page portrait{size:A4 portrait}
@page landscape{size:A4 landscape}
.sheet.portrait{page:portrait}.sheet.landscape{page:landscape}
*{box-sizing:border-box}
html{background:#fff;color:#000;color-scheme:light;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;font:9pt/1.45 '${fontFamily}',Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums;hyphens:none}
.en{font-style:italic}
.office{text-transform:uppercase;font-weight:700;font-size:9pt;letter-spacing:.02em}
.office .en{display:block;font-weight:400;text-transform:none;font-size:8.5pt;letter-spacing:0}
.masthead{display:flex;justify-content:space-between;align-items:flex-start;gap:6mm;border-bottom:.75pt solid #000;padding-bottom:2mm;margin-bottom:4.5mm}
.marks{display:flex;flex-direction:column;gap:1mm;align-items:flex-end}
.mark{border:.75pt solid #000;padding:.5mm 2mm;font-weight:700;font-size:8pt;white-space:nowrap}
h1{font-size:14pt;line-height:1.35;text-align:center;margin:0 0 4.5mm;text-wrap:balance}
h1 .en{font-size:11.5pt;font-weight:400}
h2{font-size:12pt;margin:6mm 0 2mm;break-after:avoid}
h3{font-size:10.5pt;margin:4.5mm 0 1.5mm;break-after:avoid}
h4{font-size:9.5pt;font-style:italic;margin:3.5mm 0 1.5mm;break-after:avoid}
h1,h2,h3,h4{break-inside:avoid}
h2 .en,h3 .en,h4 .en{font-weight:400;font-size:.92em}
p{margin:0 0 2mm;text-wrap:pretty}
section{margin:0 0 5mm}
table{width:100%;border-collapse:collapse;table-layout:fixed;line-height:1.4;margin:0 0 1.5mm;border-bottom:.75pt solid #000}
.panel+.panel{margin-top:5mm}
table.long{line-height:1.3}table.long tbody th,table.long tbody td{padding-top:.24mm;padding-bottom:.24mm}
.keep{break-inside:avoid}
.nowrap{white-space:nowrap}
caption{caption-side:top;break-inside:avoid;text-align:left;padding:0 0 1mm;font-size:9pt;break-after:avoid}
.caption{padding:0 0 1mm;font-size:9pt;break-after:avoid;break-inside:avoid}
.pages{overflow:hidden}.pages:has(.two)>table{margin-top:-10mm}.pages:has(.one)>table{margin-top:-6mm}
.again td{border:0;padding:0;text-align:left;font-weight:400;vertical-align:top}.again.two td{height:10mm}.again.one td{height:6mm}
.again-line{display:flex;justify-content:space-between;align-items:flex-end;gap:4mm;font-size:8.5pt;overflow:hidden}.again.two .again-line{height:9.4mm}.again.one .again-line{height:5.4mm}
.again-title{min-width:0}.again-title div{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;font-size:9pt;line-height:1.35}.again .unit{white-space:nowrap}
thead tr.again+tr th{border-top:.75pt solid #000}
.title{font-weight:700;font-size:10pt;line-height:1.4;text-wrap:balance}
.title-en{font-style:italic;font-size:9.5pt;line-height:1.4;text-wrap:balance}
.layer{margin-top:.5mm}
.unit-line{display:flex;justify-content:space-between;margin-top:1.5mm;font-size:8.5pt}
.unit{margin-left:auto}
.status::before{content:"* "}
thead{display:table-header-group}
thead th{border-top:.5pt solid #000;border-bottom:.5pt solid #000;border-left:.25pt solid #888;padding:1mm .8mm;font-weight:700;text-align:center;vertical-align:middle;overflow-wrap:break-word}
thead tr:first-child th{border-top:.75pt solid #000}
thead th:first-child.stub,thead .numbers td:first-child{border-left:0}
thead td.stub{border-top:.75pt solid #000;border-bottom:.5pt solid #000}
thead .en{font-weight:400}
.unit-in-head{font-weight:400;font-size:.92em}
.numbers td{border-bottom:.5pt solid #000;border-left:.25pt solid #888;text-align:center;font-size:.88em;padding:.3mm;color:#222}
tbody tr{break-inside:avoid}tbody tr:nth-last-child(-n+2){break-before:avoid}
tbody th{font-weight:400;text-align:left;padding:.55mm 1mm .55mm .3em;vertical-align:bottom;overflow-wrap:break-word}
tbody td{text-align:right;padding:.55mm 1mm;white-space:nowrap;vertical-align:bottom}
tbody tr.total th,tbody tr.total td,tbody td.total,tbody tr.group th{font-weight:700}
tbody tr.total .en,tbody tr.group .en{font-weight:400}
tbody td.is-strong{font-weight:700}tbody td.is-good{color:#0b6a0b}tbody td.is-bad{color:#a4262c}tbody td.is-attention{background:#fff1c2}tbody td.is-muted{color:#6b6b6b}
tbody td{-webkit-print-color-adjust:exact;print-color-adjust:exact}
sup{font-weight:400;font-size:.8em;line-height:0}
.notes{font-size:8pt;line-height:1.45;break-before:avoid;break-inside:avoid}
.notes p{margin:0 0 .6mm}
figure{margin:0 0 5mm;break-inside:avoid}
figcaption{margin-bottom:.5mm}
figure svg{display:block;max-width:100%;height:auto}
.page-break{break-after:page;height:0}
.bullet{padding-left:1.4em;text-indent:-1em}.bullet::before{content:"–";display:inline-block;width:1em;text-indent:0}
p.note{font-size:8pt;color:#333}
.columns{display:grid;grid-template-columns:1fr 1fr;column-gap:6mm}
.problem{border:1pt solid #a4262c;color:#a4262c;padding:2mm 3mm;font-weight:700}
.cover{display:flex;flex-direction:column;height:262mm;break-after:page}
.cover-title{flex:1;display:flex;flex-direction:column;justify-content:center;border-top:2pt solid ${accent};border-bottom:2pt solid ${accent};margin:28mm 0 20mm}
.cover h1{font-size:26pt;margin:0 0 6mm}.cover h1 .en{font-size:17pt}
.cover .subtitle{font-size:13pt;text-align:center}.cover .imprint{text-align:center;font-size:10.5pt;margin:0 0 6mm}
.figure-panel{display:flex;gap:3mm;margin:2mm 0 5mm;break-inside:avoid}
.panel-item{flex:1;border-top:2pt solid ${accent};background:#f3f6f9;padding:2.5mm 3mm}
.panel-label{font-size:8pt;line-height:1.35;min-height:2.7em}.panel-figure{font-size:15pt;font-weight:700;line-height:1.3}
.panel-change{font-size:8.5pt;color:#333}
.contents{margin:0 0 6mm}.contents-title{font-size:12pt;font-weight:700;margin:0 0 2mm}
.contents ol{list-style:none;margin:0;padding:0}.contents li{margin:0 0 .8mm;break-inside:avoid}
.contents .level2{padding-left:5mm}.contents .level3{padding-left:10mm}.contents .level1>a{font-weight:600}
.contents a{display:flex;align-items:baseline;gap:1.5mm;color:inherit;text-decoration:none}
.contents-text{max-width:calc(100% - 14mm)}.leader{flex:1;border-bottom:.5pt dotted #888;min-width:6mm}
.contents-page{min-width:6mm;text-align:right}
.watermark{position:fixed;inset:0;z-index:-1;display:flex;align-items:center;justify-content:center;pointer-events:none}
.watermark span{font-size:36pt;font-weight:700;color:#e6e6e6;transform:rotate(-35deg);white-space:nowrap;text-transform:uppercase}
.footnotes{border-top:.5pt solid #000;margin:4mm 0 6mm;padding-top:1.5mm;font-size:8pt;break-inside:avoid}.footnotes p{margin:0 0 .6mm}
.changes td.words{text-align:left;white-space:normal}.changes{font-size:8pt}.changes th:nth-child(1){width:20%}.changes th:nth-child(2){width:34%}.changes th:nth-child(3),.changes th:nth-child(4){width:11%}
.note-mark a{color:inherit;text-decoration:none}
@media screen{.watermark{position:absolute;inset:0;height:297mm}html{background:#e5e5e5}body{max-width:${orientation === 'portrait' ? 210 : 297}mm;min-height:100mm;margin:6mm auto;padding:${pageMargins.top}mm ${pageMargins.right}mm ${pageMargins.bottom}mm ${pageMargins.left}mm;background:#fff;box-shadow:0 1px 6px rgb(0 0 0/.25)}table{break-inside:auto}}
`
