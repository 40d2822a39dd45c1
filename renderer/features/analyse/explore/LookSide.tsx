// Beside the rows: profile, record, comparison or columns. In: state and acts. Out: what is chosen there.
import { Button } from '@fluentui/react-components'
import { ColumnsPanel } from './ColumnsPanel.tsx'
import { ComparePanel } from './ComparePanel.tsx'
import { ProfilePanel } from './ProfilePanel.tsx'
import { RecordPanel } from './RecordPanel.tsx'
import { SidePanel } from './SidePanel.tsx'
import type { DatasetLook } from './useDatasetLook.ts'
import type { LookActs } from './useLookActs.ts'

export const LookSide = ({ room, acts }: { room: DatasetLook; acts: LookActs }) => {
  const {
    t,
    variables,
    look,
    columns,
    firstProfiled,
    side,
    setSide,
    setAnalysis,
    held,
    setHeld,
    revealing,
    labels,
    open,
    countable,
    root,
    detail,
  } = room
  const { setRoot, setSort } = acts
  const profile = side?.show === 'profile' ? variables.find((v) => v.id === side.variable) : undefined
  if (side === null) return null
  return (
    <SidePanel
      side={side}
      onProfile={() => setSide({ show: 'profile', variable: firstProfiled })}
      onClose={() => setSide(null)}
      actions={
        side.show === 'record' && side.dataset === detail.id ? (
          <Button size="small" appearance="subtle" onClick={() => setHeld(held === side.rowId ? null : side.rowId)}>
            {t(held === side.rowId ? 'compare.letGo' : 'compare.hold')}
          </Button>
        ) : side.show === 'compare' && held !== null ? (
          <Button size="small" appearance="subtle" onClick={() => setHeld(null)}>
            {t('compare.letGo')}
          </Button>
        ) : undefined
      }
    >
      {side.show === 'record' && (
        <>
          {held === side.rowId && <p className="sd-muted">{t('compare.held')}</p>}
          <RecordPanel
            dataset={side.dataset}
            rowId={side.rowId}
            variables={side.dataset === detail.id ? variables : []}
            onLinked={(of, rowId) => setSide({ show: 'record', dataset: of, rowId })}
          />
        </>
      )}
      {side.show === 'compare' && (
        <ComparePanel dataset={detail.id} left={side.left} right={side.right} variables={variables} />
      )}
      {side.show === 'columns' && (
        <ColumnsPanel variables={variables} choice={columns} onChange={(next) => look({ columns: next })} />
      )}
      {profile && open && (
        <ProfilePanel
          key={profile.role === 'identifier' ? revealing.times : 0}
          view={open.view.view}
          variable={profile}
          root={root}
          masked={!countable.includes(profile)}
          labels={labels}
          onFilter={setRoot}
          onSort={(direction) => setSort([{ variable: profile.id, direction }])}
          onFrequency={() => setAnalysis({ kind: 'frequency', variable: profile.id })}
        />
      )}
    </SidePanel>
  )
}
