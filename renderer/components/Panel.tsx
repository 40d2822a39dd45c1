// Parts of a screen: a titled panel, the inspector on the right, and the frame that puts toolbar, content and inspector
// together.
import { Button } from '@fluentui/react-components'
import { ChevronLeftRegular, ChevronRightRegular, DismissRegular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useNarrow } from '../app/narrow.ts'
import { useTexts } from '../i18n/index.ts'

export type PanelProps = {
  title: string
  actions?: ReactNode
  children: ReactNode
  className?: string
  onClose?: () => void
}

/** A titled region. */
export const Panel = ({ title, actions, children, className, onClose }: PanelProps) => {
  const { t } = useTexts()
  const id = useId()
  return (
    <section className={`sd-panel ${className ?? ''}`} aria-labelledby={id}>
      <header className="sd-panel__header">
        <h2 id={id} className="sd-panel__title">
          {title}
        </h2>
        {actions}
        {onClose && (
          <Button
            appearance="subtle"
            size="small"
            icon={<DismissRegular />}
            aria-label={t('close')}
            onClick={onClose}
          />
        )}
      </header>
      <div className="sd-panel__body">{children}</div>
    </section>
  )
}

/** The properties of what is selected, at the right edge. */
export const Inspector = (props: PanelProps) => <Panel {...props} className={`sd-inspector ${props.className ?? ''}`} />

/** A heading inside a panel or inspector. */
export const Section = ({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) => (
  <div className="sd-section">
    <div className="sd-section__header">
      <h3 className="sd-section__title">{title}</h3>
      {actions}
    </div>
    {children}
  </div>
)

export type ScreenLayoutProps = {
  title: string
  toolbar?: ReactNode
  side?: ReactNode
  /** Where the side panel can be folded to a strip: whether it is open, and the wish to change that. */
  sideFold?: { open: boolean; onChange: (open: boolean) => void }
  inspector?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

type FoldProps = { open: boolean; edge: 'left' | 'right'; onChange: (open: boolean) => void }

/** The narrow strip beside a panel that folds and opens it. */
const Fold = ({ open, edge, onChange }: FoldProps) => {
  const { t } = useTexts()
  const name = open ? t('foldPanel') : t('openPanel')
  return (
    <button
      type="button"
      className={`sd-screen__fold sd-screen__fold--${edge}`}
      aria-label={name}
      title={name}
      aria-expanded={open}
      onClick={() => onChange(!open)}
    >
      {open === (edge === 'left') ? <ChevronLeftRegular /> : <ChevronRightRegular />}
    </button>
  )
}

/** A whole screen: title and toolbar above, optional list at the left, inspector at the right, strip below. */
export const ScreenLayout = (props: ScreenLayoutProps) => {
  const { title, toolbar, footer } = props
  const narrow = useNarrow()
  return (
    <div className="sd-screen">
      <header className="sd-screen__header">
        <h1 className="sd-screen__title" title={title}>
          {title}
        </h1>
        {toolbar}
      </header>
      {narrow ? <NarrowBody {...props} /> : <WideBody {...props} />}
      {footer && <footer className="sd-screen__footer">{footer}</footer>}
    </div>
  )
}

const WideBody = ({ side, sideFold, inspector, children }: ScreenLayoutProps) => (
  <div className="sd-screen__body">
    {side && sideFold?.open !== false && <div className="sd-screen__side">{side}</div>}
    {side && sideFold && <Fold edge="left" {...sideFold} />}
    <div className="sd-screen__main">{children}</div>
    {inspector}
  </div>
)

/** Panels are strips until opened, and then lie over the content: one at a time. */
const NarrowBody = ({ side, inspector, children }: ScreenLayoutProps) => {
  const [shown, setShown] = useState<'side' | 'inspector' | null>(null)
  const toggle = (panel: 'side' | 'inspector') => (open: boolean) => setShown(open ? panel : null)
  return (
    <div className="sd-screen__body">
      {side && <Fold edge="left" open={shown === 'side'} onChange={toggle('side')} />}
      {side && shown === 'side' && <div className="sd-screen__side sd-screen__over">{side}</div>}
      <div className="sd-screen__main">{children}</div>
      {inspector && shown === 'inspector' && <div className="sd-screen__over sd-screen__over--right">{inspector}</div>}
      {inspector && <Fold edge="right" open={shown === 'inspector'} onChange={toggle('inspector')} />}
    </div>
  )
}
