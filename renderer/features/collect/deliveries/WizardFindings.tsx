// What was found out about the file as a whole: each finding with how sure it is and why.
import { Badge } from '@fluentui/react-components'
import type { LayoutPackage } from '#shared/model/layout.ts'
import { useTexts } from '../../../i18n/index.ts'

export const WizardFindings = ({ made }: { made: LayoutPackage }) => {
  const { t, label } = useTexts('layouts')
  return (
    <table className="sd-list-table">
      <thead>
        <tr>
          <th scope="col">{t('about')}</th>
          <th scope="col">{t('found')}</th>
          <th scope="col">{t('sure')}</th>
          <th scope="col">{t('why')}</th>
        </tr>
      </thead>
      <tbody>
        {made.decisions
          .filter((d) => d.column === null)
          .map((d, i) => (
            <tr key={`${d.about}-${i}`}>
              <td>{t(`abouts.${d.about}`)}</td>
              <td className="sd-mono">{d.value === '\t' ? 'Tab' : d.value}</td>
              <td>
                <Badge appearance="tint" size="small" color={d.ask ? 'warning' : 'success'}>
                  {Math.round(d.confidence * 100)} %
                </Badge>
              </td>
              <td>{label(d.reason)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
