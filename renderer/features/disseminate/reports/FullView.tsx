// The pages or the board alone, over the whole window: to be watched or shown. In: what is shown, the pickers. Out:
// Escape leads back. The screen itself is asked for; where the host does not give it, the window is filled.
import { Button } from '@fluentui/react-components'
import { FullScreenMinimizeRegular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTexts } from '../../../i18n/index.ts'

type FullViewProps = { title: string; bar: ReactNode; children: ReactNode; onLeave: () => void }

export const FullView = ({ title, bar, children, onLeave }: FullViewProps) => {
  const { t } = useTexts('reports')
  const button = useRef<HTMLButtonElement>(null)
  const left = useRef(onLeave)
  useEffect(() => {
    left.current = onLeave
  }, [onLeave])
  useEffect(() => {
    const root = document.documentElement
    let filled = false
    root.requestFullscreen().then(
      () => {
        filled = true
      },
      () => undefined,
    )
    button.current?.focus()
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') left.current()
    }
    const onChange = (): void => {
      if (filled && document.fullscreenElement === null) left.current()
    }
    window.addEventListener('keydown', onKey)
    document.addEventListener('fullscreenchange', onChange)
    return () => {
      window.removeEventListener('keydown', onKey)
      document.removeEventListener('fullscreenchange', onChange)
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined)
    }
  }, [])
  return (
    <div className="rp-full" role="dialog" aria-modal="true" aria-label={title}>
      <div className="rp-full__bar">
        <strong className="rp-full__title">{title}</strong>
        {bar}
        <Button ref={button} size="small" icon={<FullScreenMinimizeRegular />} onClick={onLeave}>
          {t('full.leave')}
        </Button>
      </div>
      {children}
    </div>
  )
}
