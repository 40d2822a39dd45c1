// One command for each screen of the rail: Ctrl+1 … Ctrl+9.
import { useCommand } from '../components/useCommand.ts'
import { useTexts } from '../i18n/index.ts'
import { featureIds, useWorkbench } from './workbench.ts'
import type { FeatureId } from './workbench.ts'

const GoCommand = ({ id, index }: { id: FeatureId; index: number }) => {
  const { t } = useTexts('frame')
  const goTo = useWorkbench((s) => s.goTo)
  const shortcut = id === 'settings' ? 'Ctrl+,' : index < 9 ? `Ctrl+${index + 1}` : undefined
  useCommand({
    id: `go.${id}`,
    title: t(`feature.${id}`),
    menu: id === 'settings' ? 'tools' : 'view',
    group: id === 'settings' ? 'settings' : 'go',
    run: () => goTo(id),
    ...(shortcut ? { shortcut } : {}),
  })
  return null
}

export const GoCommands = () => featureIds.map((id, index) => <GoCommand key={id} id={id} index={index} />)
