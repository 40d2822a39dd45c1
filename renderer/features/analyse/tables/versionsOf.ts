// The saved versions of an open table, and how one is taken back: as a step that can be undone. In: builder. Out: the
// question; null where it was never saved.
import { parseDefinition } from '#shared/model/definition.ts'
import type { HistoryQuestion } from '../../../components/HistoryDialog.tsx'
import type { BuilderState } from './useBuilder.ts'

export const versionsOf = ({ session, definition, edit }: BuilderState): HistoryQuestion | null =>
  session.history.saved === null
    ? null
    : {
        kind: 'table',
        id: definition.id,
        takeBack: (version) => edit({ type: 'replaceTable', definition: parseDefinition('table', version) }),
      }
