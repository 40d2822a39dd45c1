// How large something is shown, by steps. In: the steps and where to begin. Out: the factor, and the two buttons that
// change it.
import { ZoomInRegular, ZoomOutRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import type { ToolbarItem } from './Toolbar.tsx'

export const useZoom = (steps: readonly number[], start: number): { zoom: number; zoomItems: ToolbarItem[] } => {
  const { t } = useTexts()
  const [zoom, setZoom] = useState(start)
  const by = (step: 1 | -1) => (): void =>
    setZoom(steps[Math.max(0, Math.min(steps.length - 1, steps.indexOf(zoom) + step))] ?? 1)
  return {
    zoom,
    zoomItems: [
      { id: 'out', label: t('zoomOut'), icon: <ZoomOutRegular />, run: by(-1), showLabel: false },
      { id: 'in', label: t('zoomIn'), icon: <ZoomInRegular />, run: by(1), showLabel: false },
    ],
  }
}
