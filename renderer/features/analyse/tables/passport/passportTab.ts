// What every tab of the passport is given. Types only.
import type { Builder } from '../useBuilder.ts'
import type { TableAnswer } from '../useTableRun.ts'

export type PassportTabProps = { builder: Builder; answer: TableAnswer }
