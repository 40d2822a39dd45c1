// How far the links of the table reach the cell chosen, when asked: records and the part of the sum without a match.
// In: the answer, a cell. Out: nothing changed. Never asked for a cell that is withheld.
import { Button } from '@fluentui/react-components'
import { formatCell } from '#shared/format/cell.ts'
import { formatInteger, formatPercent } from '#shared/format/number.ts'
import { linksUsed } from '#shared/model/cube.ts'
import type { CubeMeasure } from '#shared/model/cube.ts'
import { useJob } from '../../../../bridge/useJob.ts'
import { ErrorPanel } from '../../../../components/ErrorPanel.tsx'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import type { PassportTabProps } from './passportTab.ts'

type Props = Pick<PassportTabProps, 'answer'> & {
  cell: NonNullable<PassportTabProps['builder']['session']['cell']>
  measure: CubeMeasure
}

export const CellLinks = ({ answer, cell, measure }: Props) => {
  const { t, language, label } = useTexts('tables')
  const match = useJob('table.match')
  if (linksUsed(answer.cube.provenance).length === 0) return null
  const found = match.result
  const ask = (): void =>
    void match.start({ definition: answer.definition, address: cell.address, measure: cell.measure })
  return (
    <Section title={t('passport:cellLinks')}>
      {match.failure && <ErrorPanel failure={match.failure} />}
      {!found && (
        <Button size="small" disabled={match.running} onClick={ask}>
          {match.running ? t('running') : t('passport:cellLinksAsk')}
        </Button>
      )}
      {found && (
        <dl className="sd-facts">
          {found.links.map((link) => (
            <div key={link.id}>
              <dt>{label(link.label)}</dt>
              <dd>
                {t('notLinked', {
                  text: formatInteger(link.unmatchedRecords, language),
                  percent: formatPercent(link.unmatchedRecords / Math.max(1, found.records), 1, language),
                })}
                {link.unmatched !== null && found.whole !== null && Number(found.whole) > 0
                  ? ` · ${formatCell({ value: link.unmatched, status: 'value' }, measure, language)} (${formatPercent(Number(link.unmatched) / Number(found.whole), 1, language)})`
                  : ''}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}
