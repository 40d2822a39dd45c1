// One cell: its figure, what it means in words, the formula with the figures that went in, each with its records.
// In: builder and answer. Out: drills into records, notes. Withheld figures stay withheld here.
import { Button, Spinner } from '@fluentui/react-components'
import { DocumentSearchRegular } from '@fluentui/react-icons'
import { useMemo } from 'react'
import { formatCell, statusLabels } from '#shared/format/cell.ts'
import { formatInteger } from '#shared/format/number.ts'
import type { CellStatus } from '#shared/model/cube.ts'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useDrill } from '../drill.ts'
import { More } from '../inspector/More.tsx'
import { NoteField } from '../inspector/NoteField.tsx'
import { noteOf } from '../model/footnotes.ts'
import { describeAddress, findCell } from '../../../../components/cube/cellAddress.ts'
import type { PassportTabProps } from './passportTab.ts'
import { CellLinks } from './CellLinks.tsx'
import { useCellInputs } from './useCellInputs.ts'
import { useWords } from './useWords.ts'
import { WithheldReason } from './WithheldReason.tsx'

export const CellPassport = ({ builder, answer }: PassportTabProps) => {
  const { t } = useTexts('tables')
  const cell = builder.session.cell
  return cell ? (
    <OneCell builder={builder} answer={answer} cell={cell} />
  ) : (
    <p className="sd-muted tb-small">{t('passport:chooseCell')}</p>
  )
}

const withheld = (status: CellStatus): boolean => status === 'suppressed' || status === 'suppressed_secondary'

const OneCell = ({
  builder,
  answer,
  cell,
}: PassportTabProps & { cell: NonNullable<PassportTabProps['builder']['session']['cell']> }) => {
  const { t, language, label } = useTexts('tables')
  const { cube } = answer
  const { inputs, running, table } = useCellInputs(answer, cell)
  const { drill, drilling } = useDrill()
  const words = useWords(builder, answer)
  const m = cube.measures.findIndex((measure) => measure.id === cell.measure)
  const measure = cube.measures[m]
  const at = useMemo(() => findCell(cube, cell.address), [cube, cell.address])
  if (!measure) return <p className="sd-muted tb-small">{t('passport:gone')}</p>
  const value = at < 0 ? null : (cube.cells.values[m]?.[at] ?? null)
  const status: CellStatus =
    at < 0 ? 'none' : (cube.cells.statuses?.[m]?.[at] ?? (value === null ? 'not_available' : 'value'))
  const notePlace = { measure: cell.measure, address: cell.address.filter((part) => part.kind !== 'total') }
  const derived = !(inputs.length === 1 && inputs[0]?.role === 'figure')
  const open = (input: (typeof inputs)[number]): void => {
    if (input.shape)
      drill({
        definition: table,
        address: input.address,
        measure: input.shape,
        title: describeAddress(cube, input.address, language) || label(cube.title),
      })
  }
  return (
    <>
      <p className="tb-passport__where">{describeAddress(cube, cell.address, language)}</p>
      <p className="tb-passport__figure">
        <strong>{formatCell({ value, status }, measure, language)}</strong> <span>{label(measure.unit)}</span>
      </p>
      <p className="tb-small">
        {label(measure.label)}
        {status === 'value' ? '' : ` · ${statusLabels[status][language]}`}
        {answer.sample ? ` · ${t('sampleMark')}` : ''}
      </p>
      {answer.protection !== null && withheld(status) && (
        <WithheldReason definition={answer.definition} address={cell.address} measure={cell.measure} />
      )}
      <Section title={t('passport:meaning')}>
        <p className="tb-small tb-words">{words.cell(cell.measure)}</p>
      </Section>
      <Section
        title={t('passport:inputs')}
        actions={running || drilling ? <Spinner size="extra-tiny" aria-label={t('running')} /> : undefined}
      >
        <table className="tb-inputs">
          <thead>
            <tr>
              <th scope="col">{t('passport:part')}</th>
              <th scope="col">{t('passport:value')}</th>
              <th scope="col">{t('passport:recordCount')}</th>
              <th scope="col">
                <span className="sd-visually-hidden">{t('passport:openRecords')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {inputs.map((input) => (
              <tr key={input.role}>
                <th scope="row">
                  <span className="tb-inputs__role">{t(`passport:roles.${input.role}`)}</span>
                  <span className="tb-inputs__of">
                    {input.shape ? label(input.shape.label) : input.measure}
                    {derived ? ` · ${describeAddress(cube, input.address, language)}` : ''}
                  </span>
                </th>
                <td>
                  {input.shape ? formatCell({ value: input.value, status: input.status }, input.shape, language) : '…'}
                </td>
                <td>{withheld(input.status) || withheld(status) ? '…' : formatInteger(input.records, language)}</td>
                <td>
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<DocumentSearchRegular />}
                    disabled={input.shape === null || input.records === 0 || withheld(input.status) || withheld(status)}
                    aria-label={t('passport:recordsOf', { part: t(`passport:roles.${input.role}`) })}
                    title={t('passport:openRecords')}
                    onClick={() => open(input)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {derived && inputs.length === 1 && ['growth', 'difference', 'index'].includes(measure.statistic) && (
          <p className="sd-muted tb-small">{t('passport:noOtherPeriod')}</p>
        )}
        {!measure.additive && <p className="sd-muted tb-small">{t('notAdditive')}</p>}
      </Section>
      {!withheld(status) && (
        <CellLinks
          key={JSON.stringify([cell.address, cell.measure, answer.cube.provenance.ranAt])}
          answer={answer}
          cell={cell}
          measure={measure}
        />
      )}
      <More title={t('notes')} set={noteOf(builder.definition, notePlace) !== undefined}>
        <NoteField builder={builder} place={notePlace} label={t('noteOfCell')} />
      </More>
    </>
  )
}
