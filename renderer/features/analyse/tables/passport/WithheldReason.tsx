// Why the chosen figure is withheld: rule, how far it must stay open and does, what it protects. In: the answer, the
// cell. Out: words. For the analyst's screen only; nothing here can be copied into an output.
import { Spinner } from '@fluentui/react-components'
import type { WithheldReason as Reason } from '#shared/contract/protect.ts'
import { formatDouble } from '#shared/format/number.ts'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import type { CellAddress, TableDefinition } from '#shared/model/table.ts'
import { runJob } from '../../../../bridge/client.ts'
import { ErrorPanel } from '../../../../components/ErrorPanel.tsx'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useAsked } from '../variables/useVariablePreview.ts'

type Asked = { definition: TableDefinition; address: CellAddress; measure: string }

const ask = (key: string, signal: AbortSignal): Promise<Reason | null> =>
  runJob('table.withheld', parseExact(key) as Asked, { signal })

export const WithheldReason = ({ definition, address, measure }: Asked) => {
  const { t } = useTexts('tables')
  const { value, failure, running } = useAsked(stringifyExact({ definition, address, measure }), ask)
  return (
    <Section
      title={t('passport:whyWithheld')}
      actions={running ? <Spinner size="extra-tiny" aria-label={t('running')} /> : undefined}
    >
      {failure && <ErrorPanel failure={failure} />}
      {!running && value && <Facts reason={value} />}
      {!running && !value && !failure && <p className="sd-muted tb-small">{t('passport:whyFailed')}</p>}
      <p className="sd-muted tb-small">{t('passport:whyOnly')}</p>
    </Section>
  )
}

const Facts = ({ reason }: { reason: Reason }) => {
  const { t, language, label } = useTexts('tables')
  const number = (value: number): string =>
    formatDouble(value, { decimals: Number.isInteger(value) ? 0 : 2, power: 0 }, language)
  const { kind, rule, figure, level, interval, protects, protectsMore } = reason
  return (
    <>
      <p className="tb-small">
        {t(`passport:whyKind.${kind}`)}{' '}
        {rule && t(`passport:whyRule.${rule}`, { minimum: reason.minimum, p: reason.pPercent })}
      </p>
      <dl className="tb-facts">
        {figure !== null && <Fact name={t('passport:whyFigure')} value={number(figure)} />}
        {level !== null && <Fact name={t('passport:whyLevel')} value={number(level)} />}
        {interval && (
          <Fact name={t('passport:whyInterval')} value={`${number(interval[0])} – ${number(interval[1])}`} />
        )}
      </dl>
      {protects.length > 0 && (
        <p className="tb-small">
          {t('passport:whyProtects')}:{' '}
          {[
            ...protects.map(label),
            ...(protectsMore > 0 ? [t('passport:whyMore', { text: String(protectsMore) })] : []),
          ].join('; ')}
        </p>
      )}
    </>
  )
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
