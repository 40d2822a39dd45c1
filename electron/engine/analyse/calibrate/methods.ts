// Weights calibrated to totals. In: a validated request. Out: how far the weights moved. Never a record changed.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { calibrateSample } from './calibrateSample.ts'

export const calibrateHandlers: HandlersFor<'datasets.calibrate'> = {
  'datasets.calibrate': calibrateSample,
}
