// The columns of the grid: which are shown, in what order, how many stay in view; chosen together as named sets.
// In: a choice. Out: the choice changed. Keyboard: Space shows or hides, Alt+arrows move, as the buttons do.
import { foldText } from '#shared/format/foldText.ts'
import { Button, Checkbox, Input } from '@fluentui/react-components'
import { ArrowDownRegular, ArrowUpRegular, PinRegular, SearchRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ColumnChoice } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { NumberField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import {
  allColumns,
  frozenColumns,
  hideColumn,
  moveColumn,
  orderedColumns,
  showColumn,
  shownColumns,
  showOnly,
} from './model/columns.ts'

export type ColumnsPanelProps = {
  variables: readonly Variable[]
  choice: ColumnChoice
  onChange: (choice: ColumnChoice) => void
}

export const ColumnsPanel = ({ variables, choice, onChange }: ColumnsPanelProps) => {
  const { t, label } = useTexts('explore')
  const [search, setSearch] = useState('')
  const ids = variables.map((v) => v.id)
  const byId = new Map(variables.map((v) => [v.id, v]))
  const shown = new Set(shownColumns(choice, ids))
  const frozen = new Set(frozenColumns(choice, ids))
  const wanted = foldText(search.trim())
  const listed = orderedColumns(choice, ids)
    .flatMap((id) => byId.get(id) ?? [])
    .filter((v) => wanted === '' || foldText(`${label(v.label)} ${v.id}`).includes(wanted))
  const move = (id: string, step: number): void => onChange(moveColumn(choice, ids, id, step))
  return (
    <>
      <div className="sd-profile__actions">
        <Button size="small" onClick={() => onChange({ ...choice, hidden: [] })} disabled={shown.size === ids.length}>
          {t('columns.all')}
        </Button>
        <Button
          size="small"
          onClick={() =>
            onChange(
              showOnly(
                choice,
                ids,
                ids.filter((id) => byId.get(id)?.role !== 'identifier'),
              ),
            )
          }
        >
          {t('columns.noIdentifiers')}
        </Button>
        <Button size="small" onClick={() => onChange(allColumns)}>
          {t('columns.reset')}
        </Button>
      </div>
      <NumberField
        label={t('columns.frozen')}
        value={Math.min(choice.frozen, shown.size)}
        min={0}
        max={Math.min(20, shown.size)}
        onChange={(count) => onChange({ ...choice, frozen: count })}
      />
      <Input
        size="small"
        className="sd-columns__search"
        value={search}
        contentBefore={<SearchRegular />}
        aria-label={t('columns.search')}
        placeholder={t('columns.search')}
        onChange={(_e, d) => setSearch(d.value)}
      />
      <ul className="sd-plain-list sd-columns" aria-label={t('columns.title')}>
        {listed.map((v) => (
          <li
            key={v.id}
            className="sd-columns__item"
            onKeyDown={(event) => {
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
              event.preventDefault()
              event.stopPropagation()
              move(v.id, event.key === 'ArrowUp' ? -1 : 1)
            }}
          >
            <Checkbox
              className="sd-top__check"
              checked={shown.has(v.id)}
              onChange={() => onChange(shown.has(v.id) ? hideColumn(choice, ids, v.id) : showColumn(choice, v.id))}
              label={
                <span>
                  {label(v.label)}
                  {frozen.has(v.id) && <PinRegular className="sd-columns__pin" aria-label={t('columns.isFrozen')} />}
                </span>
              }
            />
            <span className="sd-columns__move">
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowUpRegular />}
                aria-label={t('columns.up', { variable: label(v.label) })}
                disabled={!shown.has(v.id)}
                onClick={() => move(v.id, -1)}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowDownRegular />}
                aria-label={t('columns.down', { variable: label(v.label) })}
                disabled={!shown.has(v.id)}
                onClick={() => move(v.id, 1)}
              />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
