// What stands at the right: a variable's profile, a record, two records compared, or the columns. In: which. Out: what
// was asked for there.
import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { Inspector } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'

export type Side =
  | { show: 'profile'; variable: string }
  | { show: 'record'; dataset: string; rowId: number }
  | { show: 'compare'; left: number; right: number }
  | { show: 'columns' }

export type SidePanelProps = {
  side: Side
  onProfile: () => void
  onClose: () => void
  children: ReactNode
  actions?: ReactNode
}

export const SidePanel = ({ side, onProfile, onClose, actions, children }: SidePanelProps) => {
  const { t } = useTexts('explore')
  const titles = {
    profile: t('profile'),
    record: t('record'),
    compare: t('compare.title'),
    columns: t('columns.title'),
  }
  return (
    <Inspector
      title={titles[side.show]}
      onClose={onClose}
      className={side.show === 'compare' ? 'sd-inspector--wide' : ''}
      actions={
        <>
          {actions}
          {side.show !== 'profile' && (
            <Button size="small" appearance="subtle" onClick={onProfile}>
              {t('profile')}
            </Button>
          )}
        </>
      }
    >
      {children}
    </Inspector>
  )
}
