// How fast a job goes and how long it still takes, from its progress updates. In: updates with a time. Out: rate and
// seconds left. Never a clock of its own, never a rate across two phases.

export type ProgressClock = {
  /** Starts anew: another phase counts other things. */
  reset(at: number, done: number): void
  update(at: number, done: number): void
  perSecond(): number
  secondsLeft(done: number, total: number): number | null
}

/** Half of the weight lies on the last two seconds or so: steady, yet it follows a change of pace. */
const halfLifeMs = 2_000
const minimumStepMs = 200

export const progressClock = (): ProgressClock => {
  let lastAt = 0
  let lastDone = 0
  let rate = 0
  return {
    reset: (at, done) => {
      lastAt = at
      lastDone = done
      rate = 0
    },
    update: (at, done) => {
      const elapsed = at - lastAt
      if (elapsed < minimumStepMs || done < lastDone) return
      const current = ((done - lastDone) / elapsed) * 1000
      const keep = rate === 0 ? 0 : 0.5 ** (elapsed / halfLifeMs)
      rate = keep * rate + (1 - keep) * current
      lastAt = at
      lastDone = done
    },
    perSecond: () => Math.round(rate),
    secondsLeft: (done, total) => (rate > 0 && total > done ? Math.ceil((total - done) / rate) : null),
  }
}
