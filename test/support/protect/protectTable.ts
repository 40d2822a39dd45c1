// A cube protected by an office's usual policy with another minimum, without a workspace. In: a cube, respondents a
// cell. Out: the cube as it would leave. Only for tests: what leaves is made by protectCube.
import type { Cube, ProtectionRecord } from '#shared/model/cube.ts'
import { defaultPolicy } from '#shared/model/officePolicy.ts'
import type { Frequency } from '#engine/analyse/protect/frequency.ts'
import { officeRules } from '#engine/analyse/protect/officeRules.ts'
import type { PrimaryRules } from '#engine/analyse/protect/primary/rules.ts'
import { tablePatterns, withTablePatterns } from '#engine/analyse/protect/protectTable.ts'

/** The policy an office has that never changed it, with another minimum. */
export const rulesWithMinimum = (minimum: number): PrimaryRules => ({
  ...officeRules(defaultPolicy),
  minimumFrequency: minimum,
})

export const protectTable = async (
  cube: Cube,
  frequency: Frequency,
  rules: PrimaryRules,
): Promise<{ cube: Cube; protection: ProtectionRecord }> =>
  withTablePatterns(cube, await tablePatterns(cube, frequency, rules), rules, frequency.unit)
