// What stands in the place of the rows while something is looked into: title, controls, a way back. In: parts. Out: a
// region.
import { Button } from '@fluentui/react-components'
import { ArrowLeftRegular, CopyRegular, TableRegular } from '@fluentui/react-icons'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { call, callHost } from '../../../../bridge/client.ts'
import { tableClipboard } from '../../../../components/copyTables.ts'
import { notify, notifyFailure } from '../../../../components/notices.ts'
import { useTexts } from '../../../../i18n/index.ts'

export type AnalysisFrameProps = {
  title: string
  controls?: ReactNode
  /** Goes on in the table builder; absent where a table cannot say it. */
  onTable?: (() => void) | undefined
  /** Why it cannot. */
  noTable?: string | undefined
  copies?: boolean
  onClose: () => void
  children: ReactNode
}

export const AnalysisFrame = ({
  title,
  controls,
  onTable,
  noTable,
  copies = true,
  onClose,
  children,
}: AnalysisFrameProps) => {
  const { t, language } = useTexts('explore')
  const id = useId()
  const box = useRef<HTMLElement>(null)
  // The keyboard goes where the eye goes.
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  const copy = async (): Promise<void> => {
    const table = box.current?.querySelector('table')
    if (!table) return
    const { tsv, html } = tableClipboard(table, language)
    try {
      await call('clipboard.shown', { subject: title, cells: table.querySelectorAll('td').length })
      await callHost('host.copyText', { text: tsv, html })
      notify({ intent: 'success', text: t('common:copied') })
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  return (
    <section
      ref={box}
      className="sd-analysis"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
    >
      <header className="sd-analysis__header">
        <Button size="small" icon={<ArrowLeftRegular />} onClick={onClose}>
          {t('analysis.back')}
        </Button>
        <h2 id={id} className="sd-panel__title">
          {title}
        </h2>
        {onTable && (
          <Button size="small" appearance="subtle" icon={<TableRegular />} onClick={onTable}>
            {t('analysis.asTable')}
          </Button>
        )}
        {!onTable && noTable && <span className="sd-muted">{noTable}</span>}
        {copies && (
          <Button size="small" appearance="subtle" icon={<CopyRegular />} onClick={() => void copy()}>
            {t('common:copy')}
          </Button>
        )}
      </header>
      {controls && <div className="sd-analysis__controls">{controls}</div>}
      <div className="sd-analysis__body" tabIndex={0} role="region" aria-label={title}>
        {children}
      </div>
    </section>
  )
}
