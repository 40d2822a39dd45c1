// What can be done with a report: written, printed, shown over the whole screen, its panels opened. In: what is shown
// and the acts. Out: the items of the toolbar; the same stand in the menu bar with their shortcuts.
import {
  DocumentLockRegular,
  DocumentPdfRegular,
  FullScreenMaximizeRegular,
  PanelRightRegular,
  PrintRegular,
} from '@fluentui/react-icons'
import { commandItem } from '../../../components/Toolbar.tsx'
import type { ToolbarItem } from '../../../components/Toolbar.tsx'
import { useCommandList } from '../../../components/useCommand.ts'
import type { Command } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'

export type ReportPanel = 'properties' | 'issues'
type ReportCommands = {
  active: boolean
  /** Made, with nothing missing. */
  whole: boolean
  shown: boolean
  leads: ToolbarItem[]
  zooms: ToolbarItem[]
  output: { savePdf: () => void; print: () => void }
  inspecting: ReportPanel | null
  onInspect: (panel: ReportPanel | null) => void
  onFull: () => void
}

export const useReportCommands = ({
  active,
  whole,
  shown,
  leads,
  zooms,
  output,
  inspecting,
  onInspect,
  onFull,
}: ReportCommands): ToolbarItem[] => {
  const { t } = useTexts('reports')
  const leaving = { menu: 'file', group: 'export', enabled: whole } as const
  const printing: Command = {
    id: 'reports.print',
    title: t('definitions:print'),
    shortcut: 'Ctrl+P',
    ...leaving,
    run: output.print,
  }
  const writing: Command = {
    id: 'reports.pdf',
    title: t('savePdf'),
    shortcut: 'Ctrl+E',
    ...leaving,
    run: output.savePdf,
  }
  const filling: Command = {
    id: 'reports.full',
    title: t('full.enter'),
    shortcut: 'Shift+F5',
    menu: 'view',
    group: 'look',
    enabled: shown,
    run: onFull,
  }
  useCommandList([printing, writing, filling], active)
  const toggle = (panel: ReportPanel) => () => onInspect(inspecting === panel ? null : panel)
  return [
    ...leads,
    commandItem(writing, <DocumentPdfRegular />),
    commandItem(printing, <PrintRegular />),
    { kind: 'divider', id: 'look' },
    ...zooms,
    {
      id: 'full',
      label: t('full.enter'),
      icon: <FullScreenMaximizeRegular />,
      run: onFull,
      disabled: !shown,
      showLabel: false,
    },
    {
      id: 'inspector',
      label: t('inspector'),
      icon: <PanelRightRegular />,
      run: toggle('properties'),
      pressed: inspecting === 'properties',
      showLabel: false,
    },
    {
      id: 'issues',
      label: t('issues.title'),
      icon: <DocumentLockRegular />,
      run: toggle('issues'),
      pressed: inspecting === 'issues',
    },
  ]
}
