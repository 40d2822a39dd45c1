// What the engine tells without being asked.
import type { JobState } from '../model/job.ts'
import type { WorkspaceStatus } from './responses.ts'

export type Events = {
  /** At most ten a second for each job; always once when it ends. */
  'job.changed': JobState
  'workspace.changed': WorkspaceStatus
  /** Data changed: caches of lists and tables are void. */
  'data.changed': {
    what:
      | 'deliveries'
      | 'links'
      | 'definitions'
      | 'runs'
      | 'policy'
      | 'maps'
      | 'vintages'
      | 'issues'
      | 'people'
      | 'rules'
  }
}
export type EventName = keyof Events
