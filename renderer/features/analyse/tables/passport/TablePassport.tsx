// The table as a whole: its definition in words, the deliveries behind it, engine and time, second engine, protection.
// In: builder and answer. Out: the wish to check or to see it protected. Never a figure.
import { linksUsed } from '#shared/model/cube.ts'
import { Badge, Button, Spinner } from '@fluentui/react-components'
import { CheckmarkCircleRegular, ErrorCircleRegular } from '@fluentui/react-icons'
import { formatDateTime, formatDuration, periodLabel } from '#shared/format/time.ts'
import { formatInteger, formatPercent } from '#shared/format/number.ts'
import type { Provenance } from '#shared/model/cube.ts'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { fieldName } from '../names.ts'
import type { PassportTabProps } from './passportTab.ts'
import { useWords } from './useWords.ts'

/** Some engines name themselves in their version. */
const engineName = ({ engine, engineVersion }: Provenance): string => {
  const name = engine === 'duckdb' ? 'DuckDB' : engine === 'sqlite' ? 'SQLite' : engine
  return engineVersion.startsWith(name) ? engineVersion : `${name} ${engineVersion}`
}

const present = (fact: [string, string] | false | null | undefined): [string, string][] => (fact ? [fact] : [])

const Facts = ({ facts }: { facts: [string, string][] }) => (
  <dl className="tb-facts">
    {facts.map(([name, text]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{text}</dd>
      </div>
    ))}
  </dl>
)

export const TablePassport = ({ builder, answer }: PassportTabProps) => {
  const { t, language, label } = useTexts('tables')
  const words = useWords(builder, answer)
  const { provenance } = answer.cube
  const n = (value: number): string => formatInteger(value, language)
  const { check } = builder
  const agrees = check.result ? check.result.differing === 0 : provenance.check?.agrees
  const cells = check.result?.cells ?? provenance.check?.cells ?? 0
  const share = (part: number, whole: number): string => formatPercent(part / Math.max(1, whole), 1, language)
  const facts: [string, string][] = [
    [t('passport:engine'), engineName(provenance)],
    [t('passport:ranAt'), formatDateTime(provenance.ranAt)],
    [t('passport:time'), formatDuration(provenance.seconds, language)],
    [t('passport:read'), n(provenance.recordsRead)],
    [t('passport:used'), n(provenance.recordsUsed)],
    ...present(answer.sample && [t('passport:sample'), share(answer.sample.read, answer.sample.of)]),
    ...present(provenance.unmappedRecords > 0 && [t('passport:unmapped'), n(provenance.unmappedRecords)]),
    ...linksUsed(provenance).map((link): [string, string] => [
      t('passport:link', { id: link.label?.[language] ?? link.id }),
      share(link.matchedRecords, link.matchedRecords + link.unmatchedRecords),
    ]),
    ...Object.entries(provenance.quantileCuts ?? {}).map(([variable, cuts]): [string, string] => [
      t('passport:cuts', { name: fieldName(builder.fields, variable, language) }),
      cuts.join('; '),
    ]),
    [t('passport:program'), provenance.program],
  ]
  return (
    <>
      <Section title={t('passport:meaning')}>
        <p className="tb-small tb-words">{words.table}</p>
      </Section>
      <Section title={t('passport:deliveries', { count: provenance.deliveries.length })}>
        <ul className="sd-plain-list tb-deliveries">
          {provenance.deliveries.map((d) => (
            <li key={d.id}>
              <span>{label(periodLabel(d.period))}</span>
              <span className="tb-deliveries__file" title={`${d.fileName} · ${d.sha256}`}>
                {d.fileName}
              </span>
              <code title={d.sha256}>{d.sha256.slice(0, 8)}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('passport:howComputed')}>
        <Facts facts={facts} />
      </Section>
      <Section title={t('passport:check')}>
        <div className="tb-buttons">
          {agrees === undefined ? (
            <p className="sd-muted tb-small">{t('passport:notChecked')}</p>
          ) : agrees ? (
            <Badge appearance="tint" color="success" icon={<CheckmarkCircleRegular />}>
              {t('passport:agrees', { text: n(cells) })}
            </Badge>
          ) : (
            <Badge appearance="filled" color="danger" icon={<ErrorCircleRegular />}>
              {check.result ? t('checkDiffers', { text: n(check.result.differing) }) : t('passport:differs')}
            </Badge>
          )}
        </div>
        <Button
          size="small"
          icon={check.running ? <Spinner size="extra-tiny" /> : <CheckmarkCircleRegular />}
          onClick={check.running ? check.cancel : check.start}
        >
          {check.running ? t('checkStop') : t('check')}
        </Button>
      </Section>
      <Section title={t('passport:protection')}>
        {answer.protection ? (
          <p className="tb-small">
            {t('passport:protected', {
              minimum: answer.protection.minimum,
              primary: n(answer.protection.primary),
              secondary: n(answer.protection.secondary),
              cells: n(answer.protection.cells),
            })}
          </p>
        ) : (
          <p className="sd-muted tb-small">{t('passport:unprotected')}</p>
        )}
        <Button size="small" onClick={() => builder.change({ protectedView: !builder.session.protectedView })}>
          {t(builder.session.protectedView ? 'passport:seePlain' : 'passport:seeProtected')}
        </Button>
      </Section>
    </>
  )
}
