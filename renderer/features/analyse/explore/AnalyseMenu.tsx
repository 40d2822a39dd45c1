// What can be found out about the records on screen, beside what the column menus offer. In: what is possible. Out:
// what was chosen.
import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import {
  BranchCompareRegular,
  CalendarRegular,
  ChartMultipleRegular,
  ChevronDownRegular,
  ArrowTrendingSparkleRegular,
  DataHistogramRegular,
  DocumentCopyRegular,
  LayerDiagonalRegular,
  TableSimpleRegular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import { useTexts } from '../../../i18n/index.ts'

export type AnalyseAct =
  | 'profiles'
  | 'frequency'
  | 'cross'
  | 'periods'
  | 'outliers'
  | 'duplicates'
  | 'sample'
  | 'compare'
const icons: Record<AnalyseAct, ReactElement> = {
  profiles: <DataHistogramRegular />,
  frequency: <ChartMultipleRegular />,
  cross: <TableSimpleRegular />,
  periods: <CalendarRegular />,
  outliers: <ArrowTrendingSparkleRegular />,
  duplicates: <DocumentCopyRegular />,
  sample: <LayerDiagonalRegular />,
  compare: <BranchCompareRegular />,
}

export const AnalyseMenu = ({
  possible,
  disabled,
  onAct,
}: {
  possible: (act: AnalyseAct) => boolean
  disabled: boolean
  onAct: (act: AnalyseAct) => void
}) => {
  const { t } = useTexts('explore')
  const item = (act: AnalyseAct) => (
    <MenuItem key={act} icon={icons[act]} disabled={!possible(act)} onClick={() => onAct(act)}>
      {t(`analyse.${act}`)}
    </MenuItem>
  )
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" disabled={disabled} icon={<DataHistogramRegular />}>
          {t('analyse.title')}
          <ChevronDownRegular className="sd-menu-mark" />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(['profiles', 'frequency', 'cross', 'periods'] as const).map(item)}
          <MenuDivider />
          {(['outliers', 'duplicates', 'sample', 'compare'] as const).map(item)}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
