// The categories a draft makes of the records, each with its count and a bar as long as its share. In: a preview. Out:
// nothing.
import type { VariablePreview } from '#shared/contract/definitions.ts'
import { formatInteger, formatPercent } from '#shared/format/number.ts'
import { useTexts } from '../../../../i18n/index.ts'

const most = 200

export const PreviewList = ({ preview }: { preview: VariablePreview }) => {
  const { t, language, label } = useTexts('tables')
  const largest = preview.categories.reduce((n, c) => Math.max(n, c.records), 1)
  return (
    <>
      <table className="tb-preview">
        <caption className="sd-visually-hidden">{t('previewTitle')}</caption>
        <tbody>
          {preview.categories.slice(0, most).map((category) => (
            <tr key={category.key}>
              <th scope="row" title={label(category.label)}>
                {label(category.label)}
              </th>
              <td className="tb-preview__count">{formatInteger(category.records, language)}</td>
              <td className="tb-preview__share">
                <span className="tb-preview__bar" style={{ width: `${(100 * category.records) / largest}%` }} />
                <span>{formatPercent(category.records / Math.max(1, preview.records), 1, language)}</span>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('previewTotal', { count: preview.categories.length })}</th>
            <td className="tb-preview__count">{formatInteger(preview.records, language)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      {preview.cuts && (
        <p className="sd-muted tb-small">
          {t('cutsAt', {
            cuts: preview.cuts.map((cut) => (language === 'vi' ? cut.replace('.', ',') : cut)).join('; '),
          })}
        </p>
      )}
      {preview.uneven && <p className="tb-small tb-warn">{t('unevenBands')}</p>}
    </>
  )
}
