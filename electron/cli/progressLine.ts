// One line of progress on stderr, rewritten in place. In: job states. Nothing when stderr is not a terminal.
import type { JobState } from '#shared/model/job.ts'

export const createProgressLine = (shown: boolean) => {
  let last = ''
  const write = (line: string) => {
    process.stderr.write(`\r${line.padEnd(last.length)}`)
    last = line
  }
  return {
    show(state: JobState) {
      if (!shown || state.state !== 'running') return
      const share = state.total > 0 ? ` ${Math.floor((100 * state.done) / state.total)} %` : ''
      const rate = state.perSecond > 0 ? ` ${Math.round(state.perSecond).toLocaleString('en')}/s` : ''
      const left = state.secondsLeft !== null ? ` ~${Math.ceil(state.secondsLeft)} s` : ''
      write(`${state.phase} ${state.subject}${share}${rate}${left}`)
    },
    clear() {
      if (last) process.stderr.write(`\r${' '.repeat(last.length)}\r`)
      last = ''
    },
  }
}
