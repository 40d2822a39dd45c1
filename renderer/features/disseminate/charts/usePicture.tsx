// What an open chart and an open map have in common: the cube they draw, and the commands and buttons to save, undo and
// print. In: the draft, and where it leaves by. Out: cube and toolbar. Never a drawing.
import { PrintRegular } from '@fluentui/react-icons'
import { commandItem } from '../../../components/Toolbar.tsx'
import type { ToolbarItem } from '../../../components/Toolbar.tsx'
import { useCommandList } from '../../../components/useCommand.ts'
import type { Command } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useDocumentCommands } from '../../process/definitions/useDocumentCommands.tsx'
import type { Draft } from '../../process/definitions/useDraft.ts'
import { useSourceCube } from '../../process/definitions/useSourceCube.ts'
import type { CubeAnswer } from '../../process/definitions/useSourceCube.ts'
import type { PictureOutput } from './usePictureOutput.ts'

export type PictureFeature = 'charts' | 'maps'
export type Picture = { feature: PictureFeature; answer: CubeAnswer; output: PictureOutput; items: ToolbarItem[] }

export type PictureAsked = {
  feature: PictureFeature
  draft: Draft<'chart'> | Draft<'map'>
  output: PictureOutput
  active: boolean
  /** Further commands, before the one that prints. */
  commands?: readonly Command[]
}

export const usePicture = ({ feature, draft, output, active, commands = [] }: PictureAsked): Picture => {
  const { t } = useTexts('definitions')
  const answer = useSourceCube(draft.value?.source ?? null)
  const items = useDocumentCommands(draft, active)
  const print: Command = {
    id: `${feature}.print`,
    title: t('print'),
    shortcut: 'Ctrl+P',
    menu: 'file',
    group: 'export',
    enabled: draft.value !== null,
    run: output.print,
  }
  useCommandList([...commands, print], active)
  return {
    feature,
    answer,
    output,
    items: [...items, commandItem(print, <PrintRegular />, { disabled: !answer.cube })],
  }
}
