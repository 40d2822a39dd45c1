// The quick ways of showing a measure: percent of each base, share, rank, change, index, running sum, ratio.
// In: builder and measure. Out: edits that add the derived measure, or put it in the place of what it is derived from.
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import type { Measure } from '#shared/model/table.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { showAsChoices, showAsEdit } from './model/showAs.ts'
import type { Builder } from './useBuilder.ts'

export const ShowAsItems = ({ builder, measure }: { builder: Builder; measure: Measure }) => {
  const { t } = useTexts('tables')
  const { definition, edit } = builder
  const announce = useAnnounce()
  const choices = showAsChoices(
    definition,
    measure,
    builder.detail?.periods[0] ?? null,
    builder.detail?.definition.design !== undefined,
  )
  const list = (replace: boolean) => (
    <MenuPopover>
      <MenuList>
        {choices.map(({ id, measure: shown, begins }) => [
          begins ? <MenuDivider key={`${id}-line`} /> : null,
          <MenuItem
            key={id}
            disabled={shown === null}
            onClick={() => {
              if (shown === null) return
              edit(showAsEdit(definition, measure.id, shown, replace))
              announce(t('measureAdded', { name: t(`showAs.${id}`) }))
            }}
          >
            {t(`showAs.${id}`)}
          </MenuItem>,
        ])}
      </MenuList>
    </MenuPopover>
  )
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuItem>{t('showAlsoAs')}</MenuItem>
        </MenuTrigger>
        {list(false)}
      </Menu>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuItem>{t('showInsteadAs')}</MenuItem>
        </MenuTrigger>
        {list(true)}
      </Menu>
    </>
  )
}
