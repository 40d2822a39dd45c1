// The export button: formats, with the minimum frequency that will be applied said before anything is written.
import { Menu, MenuGroup, MenuGroupHeader, MenuItem, MenuList, MenuPopover, MenuTrigger, ToolbarButton } from '@fluentui/react-components'
import { ArrowExportRegular } from '@fluentui/react-icons'
import { useSettings } from '../../app/settings.ts'
import { useTexts } from '../../i18n/index.ts'
import { publishFormats } from './exportTable.ts'
import type { PublishFormat } from './exportTable.ts'

export const ExportMenu = ({ disabled, onExport }: { disabled?: boolean; onExport: (format: PublishFormat) => void }) => {
  const { t } = useTexts('tables')
  const minimum = useSettings((s) => s.settings.minimumFrequency)
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <ToolbarButton appearance="subtle" icon={<ArrowExportRegular />} disabled={disabled ?? false}>{t('export')}</ToolbarButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t('exportProtected', { minimum })}</MenuGroupHeader>
            {publishFormats.map((format) => <MenuItem key={format} onClick={() => onExport(format)}>{t(`formats.${format}`)}</MenuItem>)}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
