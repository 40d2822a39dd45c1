import { beforeEach, describe, expect, it } from 'vitest'
import { useWorkbench } from './workbench.ts'

const bench = () => useWorkbench.getState()
const open = (documentId: string): void => bench().openDocument({ feature: 'tables', documentId, title: documentId })
const ids = (): string[] => bench().tabs.map((tab) => tab.documentId)

beforeEach(() => bench().clear())

describe('documents', () => {
  it('opens each once and brings it to the front', () => {
    open('a')
    open('b')
    open('a')
    expect(ids()).toEqual(['a', 'b'])
    expect(bench()).toMatchObject({ active: 'tables:a', feature: 'tables' })
  })
  it('keeps the dirty mark and takes new parameters when opened again', () => {
    open('a')
    bench().setDirty('tables:a', true)
    bench().openDocument({ feature: 'tables', documentId: 'a', title: 'a', parameters: { filter: 'x' } })
    expect(bench().tabs[0]).toMatchObject({ dirty: true, parameters: { filter: 'x' } })
  })
  it('goes to the neighbour when the one in front is closed, and to the screen when it was the last', () => {
    for (const id of ['a', 'b', 'c']) open(id)
    bench().activate('tables:b')
    bench().closeTab('tables:b')
    expect(bench().active).toBe('tables:c')
    bench().closeTab('tables:c')
    bench().closeTab('tables:a')
    expect(bench()).toMatchObject({ active: null, tabs: [] })
  })
  it('closing one behind leaves the one in front', () => {
    for (const id of ['a', 'b']) open(id)
    bench().closeTab('tables:a')
    expect(bench().active).toBe('tables:b')
  })
  it('reopens what was closed last', () => {
    for (const id of ['a', 'b']) open(id)
    bench().closeTab('tables:a')
    bench().closeTab('tables:b')
    bench().reopenClosed()
    bench().reopenClosed()
    expect(ids()).toEqual(['b', 'a'])
  })
  it('cycles through the screen and all documents, both ways', () => {
    for (const id of ['a', 'b']) open(id)
    const seen = [1, 1, 1, -1, -1].map((step) => {
      bench().cycle(step as 1 | -1)
      return bench().active
    })
    expect(seen).toEqual([null, 'tables:a', 'tables:b', 'tables:a', null])
  })
  it('gives a new document its name on saving, in place of one of that name', () => {
    for (const id of ['new', 'pupils']) open(id)
    bench().activate('tables:new')
    bench().renameDocument('tables:new', 'pupils', 'Học sinh')
    expect(bench().tabs).toMatchObject([{ id: 'tables:pupils', title: 'Học sinh' }])
    expect(bench().active).toBe('tables:pupils')
  })
})
