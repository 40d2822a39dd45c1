import { beforeEach, describe, expect, it } from 'vitest'
import { useWorkbench } from '../../../app/workbench.ts'
import { newTable } from './model/definition.ts'
import { useSessions } from './sessions.ts'

const table = (id: string) => newTable({ id: 'pupil', label: { vi: 'Học sinh', en: 'Pupils' }, periods: [] }, id)
const open = (id: string) => {
  useWorkbench.getState().openDocument({ feature: 'tables', documentId: id, title: id })
  useSessions.getState().open(id, table(id), null)
}
const sessions = () => Object.keys(useSessions.getState().sessions)

describe('open tables', () => {
  beforeEach(() => useWorkbench.getState().clear())

  it('are forgotten when their tab closes, the others kept', () => {
    open('a')
    open('b')
    useWorkbench.getState().closeTab('tables:a')
    expect(sessions()).toEqual(['b'])
  })

  it('are forgotten with the workspace, whose names another one may use too', () => {
    open('a')
    useWorkbench.getState().clear()
    expect(sessions()).toEqual([])
  })

  it('keep their history under the name they get on the first save', () => {
    open('new_pupil_1')
    useSessions
      .getState()
      .edit('new_pupil_1', { type: 'addDimension', to: { axis: 'rows', block: 0, depth: 0 }, variable: 'sex' })
    useSessions
      .getState()
      .saved('new_pupil_1', { ...useSessions.getState().sessions['new_pupil_1']!.history.current, id: 'pupils' })
    useSessions.getState().rename('new_pupil_1', 'pupils')
    useWorkbench.getState().renameDocument('tables:new_pupil_1', 'pupils', 'Pupils')
    expect(sessions()).toEqual(['pupils'])
    useSessions.getState().undo('pupils')
    expect(useSessions.getState().sessions['pupils']!.history.current).toMatchObject({ id: 'pupils', rows: [] })
  })
})
