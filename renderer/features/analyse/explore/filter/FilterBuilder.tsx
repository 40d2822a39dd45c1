// A filter put together in words: conditions that all or any must hold, in groups. In: the filter's text. Out: the text
// changed. What is still incomplete stays here and is not asked yet; text changed elsewhere is read anew.
import { Button, Input, Select } from '@fluentui/react-components'
import { AddRegular, DismissRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../../../../i18n/index.ts'
import type { ChipNames } from '../chipSentence.ts'
import { changeItem, emptyGroup, filterText, filterTree, operatorsOf, otherConditions } from '../model/filterTree.ts'
import type { Condition, Group, Item, Path } from '../model/filterTree.ts'
import { ConditionRow } from './ConditionRow.tsx'
import type { FilterVariable } from './filterVariables.ts'
import './conditions.css'

export type FilterBuilderProps = {
  view: string | null
  variables: readonly FilterVariable[]
  names: ChipNames
  filter: string | null
  /** A condition on this variable is begun when the builder opens for it. */
  begin: string | null
  onChange: (filter: string | null) => void
}

const conditionOf = (variables: readonly FilterVariable[], ref: string): Condition => {
  const found =
    variables.find((v) => v.ref === ref) ?? variables.find((v) => v.variable.codeList !== null) ?? variables[0]
  return {
    kind: 'condition',
    variable: found?.ref ?? '',
    operator: found ? (operatorsOf(found.variable)[0] ?? 'in') : 'in',
    values: [],
  }
}

/** Whether the engine can count values under these conditions: none speaks of a variable made for one table. */
const askable = (group: Group, variables: readonly FilterVariable[]): boolean => {
  const made = variables.filter((v) => v.listed === false).map((v) => v.ref)
  return group.items.every((item) => {
    if (item.kind === 'group') return askable(item, variables)
    return item.kind === 'condition' ? !made.includes(item.variable) : !made.some((ref) => item.text.includes(ref))
  })
}

type AddProps = { deep: boolean; join: Group['join']; fresh: () => Condition; onAdd: (item: Item) => void }

/** A condition more, or a group of them joined the other way; groups go three deep. */
const AddButtons = ({ deep, join, fresh, onAdd }: AddProps) => {
  const { t } = useTexts('explore')
  const group = (): Group => ({ ...emptyGroup(join === 'and' ? 'or' : 'and'), items: [fresh()] })
  return (
    <div className="sd-builder__add">
      <Button size="small" appearance="subtle" icon={<AddRegular />} onClick={() => onAdd(fresh())}>
        {t('builder.addCondition')}
      </Button>
      {!deep && (
        <Button size="small" appearance="subtle" icon={<AddRegular />} onClick={() => onAdd(group())}>
          {t('builder.addGroup')}
        </Button>
      )}
    </div>
  )
}

/** A condition no builder can put in words: shown as it is written. */
const WrittenCondition = ({ text, onRemove }: { text: string; onRemove: () => void }) => {
  const { t } = useTexts('explore')
  return (
    <div className="sd-condition">
      <Input
        size="small"
        readOnly
        value={text}
        className="sd-condition__written"
        input={{ className: 'sd-mono', 'aria-label': t('builder.written') }}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={t('removeChip')}
        onClick={onRemove}
      />
    </div>
  )
}

export const FilterBuilder = ({ view, variables, names, filter, begin, onChange }: FilterBuilderProps) => {
  const { t } = useTexts('explore')
  const types = new Map(variables.map((v) => [v.ref, v.variable]))
  const start = (): Group => {
    const root = filterTree(filter)
    const known = begin !== null && root.items.some((i) => i.kind === 'condition' && i.variable === begin)
    const wanted =
      begin ??
      (root.items.length === 0 ? (variables.find((v) => v.variable.codeList)?.ref ?? variables[0]?.ref) : undefined)
    if (wanted === undefined || known) return root
    const added = conditionOf(variables, wanted)
    return root.join === 'or' && root.items.length > 1
      ? { kind: 'group', join: 'and', items: [root, added] }
      : { ...root, join: 'and', items: [...root.items, added] }
  }
  const [draft, setDraft] = useState<{ root: Group; of: string | null }>(() => ({ root: start(), of: filter }))
  // The text was changed elsewhere.
  if (draft.of !== filter) setDraft({ root: filterTree(filter), of: filter })
  // Opened to be filled in: the keyboard stands at the last condition.
  const box = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      [...(box.current?.querySelectorAll<HTMLElement>('.sd-condition__values, .sd-condition__field input') ?? [])]
        .at(-1)
        ?.focus(),
    [],
  )
  const change = (root: Group): void => {
    const text = filterText(root, types)
    setDraft({ root, of: text })
    if (text !== filter) onChange(text)
  }
  const replace = (path: Path, next: Item | null): void => change(changeItem(draft.root, path, () => next))

  const groupOf = (group: Group, path: Path) => (
    <div
      className={path.length > 0 ? 'sd-builder__group' : ''}
      role="group"
      aria-label={t(`builder.${group.join}`)}
      key={path.join('.')}
    >
      <div className="sd-builder__join">
        <Select
          size="small"
          value={group.join}
          aria-label={t('builder.join')}
          onChange={(_e, d) => replace(path, { ...group, join: d.value === 'or' ? 'or' : 'and' })}
        >
          <option value="and">{t('builder.and')}</option>
          <option value="or">{t('builder.or')}</option>
        </Select>
        {path.length > 0 && (
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t('builder.removeGroup')}
            onClick={() => replace(path, null)}
          />
        )}
      </div>
      {group.items.map((item, i) => itemOf(item, [...path, i]))}
      <AddButtons
        deep={path.length >= 3}
        join={group.join}
        fresh={() => conditionOf(variables, '')}
        onAdd={(item) => replace(path, { ...group, items: [...group.items, item] })}
      />
    </div>
  )
  const itemOf = (item: Item, path: Path): React.ReactNode => {
    if (item.kind === 'group') return groupOf(item, path)
    if (item.kind === 'written') {
      return <WrittenCondition key={path.join('.')} text={item.text.trim()} onRemove={() => replace(path, null)} />
    }
    return (
      <ConditionRow
        key={path.join('.')}
        condition={item}
        view={view}
        variables={variables}
        names={names}
        otherFilter={askable(draft.root, variables) ? otherConditions(draft.root, path, types) : null}
        onChange={(next) => replace(path, next)}
        onRemove={() => replace(path, null)}
      />
    )
  }
  return (
    <div ref={box} className="sd-builder" role="region" aria-label={t('builder.title')}>
      {groupOf(draft.root, [])}
    </div>
  )
}
