// Writing the report as something other than PDF: a Word document, a workbook of its tables, one HTML file. In: whether
// it can be now. Out: the chosen format.
import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, ToolbarButton } from '@fluentui/react-components'
import { ArrowExportRegular, ChevronDownRegular } from '@fluentui/react-icons'
import { reportFileFormats } from '#shared/contract/reports.ts'
import type { ReportFileFormat } from '#shared/contract/reports.ts'
import { useTexts } from '../../../i18n/index.ts'

type Props = { disabled: boolean; onExport: (format: ReportFileFormat) => void }

export const ReportFileMenu = ({ disabled, onExport }: Props) => {
  const { t } = useTexts('reports')
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <ToolbarButton icon={<ArrowExportRegular />} disabled={disabled}>
          {t('saveAs')}
          <ChevronDownRegular />
        </ToolbarButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {reportFileFormats.map((format) => (
            <MenuItem key={format} onClick={() => onExport(format)}>
              {t(`fileFormats.${format}`)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
