// What is asked before something is done: a row's number, a sample, records to export, a reason to reveal. In: state
// and acts.
import { LeaveDialog } from '../../../components/LeaveDialog.tsx'
import { RecordsDialog } from '../../disseminate/records/RecordsDialog.tsx'
import { GoToRow } from './GoToRow.tsx'
import { RevealDialog } from './RevealDialog.tsx'
import { SampleDialog } from './SampleDialog.tsx'
import type { DatasetLook } from './useDatasetLook.ts'
import type { LookActs } from './useLookActs.ts'

export const LookDialogs = ({ room, acts }: { room: DatasetLook; acts: LookActs }) => {
  const { filter, base, asking, setAsking, revealing, setRevealing, view, open, identifiers, detail, drill, revealed } =
    room
  const { copyLeave, endCopyLeave } = room
  const { toBase, goTo } = acts
  return (
    <>
      {asking === 'row' && open && <GoToRow rows={open.view.rows} onGo={goTo} onClose={() => setAsking(null)} />}
      {asking === 'sample' && open && (
        <SampleDialog
          rows={open.view.rows}
          onClose={() => setAsking(null)}
          onDraw={(size, seed) => {
            setAsking(null)
            toBase({ type: 'sample', filter: base?.type === 'sample' ? base.filter : filter, size, seed })
          }}
        />
      )}
      {copyLeave && <LeaveDialog {...copyLeave} onClose={endCopyLeave} />}
      {asking === 'records' && (
        <RecordsDialog
          dataset={detail.id}
          start={{ filter, narrowed: drill !== null || base !== null }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'reveal' && open && (
        <RevealDialog
          view={open.view.view}
          dataset={detail.id}
          identifiers={identifiers}
          onClose={() => setAsking(null)}
          onRevealed={(chosen) => {
            setAsking(null)
            setRevealing({
              view: open.view.view,
              variables: new Set([...revealed, ...chosen]),
              times: revealing.times + 1,
            })
            view.readAgain()
          }}
        />
      )}
    </>
  )
}
