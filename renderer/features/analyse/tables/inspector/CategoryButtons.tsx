// The buttons under the categories of a dimension. In: how many are chosen. Out: what was pressed.
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import {
  ArrowDownRegular,
  ArrowUpRegular,
  EyeOffRegular,
  EyeRegular,
  GroupRegular,
  MoreHorizontalRegular,
} from '@fluentui/react-icons'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { figureStatuses } from '#shared/model/table.ts'
import { useTexts } from '../../../../i18n/index.ts'
import type { CategoryEdits } from './useCategoryEdits.ts'

type Props = {
  /** How many are chosen, and of those how many are shown and hidden; how many are hidden at all. */
  picked: number
  pickedShown: number
  pickedHidden: number
  hidden: number
  canGroup: boolean
  edits: CategoryEdits
  onShow: () => void
}

export const CategoryButtons = ({ picked, pickedShown, pickedHidden, hidden, canGroup, edits, onShow }: Props) => {
  const { t, label } = useTexts('tables')
  return (
    <div className="tb-buttons">
      <Button size="small" icon={<EyeOffRegular />} disabled={pickedShown === 0} onClick={edits.hide}>
        {t('hideCategories')}
      </Button>
      <Button size="small" icon={<EyeRegular />} disabled={hidden === 0} onClick={onShow}>
        {pickedHidden > 0 ? t('showCategories') : t('showAllCategories')}
      </Button>
      <Button
        size="small"
        icon={<ArrowUpRegular />}
        aria-label={t('moveUp')}
        title={`${t('moveUp')} · Alt+↑`}
        disabled={pickedShown === 0}
        onClick={() => edits.move(-1)}
      />
      <Button
        size="small"
        icon={<ArrowDownRegular />}
        aria-label={t('moveDown')}
        title={`${t('moveDown')} · Alt+↓`}
        disabled={pickedShown === 0}
        onClick={() => edits.move(1)}
      />
      {canGroup && (
        <Button size="small" icon={<GroupRegular />} disabled={picked < 1} onClick={() => edits.group(null)}>
          {t('groupCategories')}
        </Button>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" icon={<MoreHorizontalRegular />} aria-label={t('more')} disabled={picked === 0} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {figureStatuses.map((status) => (
              <MenuItem key={status} onClick={() => edits.setStatus(status)}>
                {t('statusOf', { status: label(figureStatusLabels[status]) })}
              </MenuItem>
            ))}
            <MenuItem onClick={() => edits.setStatus(null)}>{t('statusAsTable')}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  )
}
