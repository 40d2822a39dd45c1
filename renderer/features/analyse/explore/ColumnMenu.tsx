// What can be done with a column: sort, filter, look into, hide, freeze. In: the column and where its head is. Out:
// what was chosen.
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components'
import {
  ArrowSortDownLinesRegular,
  ArrowSortUpLinesRegular,
  ArrowTrendingSparkleRegular,
  CalendarRegular,
  ChartMultipleRegular,
  DataHistogramRegular,
  EyeOffRegular,
  FilterRegular,
  PinOffRegular,
  PinRegular,
  TableFreezeColumnRegular,
  TableSimpleRegular,
} from '@fluentui/react-icons'
import type { Variable } from '#shared/model/dataset.ts'
import { useTexts } from '../../../i18n/index.ts'
import { isNumber } from './cellText.ts'

export type ColumnAct =
  | 'ascending'
  | 'descending'
  | 'then_ascending'
  | 'then_descending'
  | 'unsorted'
  | 'filter'
  | 'profile'
  | 'frequency'
  | 'cross'
  | 'periods'
  | 'outliers'
  | 'hide'
  | 'hide_others'
  | 'freeze'
  | 'columns'

export type ColumnMenuProps = {
  variable: Variable
  anchor: HTMLElement
  /** Identifiers are neither sorted nor counted until they are revealed in this view. */
  masked: boolean
  sorted: boolean
  otherSorts: boolean
  frozenHere: boolean
  onAct: (act: ColumnAct) => void
  onClose: () => void
}

export const ColumnMenu = ({
  variable,
  anchor,
  masked,
  sorted,
  otherSorts,
  frozenHere,
  onAct,
  onClose,
}: ColumnMenuProps) => {
  const { t, label } = useTexts('explore')
  const item = (act: ColumnAct, icon: React.ReactElement, when = true) =>
    when && (
      <MenuItem key={act} icon={icon} onClick={() => onAct(act)}>
        {t(`column.${act}`)}
      </MenuItem>
    )
  const countable = !masked && variable.type !== 'hash'
  return (
    <Menu
      open
      onOpenChange={(_event, { open }) => {
        if (!open) onClose()
      }}
      positioning={{ target: anchor, position: 'below', align: 'start' }}
    >
      <MenuPopover>
        <MenuList aria-label={t('column.menu', { variable: label(variable.label) })}>
          {!masked && (
            <>
              {item('ascending', <ArrowSortUpLinesRegular />)}
              {item('descending', <ArrowSortDownLinesRegular />)}
              {item('then_ascending', <ArrowSortUpLinesRegular />, otherSorts)}
              {item('then_descending', <ArrowSortDownLinesRegular />, otherSorts)}
              {item('unsorted', <ArrowSortUpLinesRegular />, sorted)}
              <MenuDivider />
              {item('filter', <FilterRegular />)}
            </>
          )}
          {item('profile', <DataHistogramRegular />)}
          {item('frequency', <ChartMultipleRegular />, countable)}
          {item('cross', <TableSimpleRegular />, countable)}
          {item('periods', <CalendarRegular />, countable && variable.id !== 'period')}
          {item('outliers', <ArrowTrendingSparkleRegular />, !masked && isNumber(variable))}
          <MenuDivider />
          {item('hide', <EyeOffRegular />)}
          {item('hide_others', <EyeOffRegular />)}
          <MenuItem icon={frozenHere ? <PinOffRegular /> : <PinRegular />} onClick={() => onAct('freeze')}>
            {t(frozenHere ? 'column.unfreeze' : 'column.freeze')}
          </MenuItem>
          {item('columns', <TableFreezeColumnRegular />)}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
