// The formats a picture leaves in, behind one button. In: what to run. Out: a menu. Never a format the engine does not
// write.
import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, ToolbarButton } from '@fluentui/react-components'
import { ArrowExportRegular, ChevronDownRegular } from '@fluentui/react-icons'
import { useTexts } from '../../../i18n/index.ts'
import { outputFormats } from './usePictureOutput.ts'
import type { PictureOutput } from './usePictureOutput.ts'

export const OutputMenu = ({ output, disabled }: { output: PictureOutput; disabled: boolean }) => {
  const { t } = useTexts('charts')
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <ToolbarButton appearance="subtle" icon={<ArrowExportRegular />} disabled={disabled}>
          {t('export')} <ChevronDownRegular aria-hidden="true" />
        </ToolbarButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {outputFormats.map((format) => (
            <MenuItem key={format} onClick={() => output.write(format)}>
              {t(`formats.${format}`)}
            </MenuItem>
          ))}
          <MenuItem onClick={() => output.write('png', 600)}>{t('formats.png600')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
