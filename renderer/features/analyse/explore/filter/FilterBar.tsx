// The filter above the grid: chips readable as sentences, the whole filter as text checked while it is typed, and the
// builder beneath. In: the filter's text. Out: the text changed, in whichever way.
import { Button, Input, Tag, TagGroup, ToggleButton, Tooltip } from '@fluentui/react-components'
import { FilterRegular, OptionsRegular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import { useTexts } from '../../../../i18n/index.ts'
import { chipSentence } from '../chipSentence.ts'
import type { ChipNames } from '../chipSentence.ts'
import { changeItem, filterText, filterTree } from '../model/filterTree.ts'
import type { Item } from '../model/filterTree.ts'
import { corrected } from './corrected.ts'
import { FilterBuilder } from './FilterBuilder.tsx'
import type { FilterVariable } from './filterVariables.ts'
import { useProblem } from './useProblem.ts'

export type FilterBarProps = {
  dataset: string
  view: string | null
  filter: string | null
  variables: readonly FilterVariable[]
  names: ChipNames
  /** What the records are picked by before the filter: a sample, outliers, duplicates. */
  base: { sentence: string; onRemove: () => void } | null
  builder: { open: boolean; begin: string | null }
  onBuilder: (open: boolean) => void
  onChange: (filter: string | null) => void
}

type Chip = { item: Item; rest: string | null }
type ChipsProps = Pick<FilterBarProps, 'base' | 'names' | 'onChange'> & { chips: Chip[] }

const FilterChips = ({ chips, base, names, onChange }: ChipsProps) => {
  const { t } = useTexts('explore')
  if (chips.length === 0 && !base) return null
  return (
    <TagGroup
      aria-label={t('chips')}
      size="small"
      className="sd-filter__chips"
      onDismiss={(_e, { value }) =>
        value === 'base' ? base?.onRemove() : onChange(chips[Number(value)]?.rest ?? null)
      }
    >
      {base && (
        <Tag value="base" dismissible dismissIcon={{ 'aria-label': t('removeChip') }} size="small" appearance="brand">
          {base.sentence}
        </Tag>
      )}
      {chips.map(({ item }, i) => (
        <Tag
          key={chipSentence(item, names, t)}
          value={String(i)}
          dismissible
          dismissIcon={{ 'aria-label': t('removeChip') }}
          size="small"
          icon={<FilterRegular />}
        >
          <span className="sd-filter__sentence" title={chipSentence(item, names, t)}>
            {chipSentence(item, names, t)}
          </span>
        </Tag>
      ))}
    </TagGroup>
  )
}

export const FilterBar = ({
  dataset,
  view,
  filter,
  variables,
  names,
  base,
  builder,
  onBuilder,
  onChange,
}: FilterBarProps) => {
  const { t, label } = useTexts('explore')
  const [text, setText] = useState(filter ?? '')
  const [before, setBefore] = useState(filter)
  if (before !== filter) {
    setBefore(filter)
    setText(filter ?? '')
  }
  const messageId = useId()
  const problem = useProblem(dataset, text)
  const root = filterTree(filter)
  const types = new Map(variables.map((v) => [v.ref, v.variable]))
  // Alternatives are one sentence; conditions that all hold are one each.
  const chips =
    root.join === 'or' && root.items.length > 1
      ? [{ item: root, rest: null }]
      : root.items.map((item, i) => ({
          item,
          rest: filterText(
            changeItem(root, [i], () => null),
            types,
          ),
        }))
  const apply = (): void => {
    // A label, or a code without its zeros: Enter takes the code that was meant, and the text shows it.
    const meant = problem?.instead === undefined ? text : corrected(text, problem)
    if (!problem || meant !== text) onChange(meant.trim() === '' ? null : meant.trim())
  }
  return (
    <div className="sd-filter" role="search" aria-label={t('filter')}>
      <Tooltip content={`${t('builder.toggle')} · Ctrl+Shift+L`} relationship="description">
        <ToggleButton
          size="small"
          icon={<OptionsRegular />}
          checked={builder.open}
          onClick={() => onBuilder(!builder.open)}
        >
          {t('builder.toggle')}
        </ToggleButton>
      </Tooltip>
      <FilterChips chips={chips} base={base} names={names} onChange={onChange} />
      <form
        className="sd-filter__form"
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <Input
          size="small"
          className="sd-filter__input"
          value={text}
          placeholder={t('expressionPlaceholder')}
          onChange={(_e, d) => setText(d.value)}
          input={{
            'aria-label': t('expression'),
            'aria-invalid': problem !== null,
            'aria-describedby': messageId,
            spellCheck: false,
            className: 'sd-mono',
          }}
        />
        <Button
          size="small"
          type="submit"
          disabled={(problem !== null && problem.instead === undefined) || text.trim() === (filter ?? '')}
        >
          {t('apply')}
        </Button>
      </form>
      {filter !== null && (
        <Button size="small" appearance="subtle" onClick={() => onChange(null)}>
          {t('clearFilter')}
        </Button>
      )}
      <p id={messageId} className="sd-filter__message" role="status">
        {problem ? t('expressionBad', { position: problem.position + 1, message: label(problem.message) }) : ''}
        {problem?.instead !== undefined && (
          <Button size="small" appearance="subtle" onClick={apply}>
            {t('tables:useInstead', { text: problem.instead })}
          </Button>
        )}
      </p>
      {builder.open && (
        <FilterBuilder
          key={builder.begin ?? ''}
          view={view}
          variables={variables}
          names={names}
          filter={filter}
          begin={builder.begin}
          onChange={onChange}
        />
      )}
    </div>
  )
}
