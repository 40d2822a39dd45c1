// The search over the variables. Enter takes the best match: to its natural place, with Shift to the columns, with Ctrl
// to the layers. In: the words and the lines found. Out: the line taken. Never a search of its own.
import { Input } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons'
import type { KeyboardEvent } from 'react'
import { foldText } from '#shared/format/foldText.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { useTexts } from '../../../../i18n/index.ts'
import type { FieldLine } from '../model/fieldList.ts'
import { canBeDimension } from '../model/measureChoice.ts'
import { isSendable } from './useFieldSending.ts'
import type { FieldSending } from './useFieldSending.ts'

/** A new table, where the first thing is a variable. */
const untouched = ({ rows, columns, layers }: TableDefinition): boolean =>
  rows.length + columns.filter((d) => d.variable !== periodVariableId).length + layers.length === 0
const says = (query: string, name: string): boolean => foldText(name).includes(foldText(query).trim())

const axisOf = (event: KeyboardEvent): 'columns' | 'layers' | null => {
  if (event.shiftKey) return 'columns'
  return event.ctrlKey || event.metaKey ? 'layers' : null
}

type Props = {
  definition: TableDefinition
  query: string
  lines: FieldLine[]
  setQuery: (query: string) => void
  onDown: () => void
  onTake: (line: FieldLine) => void
  onSend: FieldSending['send']
}

export const FieldSearch = ({ definition, query, lines, setQuery, onDown, onTake, onSend }: Props) => {
  const { t, label } = useTexts('tables')
  /** Of a variable found by one of its levels, that level is meant. */
  const bestMatch = (): FieldLine | undefined => {
    const first = lines.find((line) => isSendable(line) || line.kind === 'code')
    if (!first || first.kind === 'code' || says(query, label(first.label))) return first
    return lines.find((line) => line.kind === 'level' && says(query, label(line.label))) ?? first
  }
  const takeBest = (event: KeyboardEvent): void => {
    const line = bestMatch()
    if (!line) return
    const axis = axisOf(event)
    if (axis !== null && isSendable(line) && canBeDimension(line.field.variable)) onSend(line, axis)
    else onTake(line)
    setQuery('')
  }
  return (
    <div className="tb-fields__head">
      <Input
        size="small"
        type="search"
        contentBefore={<SearchRegular />}
        className="tb-fields__search"
        aria-label={t('searchVariables')}
        placeholder={t('searchVariables')}
        value={query}
        autoFocus={untouched(definition)}
        onChange={(_e, d) => setQuery(d.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') {
            event.preventDefault()
            onDown()
          } else if (event.key === 'Enter' && query.trim() !== '') {
            event.preventDefault()
            event.stopPropagation()
            takeBest(event)
          }
        }}
      />
    </div>
  )
}
