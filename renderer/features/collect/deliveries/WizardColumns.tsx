// The columns of a file beside what they become: name, type, role, form; missing spellings and recodes on demand.
import { Badge, Button, Checkbox, Input, Select, Tooltip } from '@fluentui/react-components'
import { ChevronDownRegular, ChevronRightRegular, QuestionCircleRegular } from '@fluentui/react-icons'
import { Fragment, useState } from 'react'
import type { Variable } from '#shared/model/dataset.ts'
import { dateOrders, decimalMarks } from '#shared/model/layout.ts'
import type { Decision, LayoutColumn, LayoutPackage } from '#shared/model/layout.ts'
import { nameSchema } from '#shared/model/text.ts'
import { useTexts } from '../../../i18n/index.ts'
import { leaveOut, parseRecode, patchColumn, recodeText, setKey, variableOf } from './editPackage.ts'
import type { ColumnPatch } from './editPackage.ts'

const types = ['code', 'text', 'integer', 'decimal', 'date'] as const
const roles = ['classification', 'measure', 'time', 'key', 'identifier', 'text'] as const

type Props = { made: LayoutPackage; fixed: boolean; disabled: boolean; onChange: (made: LayoutPackage) => void }

export const WizardColumns = ({ made, fixed, disabled, onChange }: Props) => {
  const { t } = useTexts('layouts')
  return (
    <div
      className="sd-wizard__columns"
      tabIndex={0}
      role="group"
      aria-label={t('columnsTab', { count: made.layout.columns.length })}
    >
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('use')}</th>
            <th scope="col">{t('fileColumn')}</th>
            <th scope="col">{t('variable')}</th>
            <th scope="col">{t('label')}</th>
            <th scope="col">{t('type')}</th>
            <th scope="col">{t('role')}</th>
            <th scope="col">{t('form')}</th>
            <th scope="col">{t('key')}</th>
            <th scope="col">{t('why')}</th>
          </tr>
        </thead>
        <tbody>
          {made.layout.columns.map((column) => {
            const variable = variableOf(made, column)
            if (!variable) return null
            return (
              <ColumnRow
                key={column.column}
                column={column}
                variable={variable}
                decision={made.decisions.find((d) => d.column === column.column)}
                isKey={made.dataset.key.includes(column.variable)}
                fixed={fixed}
                disabled={disabled}
                onPatch={(patch) => onChange(patchColumn(made, column.column, patch))}
                onKey={(on) => onChange(setKey(made, column.column, on))}
                onLeaveOut={() => onChange(leaveOut(made, column.column))}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = {
  column: LayoutColumn
  variable: Variable
  decision: Decision | undefined
  isKey: boolean
  fixed: boolean
  disabled: boolean
  onPatch: (patch: ColumnPatch) => void
  onKey: (on: boolean) => void
  onLeaveOut: () => void
}

const ColumnRow = ({ column, variable, decision, isKey, fixed, disabled, onPatch, onKey, onLeaveOut }: RowProps) => {
  const { t, label } = useTexts('layouts')
  const [open, setOpen] = useState(false)
  const name = column.column
  const locked = fixed || disabled
  return (
    <Fragment>
      <tr>
        <td>
          <Checkbox checked disabled={locked} aria-label={t('useColumn', { name })} onChange={onLeaveOut} />
        </td>
        <td className="sd-wizard__name">
          <Button
            size="small"
            appearance="transparent"
            icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
            aria-expanded={open}
            aria-label={t('more', { name })}
            onClick={() => setOpen(!open)}
          />
          {name}
        </td>
        <td>
          <NameInput
            value={variable.id}
            label={t('variableOf', { name })}
            disabled={locked}
            onChange={(id) => onPatch({ id })}
          />
        </td>
        <td>
          <Input
            size="small"
            aria-label={t('labelOf', { name })}
            value={label(variable.label)}
            disabled={locked}
            onChange={(_e, d) => onPatch({ label: d.value })}
          />
        </td>
        <td>
          <Choice
            label={t('typeOf', { name })}
            value={variable.type}
            values={variable.type === 'hash' ? [...types, 'hash'] : types}
            word={(type) => t(`types.${type}`)}
            disabled={locked}
            onChange={(type) => onPatch({ type: type as Variable['type'] })}
          />
        </td>
        <td>
          <Choice
            label={t('roleOf', { name })}
            value={variable.role}
            values={roles}
            word={(role) => t(`roles.${role}`)}
            disabled={locked}
            onChange={(role) => onPatch({ role: role as Variable['role'] })}
          />
        </td>
        <td>
          <Form column={column} variable={variable} disabled={disabled} onPatch={onPatch} />
        </td>
        <td>
          <Checkbox
            checked={isKey}
            disabled={locked}
            aria-label={t('keyOf', { name })}
            onChange={(_e, d) => onKey(d.checked === true)}
          />
        </td>
        <td>{decision && <Why decision={decision} />}</td>
      </tr>
      {open && (
        <tr>
          <td />
          <td colSpan={8}>
            <div className="sd-wizard__more">
              <label>
                {t('missingTexts')}
                <Input
                  size="small"
                  value={column.missing.join(' | ')}
                  disabled={disabled}
                  onChange={(_e, d) =>
                    onPatch({
                      missing: d.value
                        .split('|')
                        .map((text) => text.trim())
                        .filter((text) => text !== ''),
                    })
                  }
                />
              </label>
              <Recode column={column} disabled={disabled} onPatch={onPatch} />
              <label>
                {t('unit')}
                <Input
                  size="small"
                  value={label(variable.unit)}
                  disabled={locked}
                  onChange={(_e, d) => onPatch({ unit: d.value })}
                />
              </label>
              {variable.codeList !== null && (
                <span className="sd-muted">{t('codeList', { list: variable.codeList })}</span>
              )}
            </div>
          </td>
        </tr>
      )}
    </Fragment>
  )
}

const Recode = ({ column, disabled, onPatch }: Pick<RowProps, 'column' | 'disabled' | 'onPatch'>) => {
  const { t } = useTexts('layouts')
  const [text, setText] = useState(recodeText(column.recode))
  return (
    <label>
      {t('recode')}
      <Input
        size="small"
        value={text}
        placeholder="1=Nam; 2=Nữ"
        disabled={disabled}
        onChange={(_e, d) => setText(d.value)}
        onBlur={() => onPatch({ recode: parseRecode(text) })}
      />
    </label>
  )
}

/** Only names that may stand are handed on; the others stay in the field, marked. */
const NameInput = ({
  value,
  label,
  disabled,
  onChange,
}: {
  value: string
  label: string
  disabled: boolean
  onChange: (id: string) => void
}) => {
  const [text, setText] = useState(value)
  const good = nameSchema.safeParse(text).success
  return (
    <Input
      size="small"
      aria-label={label}
      aria-invalid={!good}
      value={text}
      disabled={disabled}
      onChange={(_e, d) => setText(d.value)}
      onBlur={() => (good ? onChange(text) : setText(value))}
    />
  )
}

type ChoiceProps = {
  label: string
  value: string
  values: readonly string[]
  word: (value: string) => string
  disabled: boolean
  onChange: (value: string) => void
}
const Choice = ({ label, value, values, word, disabled, onChange }: ChoiceProps) => (
  <Select size="small" aria-label={label} value={value} disabled={disabled} onChange={(_e, d) => onChange(d.value)}>
    {values.map((v) => (
      <option key={v} value={v}>
        {word(v)}
      </option>
    ))}
  </Select>
)

const Form = ({
  column,
  variable,
  disabled,
  onPatch,
}: Pick<RowProps, 'column' | 'variable' | 'disabled' | 'onPatch'>) => {
  const { t } = useTexts('layouts')
  if (column.number !== null)
    return (
      <Choice
        label={t('formOf', { name: column.column })}
        value={column.number}
        values={decimalMarks}
        word={(mark) => t(`marks.${mark}`)}
        disabled={disabled}
        onChange={(mark) => onPatch({ number: mark as LayoutColumn['number'] })}
      />
    )
  if (column.date !== null)
    return (
      <Choice
        label={t('formOf', { name: column.column })}
        value={column.date}
        values={dateOrders}
        word={(order) => t(`orders.${order}`)}
        disabled={disabled}
        onChange={(order) => onPatch({ date: order as LayoutColumn['date'] })}
      />
    )
  return <span className="sd-muted">{variable.type === 'decimal' ? t('decimals', { count: variable.scale }) : ''}</span>
}

const Why = ({ decision }: { decision: Decision }) => {
  const { label } = useTexts('layouts')
  const sure = Math.round(decision.confidence * 100)
  return (
    <Tooltip content={label(decision.reason)} relationship="description">
      <span className="sd-wizard__why">
        {decision.ask ? <QuestionCircleRegular aria-hidden /> : null}
        <Badge appearance="tint" size="small" color={decision.ask ? 'warning' : sure >= 80 ? 'success' : 'informative'}>
          {sure} %
        </Badge>{' '}
        {label(decision.reason)}
      </span>
    </Tooltip>
  )
}
