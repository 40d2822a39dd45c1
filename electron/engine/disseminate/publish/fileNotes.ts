// Notes of a published file for machines: the table's own, what was left unmatched or unmapped, status of figures, and
// where it comes from. In: a protected cube, a language. Out: lines of text. Never a parameter of disclosure control.
import { figureStatusLabels } from '#shared/format/cell.ts'
import { linksUsed } from '#shared/model/cube.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'

export const noteLines = (cube: ProtectedCube, language: Language, program: string): string[] => {
  const say = (vi: string, en: string): string => (language === 'vi' ? vi : en)
  const { provenance } = cube
  return [
    say(`Tình trạng số liệu: ${figureStatusLabels[cube.status].vi}.`, `Status of figures: ${cube.status}.`),
    ...cube.notes.map((n) => n[language] || n.vi),
    ...(cube.footnotes ?? [])
      .filter((n) => n.variable === undefined && n.measure === undefined && n.address === undefined)
      .map((n) => n.text[language] || n.text.vi),
    ...linksUsed(provenance).map((link) =>
      say(
        `Liên kết ${link.label?.vi ?? link.id}: ${link.matchedRecords} bản ghi khớp, ${link.unmatchedRecords} không khớp.${link.stale ? ' Liên kết cũ hơn dữ liệu, cần chạy lại.' : ''}`,
        `Link ${link.label?.en ?? link.id}: ${link.matchedRecords} records matched, ${link.unmatchedRecords} unmatched.${link.stale ? ' The link is older than the data and must be run again.' : ''}`,
      ),
    ),
    ...(provenance.unmappedRecords > 0
      ? [
          say(
            `${provenance.unmappedRecords} bản ghi có mã không hợp lệ hoặc không chuyển được.`,
            `${provenance.unmappedRecords} records have a code not valid or not convertible.`,
          ),
        ]
      : []),
    say(
      `Lập bằng ${program} (${provenance.engine} ${provenance.engineVersion}), ${provenance.ranAt}.`,
      `Made by ${program} (${provenance.engine} ${provenance.engineVersion}), ${provenance.ranAt}.`,
    ),
    ...provenance.deliveries.map((d) =>
      say(
        `Đợt nhận ${d.id}: ${d.dataset} ${d.period}, ${d.fileName}, SHA-256 ${d.sha256}`,
        `Delivery ${d.id}: ${d.dataset} ${d.period}, ${d.fileName}, SHA-256 ${d.sha256}`,
      ),
    ),
  ]
}
